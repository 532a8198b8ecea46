package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for a ledger, as their users see them. */
final class LedgerCommandTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final String TOKEN = "sim-token-of-operator-1";
    private static final String NEW_LINE = System.lineSeparator();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    /** Makes a ledger with an open write, and returns the version of its tables. */
    private String fill() throws Exception {
        try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(file()))) {
            ledger.claim(Entry.of(
                    ResellerId.of("4680000926"), // whom no gateway here serves, so that it stays open
                    UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-1"))
                            .imeis(List.of("351800000000701"))
                            .build(),
                    null,
                    Instant.parse("2026-11-23T12:00:00Z")));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT MAX(CAST(version AS INTEGER)) FROM kdp_schema_history")) {
            return row.getString(1);
        }
    }

    private Gateway gateway() {
        DeploymentProgram program = Handlers.builder().build().program(RESELLER);
        return Gateway.start(GatewayConfig.builder()
                .anyKey(program)
                .ledger(new LedgerStore.SqliteFile(file()))
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .adminAccess(new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest(TOKEN)))
                .build());
    }

    private static CommandRun throughGateway(Gateway gateway, String... arguments) {
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = gateway.adminUrl().orElseThrow().toString();
        all[arguments.length + 2] = "--json";
        return CommandRun.with(Map.of("KDP_MIGRATE_TOKEN", TOKEN), all);
    }

    @Test
    void ledgerOfARunningGateway_isBackedUpThroughIt_andTheBackupIsGood() throws Exception {
        String version = fill();
        Path backup = folder.resolve("monday.db");
        try (Gateway gateway = gateway()) {
            CommandRun run = throughGateway(gateway, "ledger", "backup", "monday.db");

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(("{\"ledger\":\"%s\",\"schema\":%s,\"writes\":{\"settled\":0,\"open\":1,"
                                            + "\"oldestOpen\":\"2026-11-23T12:00:00Z\"},\"problems\":[]}")
                                    .formatted(backup, version)
                            + NEW_LINE);
            assertThat(run.exitCode()).isZero();

            CommandRun again = throughGateway(gateway, "ledger", "backup", "monday.db");
            assertThat(again.err())
                    .isEqualTo("kdp ledger backup: there is a file " + backup
                            + " already, which stays as it is: choose another name" + NEW_LINE);
            assertThat(again.exitCode()).isEqualTo(1);

            CommandRun wrong = throughGateway(gateway, "ledger", "backup", "/tmp/monday.db");
            assertThat(wrong.err()).startsWith("kdp ledger backup: the backup is a file beside the ledger");
            assertThat(wrong.exitCode()).isEqualTo(2);

            CommandRun inUse = CommandRun.of("ledger", "check", file().toString());
            assertThat(inUse.err())
                    .isEqualTo("kdp ledger check: the ledger's file " + file() + " cannot be read: a gateway uses it;"
                            + " kdp ledger backup without --ledger makes a backup through that gateway" + NEW_LINE);
            assertThat(inUse.exitCode()).isEqualTo(1);
        }

        CommandRun check = CommandRun.of("ledger", "check", backup.toString());
        assertThat(check.out())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "ledger " + backup + ": good",
                        "schema version " + version,
                        "0 settled, 1 open, the oldest sent at 2026-11-23T12:00:00Z",
                        ""));
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void ledgerOfAStoppedGateway_isBackedUpToAnyPlace() throws Exception {
        String version = fill();
        Path backup = Files.createDirectory(folder.resolve("elsewhere")).resolve("monday.db");

        CommandRun run = CommandRun.of("ledger", "backup", "--ledger", file().toString(), backup.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "backed up to " + backup + ": good",
                        "schema version " + version,
                        "0 settled, 1 open, the oldest sent at 2026-11-23T12:00:00Z",
                        ""));
        assertThat(run.exitCode()).isZero();
        CommandRun again = CommandRun.of("ledger", "backup", "--ledger", file().toString(), backup.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("there is a file " + backup + " already")
                .hasLineCount(1);
    }

    @Test
    void gatewayThatIsNotThere_endsWithThree() {
        CommandRun run = CommandRun.with(
                Map.of("KDP_MIGRATE_TOKEN", TOKEN), "ledger", "backup", "monday.db", "--url", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("kdp ledger backup: no answer from http://127.0.0.1:1: start the gateway, or name its"
                        + " gateway.admin.listen by --url" + NEW_LINE);
    }

    @Test
    void backupWithoutAToken_endsWithTwo() {
        CommandRun run = CommandRun.of("ledger", "backup", "monday.db");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kdp ledger backup: there is no token: set KDP_MIGRATE_TOKEN, or name a --token-file"
                        + NEW_LINE);
    }

    @Test
    void ledgerThatIsNotThere_endsWithTwoAndOneLine() {
        String missing = file().toString();
        for (CommandRun run : List.of(
                CommandRun.of("ledger", "check", missing),
                CommandRun.of("ledger", "backup", "--ledger", missing, "monday.db"))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .endsWith(": there is no file " + missing + NEW_LINE)
                    .hasLineCount(1);
        }
    }

    @Test
    void fileThatIsNoLedger_endsWithTwoAndOneLine() throws Exception {
        Files.writeString(file(), "no database");

        CommandRun run = CommandRun.of("ledger", "check", file().toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("kdp ledger check: the file " + file() + " holds no ledger" + NEW_LINE);
    }

    @Test
    void ledgerWithAHalfState_endsWithOneAndNamesIt() throws Exception {
        String version = fill();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = connection.createStatement()) {
            sql.execute("UPDATE kdp_write SET outcome = 'ACCEPTED'");
        }

        CommandRun run = CommandRun.of("ledger", "check", file().toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "ledger " + file() + ": 1 problem",
                        "schema version " + version,
                        "1 settled, 0 open",
                        "problem: 1 writes have an outcome without its answer",
                        ""));
    }

    @Test
    void databaseThatCannotBeReached_endsWithOneAndShowsNoPassword() {
        CommandRun run = CommandRun.with(
                Map.of("KDP_GATEWAY_LEDGER_USER", "kdp", "KDP_GATEWAY_LEDGER_PASSWORD", "sim-secret"),
                "ledger",
                "check",
                "jdbc:postgresql://127.0.0.1:1/kdp");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("kdp ledger check: the ledger's database cannot be read: ")
                .doesNotContain("sim-secret")
                .hasLineCount(1);
    }

    @Test
    void urlOfAnotherDatabase_endsWithTwo() {
        CommandRun run = CommandRun.of("ledger", "check", "jdbc:mysql://127.0.0.1/kdp");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "kdp ledger check: LEDGER: the URL must be that of a PostgreSQL database, jdbc:postgresql://HOST/DATABASE"
                                + NEW_LINE);
    }

    @Test
    void backupOfADatabase_isLeftToItsOwnTool() {
        CommandRun run = CommandRun.of("ledger", "backup", "--ledger", "jdbc:postgresql://127.0.0.1/kdp", "monday.db");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("kdp ledger backup: --ledger: the ledger is in PostgreSQL: back it up with pg_dump"
                        + " --format=custom --file=FILE DATABASE" + NEW_LINE);
    }
}
