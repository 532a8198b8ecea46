package io.github.kdpbridge.core.migration.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.DeviceId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final int LONGEST_SHOWN = 7;
    private static final Masking MASKING = Masking.of("a key of an installation".getBytes(UTF_8));

    @Test
    void device_isItsLastFourCharactersAndFourOfItsHash() {
        assertThat(MASKING.device(DeviceId.imei("351800000000702"))).matches("…0702·[\\w-]{4}");
    }

    @Test
    void device_isEqualInEachSpelling_andOtherwiseNot() {
        String mask = MASKING.device(DeviceId.imei("351800000000702"));

        assertThat(MASKING.device(DeviceId.imei("35-1800-0000-00702"))).isEqualTo(mask);
        assertThat(MASKING.device(DeviceId.imei("351800000010702"))).isNotEqualTo(mask);
        assertThat(MASKING.text("351800000000702")).isEqualTo(mask);
    }

    @Test
    void masks_ofTwoInstallationsDiffer() {
        Masking other = Masking.of("another installation".getBytes(UTF_8));

        assertThat(other.device(DeviceId.imei("351800000000702")))
                .isNotEqualTo(MASKING.device(DeviceId.imei("351800000000702")));
    }

    @Test
    void keyOfAnInstallation_isCopied() {
        byte[] key = "a key of an installation".getBytes(UTF_8);
        Masking masking = Masking.of(key);
        key[0] = 0;

        assertThat(masking.text("351800000000702")).isEqualTo(MASKING.text("351800000000702"));
    }

    @Test
    void shortKey_isRefused() {
        assertThatThrownBy(() -> Masking.of(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the masking key has 15 bytes, fewer than 16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SUCCESS",
                "RESOURCE_INVALID_PARAM",
                "The specified device already exists.",
                "SM-S901B",
                "4092100",
                "Verified"
            })
    void textWithoutAnIdentifier_isShown(String text) {
        assertThat(MASKING.text(text)).isEqualTo(text);
    }

    @Test
    void nameOfADevice_isMaskedWithRegexCharacters() {
        DeviceId odd = DeviceId.serialNumber("A$1\\B(C");

        assertThat(MASKING.text("no a$1\\b(c here", List.of(odd))).matches("no …b\\(c·[\\w-]{4} here");
    }

    /** An identifier of any kind, spelt or glued to a text in any way, never shows eight of its characters in a row. */
    @Test
    void noShownText_hasEightCharactersOfAnIdentifierInARow() {
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            DeviceId device = device(random);
            String text = text(random, device.value());

            assertShowsLittle(MASKING.device(device), device);
            assertShowsLittle(MASKING.text(text, List.of(device)), device);
            if (device.value().chars().filter(Character::isDigit).count() > LONGEST_SHOWN) {
                assertShowsLittle(MASKING.text(text), device);
            }
        }
    }

    @Test
    void longText_isCutToFourKibibytes_andNotWithinACharacter() {
        for (String unit : List.of("x ", "ä ", "€ ", "\ud83d\ude00 ", "\ud83d ", "351800000000702, ")) {
            String masked = MASKING.text(unit.repeat(5000));

            assertThat(masked.getBytes(UTF_8)).hasSizeBetween(3000, Masking.VALUE_LIMIT);
            assertThat(masked).doesNotContain("\ufffd");
            assertThat(new String(masked.getBytes(UTF_8), UTF_8)).isEqualTo(masked);
        }
    }

    @Test
    void longText_isNotCutWithinAnIdentifier() {
        String filler = "x ".repeat(Masking.VALUE_LIMIT / 2 - 4);

        assertThat(MASKING.text(filler + "ABCDEFGHIJK1234567")).isEqualTo(filler);
    }

    private static void assertShowsLittle(String shown, DeviceId device) {
        String upper = shown.toUpperCase(Locale.ROOT);
        String id = device.value().toUpperCase(Locale.ROOT);
        for (int from = 0; from + LONGEST_SHOWN < id.length(); from++) {
            assertThat(upper).doesNotContain(id.substring(from, from + LONGEST_SHOWN + 1));
        }
    }

    private static DeviceId device(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> DeviceId.imei(some(random, "0123456789", 15));
            case 1 -> DeviceId.meid(some(random, "0123456789ABCDEFabcdef", 14));
            case 2 -> DeviceId.meid(some(random, "0123456789", 18));
            default ->
                DeviceId.serialNumber(some(random, "0123456789ABCDEFGHJKLMNPRSTUVWXYZabcxyz", 8 + random.nextInt(13)));
        };
    }

    private static String text(Random random, String id) {
        String spelt = switch (random.nextInt(4)) {
            case 0 -> id.toLowerCase(Locale.ROOT);
            case 1 -> String.join(random.nextBoolean() ? "-" : " ", id.split("(?<=\\G.{3})"));
            default -> id;
        };
        String before = some(random, "abcXYZ0123456789 [(\"=_-.é", random.nextInt(10));
        String after = some(random, "abcXYZ0123456789 ])\"._-é", random.nextInt(10));
        return "device " + before + spelt + after + (random.nextBoolean() ? spelt : " failed");
    }

    private static String some(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
