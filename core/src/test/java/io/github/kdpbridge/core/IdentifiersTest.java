package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentifiersTest {
    private static final List<String> IMEIS =
            IntStream.range(0, 1_000).mapToObj("%015d"::formatted).toList();

    /** Adds each identifier by its bytes, which stand among others. */
    private static Identifiers ofBytes(List<String> identifiers) {
        Identifiers.Builder builder = new Identifiers.Builder(0);
        for (String identifier : identifiers) {
            byte[] text = ("\"" + identifier + "\"").getBytes(StandardCharsets.UTF_8);
            builder.add(text, 1, text.length - 2);
        }
        return builder.build();
    }

    private static List<String> utf8(Identifiers identifiers) {
        List<String> texts = new ArrayList<>();
        identifiers.forEachUtf8(
                (text, from, length) -> texts.add(new String(text, from, length, StandardCharsets.UTF_8)));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 64})
    void blocks_areTheIdentifiersBetweenTheirTexts(int width) {
        List<String> all = IntStream.range(0, 3_000)
                .mapToObj(i ->
                        ("x".repeat(64) + i).substring(64 + Integer.toString(i).length() - width))
                .toList();
        Identifiers identifiers = ofBytes(all).subList(1, 3_000);
        StringBuilder blocks = new StringBuilder();

        identifiers.forEachBlock(
                bytes("<<"),
                bytes(">"),
                (text, from, length) -> blocks.append(new String(text, from, length, StandardCharsets.UTF_8)));

        assertThat(identifiers.width()).isEqualTo(width);
        assertThat(elements(identifiers)).isEqualTo("\"" + String.join("\",\"", all.subList(1, 3_000)) + "\"");
        assertThat(blocks.toString()).isEqualTo("<<" + String.join("><<", all.subList(1, 3_000)) + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00e9", "12"})
    void identifiersThatAreNotPacked_haveNoBlocks(String other) {
        for (Identifiers identifiers :
                List.of(Identifiers.copyOf(List.of("1", other)), Identifiers.copyOf(List.of()))) {
            assertThat(identifiers.width()).isZero();
            assertThatThrownBy(() -> identifiers.forEachBlock(bytes(""), bytes(""), (text, from, length) -> {}))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> elements(identifiers)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static String elements(Identifiers identifiers) {
        StringBuilder json = new StringBuilder();
        identifiers.forEachElements(
                (text, from, length) -> json.append(new String(text, from, length, StandardCharsets.UTF_8)));
        return json.toString();
    }

    /** The identifiers before it are {@code 12}; between parentheses is what counts as known. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            (,"34","56")          | 2
            (,"34","56"),"78"     | 2
            (,"34","5)6"          | 1
            (,"34","56)"          | 1
            (,"34","56"]}xxxx)    | 2
            (,"34","567")         | 1
            (,"34","5","78")      | 1
            (,"34", "56")         | 1
            (,"34" ,"56")         | 1
            (,"34","\\n")         | 1
            (,"34","5\"")         | 1
            (,"34","5é")     | 1
            (,"34",12345)         | 1
            (,"34";"56")          | 1
            (,"34",'56')          | 1
            ()                    | 0
            ("34","56")           | 0
            """)
    void elementsLikeTheOneBefore_areTakenTogether(String json, int count) {
        byte[] array = bytes(json.substring(0, json.indexOf('('))
                + json.substring(json.indexOf('(') + 1).replace(")", ""));
        int end = bytes(json.substring(0, json.indexOf(')'))).length - 1;
        Identifiers.Builder builder = new Identifiers.Builder(0).add("12");

        assertThat(builder.addAlike(array, 0, end)).isEqualTo(count);

        assertThat(builder.add("90").build())
                .isEqualTo(Stream.of("12", "34", "56", "90")
                        .filter(id -> !id.equals("56") || count == 2)
                        .filter(id -> !id.equals("34") || count > 0)
                        .toList())
                .isInstanceOf(PackedIdentifiers.class);
    }

    @Test
    void elementsWithoutOneBefore_orAfterOneThatCannotBePacked_areNotTaken() {
        byte[] array = bytes(",\"12\",\"34\"");
        Identifiers.Builder odd = new Identifiers.Builder(0).add("12").add("345");

        assertThat(new Identifiers.Builder(0).addAlike(array, 0, array.length)).isZero();
        assertThat(odd.addAlike(array, 0, array.length)).isZero();
        assertThat(odd.build()).containsExactly("12", "345");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void identifiersOfOneLength_takeAByteACharacterAndThreeMarks() {
        Identifiers packed = Identifiers.copyOf(IMEIS);

        assertThat(packed).isEqualTo(IMEIS).hasSameHashCodeAs(IMEIS).isEqualTo(ofBytes(IMEIS));
        assertThat(packed.memory()).isEqualTo(18_000);
        assertThat(packed.areSimple()).isTrue();
        assertThat(utf8(packed)).isEqualTo(IMEIS);
        assertThat(Identifiers.copyOf(packed)).isSameAs(packed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345",
                "1234567",
                "12345\u00e9",
                "12345\"",
                "12345\\",
                "12345\n",
                "12345/",
                "12345<",
                "12345\u007f",
                "\ud83d\ude001234",
                "\u0131\u0660\u066078"
            })
    void oneThatCannotBePacked_leavesAllAsTheyAre(String other) {
        for (List<String> identifiers : List.of(
                List.of(other, "123456"), List.of("123456", "234567", other, "345678"), List.of("123456", other))) {
            for (Identifiers kept : List.of(Identifiers.copyOf(identifiers), ofBytes(identifiers))) {
                assertThat(kept).isEqualTo(identifiers);
                assertThat(kept.areSimple()).isFalse();
                assertThat(kept.memory()).isGreaterThan(100);
                assertThat(utf8(kept)).isEqualTo(identifiers);
                assertThat(utf8(kept.subList(1, 2))).isEqualTo(identifiers.subList(1, 2));
            }
        }
    }

    /** What a text format would have to escape is not simple: of ASCII, letters, digits and three more are. */
    @Test
    void simpleCharacters_areLettersDigitsBlanksDashesAndUnderscores() {
        for (char character = 0; character < 0x300; character++) {
            boolean simple = String.valueOf(character).matches("[0-9A-Za-z _-]");
            List<String> identifiers = List.of("1" + character, "12");

            assertThat(Identifiers.copyOf(identifiers).areSimple()).isEqualTo(simple);
            assertThat(ofBytes(identifiers).areSimple()).isEqualTo(simple);
        }
    }

    /** Eight characters are judged at once, and the last eight may overlap those before. */
    @Test
    void characterThatIsNotSimple_isFoundWhereverItStands() {
        for (int length = 1; length <= 24; length++) {
            String digits = "351800000000719351800000".substring(0, length);
            assertThat(Identifiers.copyOf(List.of(digits)).areSimple()).isTrue();
            for (int at = 0; at < length; at++) {
                StringBuilder text = new StringBuilder(digits);
                text.setCharAt(at, '"');

                assertThat(Identifiers.copyOf(List.of(digits, text.toString())).areSimple())
                        .as("%s", text)
                        .isFalse();
            }
        }
    }

    /** The capacity is reserved for identifiers as long as the first one: 100,000 times 100,000 bytes here. */
    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100_000})
    void longFirstIdentifier_reservesNoMemoryForOthersOfItsLength(int length) {
        List<String> identifiers = new ArrayList<>(Collections.nCopies(100_000, "351800000000719"));
        identifiers.set(0, "1".repeat(length));

        for (Identifiers kept : List.of(
                Identifiers.copyOf(identifiers),
                new Identifiers.Builder(100_000).add("1".repeat(length)).build())) {
            assertThat(kept.get(0)).hasSize(length);
            assertThat(kept.memory()).isBetween((long) length, 56L * 100_000 + 15 * 100_000 + length + 3);
        }
    }

    @Test
    void nothing_isAnEmptyList() {
        assertThat(Identifiers.copyOf(List.of())).isEmpty();
        assertThat(utf8(Identifiers.copyOf(List.of()))).isEmpty();
        assertThat(Identifiers.copyOf(List.of("")).subList(0, 0)).isEmpty();
    }

    @Test
    void slice_staysPackedAndSharesTheBytes() {
        Identifiers slice = Identifiers.copyOf(IMEIS).subList(100, 900).subList(50, 53);

        assertThat(slice).isEqualTo(IMEIS.subList(150, 153));
        assertThat(slice.areSimple()).isTrue();
        assertThat(slice.memory()).isEqualTo(54);
        assertThat(elements(slice)).isEqualTo("\"000000000000150\",\"000000000000151\",\"000000000000152\"");
        assertThat(utf8(slice)).isEqualTo(IMEIS.subList(150, 153));
        assertThat(slice.distinct()).isSameAs(slice);
        assertThatThrownBy(() -> slice.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.subList(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void repeats_areLeftOutWhateverTheForm() {
        assertThat(Identifiers.copyOf(List.of("12", "34", "12", "56", "34")).distinct())
                .containsExactly("12", "34", "56");
        assertThat(Identifiers.copyOf(List.of("1\"", "34", "1\"")).distinct()).containsExactly("1\"", "34");
        assertThat(Identifiers.copyOf(IMEIS).distinct()).hasSize(1_000);
    }

    /** Of every length that is packed, in any order, with and without repeats, whole and in part. */
    @Test
    void repeatsInAnyOrder_areLeftOut() {
        Random random = new Random(20_261_127);
        for (int round = 0; round < 2_000; round++) {
            int width = 1 + random.nextInt(20);
            long values = 1L + random.nextInt(300);
            List<String> list = Stream.generate(() -> ("%0" + width + "d").formatted(random.nextLong(values)))
                    .map(text -> text.substring(text.length() - width))
                    .limit(random.nextInt(60))
                    .toList();
            Identifiers identifiers = Identifiers.copyOf(list);
            Set<String> once = new LinkedHashSet<>(list);

            assertThat(identifiers.distinct()).containsExactlyElementsOf(once);
            if (once.size() == list.size()) {
                assertThat(identifiers.distinct()).isSameAs(identifiers);
            }
            List<String> rest = list.subList(list.size() / 2, list.size());
            assertThat(identifiers.subList(list.size() / 2, list.size()).distinct())
                    .containsExactlyElementsOf(new LinkedHashSet<>(rest));
        }
    }

    @Test
    void characters_areThoseOfTheIdentifier() {
        Identifiers packed = Identifiers.copyOf(List.of("351800000000719", "351800000000727"));

        CharSequence second = packed.characters().apply(1);
        assertThat(second).hasToString("351800000000727").hasSize(15);
        assertThat(second.charAt(14)).isEqualTo('7');
        assertThat(second.subSequence(3, 6)).hasToString("800");
        assertThatThrownBy(() -> second.charAt(15)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> packed.characters().apply(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bothForms_areJudgedAlike() {
        List<String> identifiers = List.of("351800000000719", "351800000000702", "35180000000070x");
        Devices packed = Devices.imeis(identifiers);
        Devices strings = Devices.imeis(List.of("351800000000719", "351800000000702", "35180000000070x", "\u0660"));

        assertThat(packed.identifiers().areSimple()).isTrue();
        assertThat(DeviceCheck.standard().problems(strings)).hasSize(3);
        assertThat(DeviceCheck.standard().problems(packed))
                .isEqualTo(DeviceCheck.standard().problems(strings).subList(0, 2));
    }
}
