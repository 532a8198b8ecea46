package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.doctor.Finding;
import io.github.kdpbridge.gateway.doctor.Finding.Verdict;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.Dialect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

final class DoctorCommandTest {
    private static final String NEW_LINE = System.lineSeparator();

    @TempDir
    private Path folder;

    private String config(String service, String secret) throws IOException {
        return Files.writeString(folder.resolve("gateway.conf"), """
                        gateway { listen = "127.0.0.1:0", admin { listen = off } }
                        resellers = [{
                          resellerId = "4680000925"
                          gen1Key = "sim-gen1-key"
                          gen2 { baseUrl = "%s", auth { scheme = oauth2, clientId = sim-client, clientSecret = %s } }
                        }]
                        """.formatted(service, secret))
                .toString();
    }

    private Path ledger() {
        return folder.resolve("kdp-ledger.db");
    }

    @Test
    void goodGateway_isToldLineByLine() throws IOException {
        try (Simulator simulator = Simulator.start()) {
            CommandRun run = CommandRun.of("doctor", "--config", config(simulator.url() + "/kcs/v1/rp", "sim-secret"));

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .isEqualTo(String.join(
                            NEW_LINE,
                            "ok       configuration: listens at 127.0.0.1:0 without TLS, no admin, ledger in "
                                    + ledger() + ", reseller 4680000925",
                            "ok       port for callers, 127.0.0.1:0: is free",
                            "ok       ledger, file " + ledger() + ": can be written",
                            "ok       reseller 4680000925, service: 127.0.0.1:" + simulator.port() + " answers",
                            "ok       reseller 4680000925, clock: this machine has the time of the service",
                            "ok       reseller 4680000925, token: the service gives one",
                            "ok       reseller 4680000925, account: is open, with 2 customers",
                            "0 failed, 0 warnings",
                            ""));
        }
    }

    @Test
    void probe_tellsFactByFactAndFailsForNone() throws IOException {
        try (Simulator simulator = Simulator.start(SimulatorOptions.builder()
                .dialect(Dialect.documented().with(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.INVALID_ID))
                .build())) {
            CommandRun run = CommandRun.of(
                    "doctor",
                    "--config",
                    config(simulator.url() + "/kcs/v1/rp", "sim-secret"),
                    "--probe",
                    "--customer",
                    "1200000321");

            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .contains(
                            "ok       reseller 4680000925, scope: as expected: the scope kdp may be asked for"
                                    + NEW_LINE,
                            "warning  reseller 4680000925, unknown-transaction: otherwise: HTTP 400 with code 40000013"
                                    + " for a transaction that cannot exist" + NEW_LINE
                                    + "         The bridge copes with it; nothing has to be set." + NEW_LINE,
                            "unknown  reseller 4680000925, one-page: not shown by this account" + NEW_LINE,
                            "ok       reseller 4680000925, alias-fields: as expected: an alias has the fields"
                                    + " profileAlias and profileId" + NEW_LINE)
                    .endsWith(NEW_LINE + "0 failed, 1 warning, 14 unknown" + NEW_LINE);
            assertThat(simulator.requests())
                    .filteredOn(request -> !request.generation().equals("token"))
                    .allMatch(request -> request.method().equals("GET"));
        }
    }

    @Test
    void customerWithoutAProbe_isAMistake() throws IOException {
        CommandRun run = CommandRun.of("doctor", "--config", config("http://127.0.0.1:1/x", "s"), "--customer", "1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("kdp doctor: --customer needs --probe");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void failure_comesWithAdviceAndEndsWithOne() throws IOException {
        try (Simulator simulator = Simulator.start()) {
            CommandRun run = CommandRun.of("doctor", "--config", config(simulator.url() + "/kcs/v1/rp", "sim-wrong"));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out())
                    .endsWith(String.join(
                            NEW_LINE,
                            "FAILED   reseller 4680000925, token: token request was refused: UNKNOWN (code"
                                    + " invalid_client) [HTTP 401]",
                            "         Check clientId and clientSecret: the Knox portal shows the one, and gives a new"
                                    + " other.",
                            "1 failed, 0 warnings",
                            ""))
                    .doesNotContain("sim-wrong", "sim-client", "sim-gen1-key");
        }
    }

    @Test
    void mistakeInTheConfiguration_endsWithTwo() throws IOException {
        String config = config("ftp://x", "sim-secret");

        CommandRun run = CommandRun.of("doctor", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "FAILED   configuration: " + config
                                + ": resellers[0].gen2.baseUrl: must be an http or https URL," + " not ftp://x",
                        "         Fix it there; docs/gateway.md has every setting.",
                        "1 failed, 0 warnings",
                        ""));
    }

    @Test
    void terminal_getsMarksInColour() {
        StringWriter out = new StringWriter();
        FindingPrinter printer = new FindingPrinter(new PrintWriter(out), Ansi.ON);

        printer.print(new Finding(Verdict.GOOD, "a", "is good", ""));
        printer.print(new Finding(Verdict.UNKNOWN, "u", "is not shown", ""));
        printer.print(new Finding(Verdict.WARNING, "b", "is odd", "Look."));
        printer.print(new Finding(Verdict.FAILED, "c", "is\rbad", "Fix it."));

        assertThat(printer.finish()).isFalse();
        assertThat(out.toString())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "\u001b[32m✓\u001b[39m\u001b[0m a: is good",
                        "\u001b[2m?\u001b[22m\u001b[0m u: is not shown",
                        "\u001b[33m!\u001b[39m\u001b[0m b: is odd",
                        "  Look.",
                        "\u001b[31m✗\u001b[39m\u001b[0m c: is?bad",
                        "  Fix it.",
                        "1 failed, 1 warning, 1 unknown",
                        ""));
    }

    @Test
    void checkOfTheConfiguration_needsNoNetwork() throws IOException {
        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config("https://kdp.invalid/rp", "s"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("configuration is good: listens at 127.0.0.1:0 without TLS, no admin, ledger in " + ledger()
                        + ", reseller 4680000925" + NEW_LINE);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void checkOfTheConfiguration_warnsOfAnAddressForOthersWithoutTls() throws IOException {
        String config = config("https://kdp.invalid/rp", "s");
        Files.writeString(
                folder.resolve("gateway.conf"), "\ngateway.listen = \"0.0.0.0:0\"\n", StandardOpenOption.APPEND);

        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("configuration is good: listens at 0.0.0.0:0 without TLS, ")
                .endsWith(NEW_LINE
                        + "warning: gateway.listen: 0.0.0.0:0 is for other machines as well, and there is no gateway.tls:"
                        + " callers' keys travel in the clear. Set gateway.tls, or listen at 127.0.0.1 behind a reverse"
                        + " proxy that has TLS." + NEW_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.listen", "gateway.admin.listen"})
    void checkOfTheConfiguration_refusesAnUnknownHostToListenAt(String setting) throws IOException {
        String config = config("https://kdp.invalid/rp", "s");
        Files.writeString(
                folder.resolve("gateway.conf"),
                "\n%s = \"nohost.invalid:80\"\n".formatted(setting),
                StandardOpenOption.APPEND);

        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("kdp gateway: " + config + ": " + setting
                        + ": the host nohost.invalid is unknown; name an address of this machine" + NEW_LINE);
    }

    @Test
    void checkOfTheConfiguration_tellsEveryMistake() throws IOException {
        String config = config("ftp://x", "s");
        Files.writeString(
                folder.resolve("gateway.conf"), "\ngateway { limits { body = 0 } }\n", StandardOpenOption.APPEND);

        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(String.join(
                        NEW_LINE,
                        "kdp gateway: " + config + ": gateway.limits.body: must be from 1 byte to 2 GiB",
                        "kdp gateway: " + config
                                + ": resellers[0].gen2.baseUrl: must be an http or https URL, not ftp://x",
                        ""));
    }

    @Test
    void checkOfTheConfiguration_findsTheLoopThatTheStartRefuses() throws IOException {
        String config = Files.writeString(folder.resolve("gateway.conf"), """
                        gateway { listen = "127.0.0.1:8080", admin { listen = off } }
                        resellers = [{
                          resellerId = "4680000925"
                          gen1Key = "sim-gen1-key"
                          gen1 { baseUrl = "http://127.1:8080" }
                          gen2 { baseUrl = "https://kdp.invalid/rp", auth { scheme = oauth2, clientId = c, clientSecret = s } }
                          migration {}
                        }]
                        """).toString();

        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "kdp gateway: reseller 4680000925: gen1.baseUrl: http://127.1:8080/ is this gateway itself; it"
                                + " must be the old service" + NEW_LINE);
    }

    private void customerInShadow(SqlLedger ledger) {
        ledger.routes(reseller -> DrainLimits.standard(Duration.ZERO, Duration.ZERO))
                .see(new Unit(ResellerId.of("4680000925"), UnitKind.CUSTOMER, "1200000321"), Phase.SHADOW);
    }

    @Test
    void checkOfTheConfiguration_findsTheMigrationThatTheStartMisses() throws IOException {
        String config = config("http://127.0.0.1:1/rp", "s");
        try (SqlLedger ledger = SqlLedger.open(new SqliteFile(ledger()))) {
            customerInShadow(ledger);
        }

        CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

        String conflict = "reseller 4680000925: migration: is missing: 1 unit is not DONE but in SHADOW; keep gen1 and"
                + " migration until all are DONE";
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("kdp gateway: " + conflict + NEW_LINE);
        assertThat(CommandRun.of("gateway", "--config", config).err()).contains(conflict);
        assertThat(CommandRun.of("doctor", "--config", config).out())
                .contains("FAILED   ledger, file " + ledger() + ": " + conflict);
    }

    @Test
    void checkOfTheConfiguration_saysThatTheLedgerOfARunningGatewayIsNotAsked() throws IOException {
        String config = config("https://kdp.invalid/rp", "s");
        try (SqlLedger ledger = SqlLedger.open(new SqliteFile(ledger()))) {
            customerInShadow(ledger);

            CommandRun run = CommandRun.of("gateway", "--check-config", "--config", config);

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .endsWith("not checked: the ledger is used by a gateway now; whether it knows customers that the"
                            + " configuration leaves out shows at the next start" + NEW_LINE);
        }
    }
}
