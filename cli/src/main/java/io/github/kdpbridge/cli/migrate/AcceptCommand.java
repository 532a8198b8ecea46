package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "accept", description = "Accept a difference: it is tolerated from now on.")
final class AcceptCommand extends AdminCommand {
    @Parameters(paramLabel = "ID", description = "The difference, as kdp migrate differences shows it.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", required = true, description = "Why; it stays with the difference.")
    private String note = "";

    @Option(
            names = "--values",
            paramLabel = "DIGEST",
            description = "The digest that kdp migrate differences shows: only if the values are still those.")
    private @Nullable String values;

    AcceptCommand(Map<String, String> environment) {
        super(environment);
    }

    /** What nobody has looked at is not accepted: the difference is shown, and how to accept it. */
    private MigrateException shown(AdminClient client) {
        Known known = read(Told.Differences.class, client.get("differences", Query.NONE)).differences().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MigrateException(MigrateException.REFUSED, "there is no difference " + id));
        DifferencesCommand.print(this, known);
        return new MigrateException(
                MigrateException.USAGE,
                "nothing is accepted yet; if these values are no trouble, add --values " + known.digest());
    }

    @Override
    int run(AdminClient client) {
        if (values == null) {
            throw shown(client);
        }
        Asked.Judged asked = new Asked.Judged(id, note, values);
        return show(client.post("accept", Asked.Judged.class, asked), Known.class, accepted -> {
            DifferencesCommand.print(this, accepted);
            return ExitCode.OK;
        });
    }
}
