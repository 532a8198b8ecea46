package io.github.kdpbridge.benchmarks.load;

import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import java.nio.file.Path;

/** The Lua that has wrk send a workload, and say in one line what it saw. */
final class Script {
    private Script() {}

    /**
     * Returns the script.
     *
     * @param body the file with the body; not read if the workload has none
     * @param run a word of its own for each run, which makes transaction ids unique
     * @param pauseMillis the mean of the pauses before each request of a connection; 0 for none
     */
    static String of(Workload workload, Path body, String run, double pauseMillis) {
        StringBuilder lua = new StringBuilder()
                .append("local threads = 0\n")
                .append("function setup(thread)\n  thread:set('number', threads)\n  threads = threads + 1\nend\n")
                .append("wrk.method = '" + workload.method() + "'\n")
                .append("wrk.headers['X-WSM-API-TOKEN'] = '" + GatewaySetting.KEY + "'\n");
        if (!workload.body().isEmpty()) {
            lua.append("wrk.headers['Content-Type'] = 'application/json'\n")
                    .append("local file = io.open('" + body + "')\n")
                    .append("wrk.body = file:read('*a')\n")
                    .append("file:close()\n");
        }
        if (pauseMillis > 0) {
            // Two threads with one seed would pause alike, and send in pairs.
            lua.append("function init(args)\n  math.randomseed(number * 7919 + 17)\nend\n")
                    .append("function delay()\n  return math.floor(0.5 - " + pauseMillis
                            + " * math.log(1 - math.random()))\nend\n");
        }
        if (workload.named()) {
            lua.append("local at = wrk.body:find('T-1', 1, true)\n")
                    .append("local before, after = wrk.body:sub(1, at - 1), wrk.body:sub(at + 3)\n")
                    .append("local sent = 0\n")
                    .append("function request()\n  sent = sent + 1\n")
                    .append("  return wrk.format(nil, nil, nil, before .. '" + run
                            + "-' .. number .. '-' .. sent .. after)\nend\n");
        }
        return lua.append("function done(summary, latency, requests)\n")
                .append("  local e = summary.errors\n")
                .append("  io.write(string.format('" + LoadReport.MARK
                        + "{\"requests\":%d,\"micros\":%d,\"connect\":%d,"
                        + "\"read\":%d,\"write\":%d,\"timeout\":%d,\"status\":%d,"
                        + "\"p50\":%d,\"p90\":%d,\"p99\":%d,\"max\":%d}\\n',\n")
                .append("    summary.requests, summary.duration, e.connect, e.read, e.write, e.timeout, e.status,\n")
                .append(
                        "    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))\nend\n")
                .toString();
    }
}
