package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.session.HttpFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LegacySessionTest {
    @Test
    void bundledSession_isReadWithoutAMistake() throws IOException {
        HttpFile session = HttpFile.parse(text(), "legacy-session.http");

        assertThat(session.requests()).hasSize(36);
        assertThat(session.requests())
                .allSatisfy(request -> assertThat(request.target())
                        .matches("/bulkenroll/v[12]/reseller/(devices.*|customers|resellers)"));
    }

    /** The phones of the simulator's world are as they are there. */
    @Test
    void everyImeiOfItsOwn_hasItsCheckDigit() throws IOException {
        List<String> phones = World.standard().phones().stream()
                .flatMap(phone -> Stream.of(phone.imei(), String.valueOf(phone.imei2())))
                .toList();
        List<String> imeis = Pattern.compile("\\b\\d{15}\\b")
                .matcher(text())
                .results()
                .map(MatchResult::group)
                .filter(imei -> !phones.contains(imei))
                .toList();

        assertThat(imeis).hasSizeGreaterThan(8).allMatch(LegacySessionTest::hasLuhnCheckDigit);
    }

    private static boolean hasLuhnCheckDigit(String imei) {
        int sum = 0;
        for (int i = 0; i < imei.length(); i++) {
            int digit = Character.digit(imei.charAt(i), 10) * (i % 2 == 0 ? 1 : 2);
            sum += digit / 10 + digit % 10;
        }
        return sum % 10 == 0;
    }

    private static String text() throws IOException {
        try (InputStream session =
                Objects.requireNonNull(Main.class.getResourceAsStream("/examples/legacy-session.http"))) {
            return new String(session.readAllBytes(), UTF_8);
        }
    }
}
