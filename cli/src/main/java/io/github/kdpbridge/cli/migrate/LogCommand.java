package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(name = "log", description = "Show all moves with author, reason and evidence; overridden gates stand out.")
final class LogCommand extends AdminCommand {
    @Option(names = "--since", paramLabel = "TIME", description = "From this time on: 2026-11-26T08:00:00Z.")
    private @Nullable String since;

    LogCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        return show(client.get("log", Query.NONE.and("since", since)), Told.Log.class, told -> {
            told.entries().forEach(entry -> line("%s", Lines.of(entry)));
            line("%s", Count.of(told.entries().size(), "entry", "entries"));
            return ExitCode.OK;
        });
    }
}
