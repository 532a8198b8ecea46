package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.contract.Assumption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    private static final String OWN =
            "/bulkenroll/v1/reseller/devices?resellerId=4680000925\nX-WSM-API-TOKEN: sim-gen1-key";

    @Test
    void bundledSession_isTheSameThroughTheGateway() {
        CommandRun run = CommandRun.of("demo");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.endsWith("  DIFFERENT") || line.startsWith("    ! ")))
                .isEmpty();
        assertThat(run.out())
                .contains("36 requests, 36 same, 0 different; portals equal; both sides simulated, "
                        + Assumption.values().length + " facts assumed" + System.lineSeparator())
                .endsWith("  kdp verify --left https://eu-be-reseller.samsungknox.com --right URL-OF-YOUR-GATEWAY"
                        + System.lineSeparator());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("4092100", "4000000", "40000044", "4042104", "4042105", "4092101", "4002101", "4010000")
                .contains("gen2: POST /ams/v1/users/accesstoken -> 200", "gen2: PUT /kcs/v1/rp/devices/delete -> 200");
    }

    @Test
    void sessionOfTheUser_isReplayedInstead(@TempDir Path folder) throws IOException {
        Path session = Files.writeString(
                folder.resolve("s.http"),
                "### Without a key\nGET /bulkenroll/v1/reseller/devices/status\n### Empty\nGET " + OWN);

        CommandRun run = CommandRun.of("demo", session.toString());

        assertThat(run.out())
                .startsWith(" 1. Without a key")
                .contains("2 requests, 2 same, 0 different", "kdp verify --session " + session + " --left ");
        assertThat(run.exitCode()).isZero();
    }

    /** An account of somebody's own is not in the simulator's world, and both sides say so alike. */
    @Test
    void sessionOfNothingButRefusals_endsWithOne(@TempDir Path folder) throws IOException {
        Path session = Files.writeString(folder.resolve("s.http"), "GET " + OWN.replace("sim-gen1-key", "my-own"));

        CommandRun run = CommandRun.of("demo", session.toString());

        assertThat(run.out())
                .contains("1 request, 1 same, 0 different; portals equal; nothing of the session succeeded; both sides")
                .contains(
                        "The simulator knows only its own accounts; kdp verify --session FILE makes a world of yours.");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void repeatedUpload_isAKnownDifference(@TempDir Path folder) throws IOException {
        String upload = """
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: sim-gen1-key

                {"transactionId":"1","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000701"]}}
                """;
        Path session = Files.writeString(folder.resolve("s.http"), upload + "###\n" + upload);

        CommandRun run = CommandRun.of("demo", session.toString());

        assertThat(run.out())
                .contains("2 requests, 1 same, 0 different, 1 known difference; portals equal; ")
                .contains("    known: a ledger answers a repeat of the same request with the receipt of the first");
        assertThat(run.exitCode()).isZero();
    }

    /** Generation 1 ignores the profiles, so that the portals hold the devices differently. */
    @Test
    void profilesInThePortal_areAKnownDifference(@TempDir Path folder) throws IOException {
        Path session = Files.writeString(folder.resolve("s.http"), """
                PUT /bulkenroll/v1/reseller/devices
                X-WSM-API-TOKEN: sim-gen1-key

                {"transactionId":"1","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
                 "devices":{"type":"IMEI","list":["351800000000701"]},
                 "profileAliases":[{"serviceId":"KME","profileAlias":"default-profile"}]}

                ### Until it is done
                # @until "Complete"
                GET /bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=1
                X-WSM-API-TOKEN: sim-gen1-key
                """);

        CommandRun run = CommandRun.of("demo", session.toString());

        assertThat(run.out())
                .contains("    ! portal $['IMEI 351800000000701'].profileAliases")
                .contains("    known: generation 1 does not know profiles; they are passed on to generation 2, which")
                .contains("2 requests, 2 same, 0 different; portals differ as is known; both sides simulated");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void sessionThatDoesNotExist_isReportedInOneLine(@TempDir Path folder) {
        Path missing = folder.resolve("s.http");

        CommandRun run = CommandRun.of("demo", missing.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("kdp demo: " + missing + ": no such file" + System.lineSeparator());
    }
}
