package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String RENEW = ". Renew it; the gateway shows a new one when its file has changed.";

    @TempDir
    Path folder;

    private String tls(Duration left) throws IOException {
        return tls(Duration.ofDays(100), left);
    }

    private String tls(Duration old, Duration left) throws IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .commonName("gateway")
                .validityInterval(now.minus(old).toEpochMilli(), now.plus(left).toEpochMilli())
                .build();
        Path both = Files.writeString(folder.resolve("both.pem"), held.privateKeyPkcs8Pem() + held.certificatePem());
        return "tls { certificate = \"%s\", key = \"%s\" }".formatted(both, both);
    }

    private static GatewayConfig config(String callers, String operators) {
        return GatewayConfig.parse("""
                gateway {
                  listen = "127.0.0.1:0"
                  %s
                  admin {
                    listen = "127.0.0.1:0"
                    %s
                  }
                  ledger.file = off
                }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "made-up-gen1-key"
                  gen2 {
                    baseUrl = "http://127.0.0.1:9090/kcs/v1/rp"
                    auth {
                      scheme = oauth2
                      clientId = "client"
                      clientSecret = "made-up-secret"
                      tokenUrl = "http://127.0.0.1:9090/token"
                    }
                  }
                }]
                """.formatted(callers, operators), "expiry");
    }

    @Test
    void certificateThatEnded_isWarnedOf() throws IOException {
        Duration left = Duration.ofDays(-5);

        assertThat(config("", tls(left)).warnings())
                .extracting(Warning::toString)
                .containsExactly("gateway.admin.tls: the certificate ended " + now.plus(left) + RENEW);
    }

    @Test
    void certificateThatEndsSoon_isWarnedOf_onEachSide() throws IOException {
        Duration left = Duration.ofDays(13);
        String tls = tls(left);

        assertThat(config(tls, tls).warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "gateway.tls: the certificate ends " + now.plus(left) + RENEW,
                        "gateway.admin.tls: the certificate ends " + now.plus(left) + RENEW);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 400})
    void certificateThatLasts_isNot(int days) throws IOException {
        assertThat(config(tls(Duration.ofDays(days)), "").warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"13, 11, 0", "17, 7, 1"})
    void certificateOfADay_isWarnedOfInItsLastThird(int old, int left, int warnings) throws IOException {
        assertThat(config(tls(Duration.ofHours(old), Duration.ofHours(left)), "")
                        .warnings())
                .hasSize(warnings);
    }
}
