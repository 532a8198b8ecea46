package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.cli.migrate.AdminClient.Query;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.gateway.admin.message.Told;
import io.github.kdpbridge.gateway.admin.report.ReportPage;
import io.github.kdpbridge.gateway.admin.report.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Tell how ready each unit is: its phase, parity, gates, moves, and whether it is safe to go on.")
final class ReportCommand extends AdminCommand {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write a page (.html, needs no network), .json or .csv; without it, print the table.")
    private @Nullable Path file;

    ReportCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(AdminClient client) {
        Form form = file == null ? Form.CSV : Form.of(file);
        String json = client.get("report", Query.NONE);
        Told.Report report = read(Told.Report.class, json);
        String text = switch (form) {
            case HTML -> ReportPage.of(report);
            case JSON -> json + "\n";
            case CSV -> ReportTable.csv(report);
        };
        if (file == null) {
            out().print(isJson() ? json + System.lineSeparator() : text);
        } else {
            write(file, text);
            line(
                    "report of account %s, %s: %s",
                    report.account(), Count.of(report.units().size(), "unit", "units"), file);
        }
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new MigrateException(MigrateException.USAGE, "--out: %s cannot be written".formatted(file));
        }
    }

    private enum Form {
        HTML,
        JSON,
        CSV;

        private static Form of(Path file) {
            String name = file.toString().toLowerCase(Locale.ROOT);
            for (Form form : values()) {
                if (name.endsWith("." + form.name().toLowerCase(Locale.ROOT))) {
                    return form;
                }
            }
            throw new MigrateException(
                    MigrateException.USAGE, "--out: must end with .html, .json or .csv, not " + file);
        }
    }
}
