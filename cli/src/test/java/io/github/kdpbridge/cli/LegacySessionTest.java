package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.session.HttpFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LegacySessionTest {
    @Test
    void bundledSession_isReadWithoutAMistake() throws IOException {
        HttpFile session = HttpFile.parse(text(), "legacy-session.http");

        assertThat(session.requests()).hasSize(21);
        assertThat(session.requests())
                .allSatisfy(request -> assertThat(request.target()).matches("/bulkenroll/v[12]/reseller/devices.*"));
    }

    @Test
    void everyImei_hasItsCheckDigit() throws IOException {
        List<String> imeis = Pattern.compile("\\b\\d{15}\\b")
                .matcher(text())
                .results()
                .map(MatchResult::group)
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
