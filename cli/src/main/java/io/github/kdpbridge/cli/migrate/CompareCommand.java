package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Comparisons.Compared;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = {"Compare whole lists of a unit on both sides now.", "Its questions change nothing."})
final class CompareCommand extends AdminCommand {
    /** What could not be compared is not equal. */
    private static final Set<String> EQUAL = Set.of("matched", "tolerated");

    @Parameters(paramLabel = "UNIT", description = "The unit.")
    private String unit = "";

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "Only this list: devices; of * also customers or resellers.")
    private @Nullable String operation;

    CompareCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Asked.Compare asked = new Asked.Compare(unit, operation);
        return show(client.post("compare", Asked.Compare.class, asked), Told.Compared.class, this::print);
    }

    private int print(Told.Compared told) {
        for (Compared compared : told.operations()) {
            line("%s  %-12s  %s", compared.operation(), compared.verdict(), compared.text());
            compared.differences().forEach(difference -> line("  %s", difference));
        }
        return told.operations().stream().allMatch(compared -> EQUAL.contains(compared.verdict()))
                ? ExitCode.OK
                : MigrateException.REFUSED;
    }
}
