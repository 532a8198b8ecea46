package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Pins.Place;
import io.github.kdpbridge.gateway.admin.message.Asked;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "repin",
        description = {
            "Move a transaction to the other side by hand, because its own is gone for good.",
            "Nothing is sent: only questions and repeats go there from now on."
        })
final class RepinCommand extends ActCommand {
    @Parameters(paramLabel = "NAME", description = "The transaction id.")
    private String name = "";

    @Option(names = "--to", paramLabel = "SIDE", required = true, description = "gen1 or gen2.")
    private String to = "";

    @Option(
            names = "--unknown",
            description =
                    "Pin a transaction that the gateway knows nothing of: it was used before the gateway was there.")
    private boolean unknown;

    RepinCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Repin asked = new Asked.Repin(name, side(), reason(), unknown);
        return show(client.post("repin", Asked.Repin.class, asked), Place.class, place -> {
            NamesCommand.print(this, place);
            return ExitCode.OK;
        });
    }

    private Generation side() {
        return switch (to.toLowerCase(Locale.ROOT)) {
            case "gen1" -> Generation.GEN1;
            case "gen2" -> Generation.GEN2;
            default -> throw new MigrateException(MigrateException.USAGE, "--to: must be gen1 or gen2, not " + to);
        };
    }
}
