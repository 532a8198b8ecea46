package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackedIdentifiersTest {
    private static List<String> collected(List<String> identifiers) {
        PackedIdentifiers.Builder builder = new PackedIdentifiers.Builder(10);
        identifiers.forEach(builder::add);
        return builder.build();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void identifiersOfOneLength_arePackedInTheirOrder() {
        List<String> imeis =
                IntStream.range(0, 1_000).mapToObj(i -> "%015d".formatted(i)).toList();

        assertThat(collected(imeis)).isInstanceOf(PackedIdentifiers.class).isEqualTo(imeis);
        assertThat(collected(imeis)).hasSameHashCodeAs(imeis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345\u00e9", "12345\"", "12345\\", "12345\n", "\ud83d\ude001234"})
    void oneThatCannotBePacked_leavesAllAsTheyAre(String other) {
        assertThat(collected(List.of(other))).containsExactly(other);
        assertThat(collected(List.of("123456", "234567", other, "345678")))
                .containsExactly("123456", "234567", other, "345678");
        assertThat(collected(List.of(other, "123456"))).containsExactly(other, "123456");
    }

    @Test
    void nothing_isAnEmptyList() {
        assertThat(collected(List.of())).isEmpty();
    }

    @Test
    void identifierInJson_isAddedUpToItsQuotationMark() {
        PackedIdentifiers.Builder builder = new PackedIdentifiers.Builder(0);
        byte[] json = bytes("[\"12345\",\"67890\"]");

        assertThat(builder.addFrom(json, 2, json.length)).isEqualTo(7);
        assertThat(builder.addFrom(json, 10, json.length)).isEqualTo(15);

        assertThat(builder.build()).containsExactly("12345", "67890");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "12\\u0033\"", "12\u00e93\"", "12\n3\"", ""})
    void whatNeedsAParser_isNotAdded(String json) {
        PackedIdentifiers.Builder builder = new PackedIdentifiers.Builder(0);
        builder.add("abc");

        assertThat(builder.addFrom(bytes(json), 0, bytes(json).length)).isEqualTo(-1);

        assertThat(builder.build()).containsExactly("abc");
    }

    @Test
    void characters_areThoseOfTheIdentifier() {
        Devices packed = Devices.imeis(collected(List.of("351800000000719", "351800000000727")));

        assertThat(packed.identifiers()).isInstanceOf(PackedIdentifiers.class);
        CharSequence second = packed.characters().apply(1);
        assertThat(second).hasToString("351800000000727").hasSize(15);
        assertThat(second.charAt(14)).isEqualTo('7');
        assertThat(second.subSequence(3, 6)).hasToString("800");
        assertThatThrownBy(() -> second.charAt(15)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> packed.characters().apply(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bothFormsOfDevices_areJudgedAlike() {
        List<String> identifiers =
                List.of("351800000000719", "351800000000702", "35180000000070x", "3518000000007\u0660\u0660");
        Devices plain = Devices.imeis(identifiers);
        Devices packed = Devices.imeis(collected(identifiers.subList(0, 3)));

        assertThat(DeviceCheck.standard().problems(plain)).hasSize(3);
        assertThat(DeviceCheck.standard().problems(packed))
                .isEqualTo(DeviceCheck.standard().problems(plain).subList(0, 2));
    }
}
