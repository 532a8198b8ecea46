package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
        name = "log",
        description = "Show all moves and other acts with author, reason and evidence; overridden gates stand out.")
final class LogCommand extends AdminCommand {
    @Option(names = "--since", paramLabel = "TIME", description = "From this time on: 2026-11-26T08:00:00Z.")
    private @Nullable String since;

    LogCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        return show(client.get("log", Query.NONE.and("since", since)), Told.Log.class, told -> {
            SortedMap<Instant, List<String>> lines = new TreeMap<>();
            told.entries().forEach(entry -> add(lines, entry.at(), Lines.of(entry)));
            told.acts().forEach(act -> add(lines, act.at(), Lines.of(act)));
            lines.values().forEach(at -> at.forEach(text -> line("%s", text)));
            line("%s", Count.of(told.entries().size() + told.acts().size(), "entry", "entries"));
            return ExitCode.OK;
        });
    }

    private static void add(SortedMap<Instant, List<String>> lines, Instant at, String line) {
        lines.computeIfAbsent(at, first -> new ArrayList<>()).add(line);
    }
}
