package io.github.kdpbridge.serviceclient.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlainItemsTest {
    private static final List<String> NAMES = List.of("imei", "code", "imeiCode");

    private final Items items = new Items(true);
    private final PlainItems plain = new PlainItems(NAMES, items);

    static IntStream bytes() {
        return IntStream.range(0, 256);
    }

    /** RFC 8259, section 7: what may stand unescaped, of ASCII. */
    private static boolean isPlain(int value) {
        return value >= 0x20 && value < 0x80 && value != 0x22 && value != 0x5C;
    }

    private String take(Buffer json) throws IOException {
        plain.take(json);
        return json.readUtf8();
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void anyByteOfAText_isTakenIfItIsPlain(int value) throws IOException {
        Buffer json = new Buffer()
                .writeUtf8(",{\"imei\":\"35")
                .writeByte(value)
                .writeUtf8("07\"},{\"imei\":\"35")
                .writeByte(value)
                .writeUtf8("08\"}]");

        plain.take(json);

        String texts = "35" + (char) value;
        assertThat(items.taken)
                .isEqualTo(isPlain(value) ? List.of("imei='" + texts + "07'", "imei='" + texts + "08'") : List.of());
    }

    /** RFC 8259, section 2. */
    @ParameterizedTest
    @MethodSource("bytes")
    void anyByteBetweenTokens_isSkippedIfItIsWhitespace(int value) throws IOException {
        boolean space = value == 0x20 || value == 0x09 || value == 0x0A || value == 0x0D;
        String item = ",~{~\"imei\"~:~\"1\"~,~\"code\"~:~7~}";
        for (int at = item.indexOf('~'); at >= 0; at = item.indexOf('~', at + 1)) {
            items.taken.clear();
            Buffer json = new Buffer()
                    .writeUtf8(item.substring(0, at).replace("~", " "))
                    .writeByte(value)
                    .writeUtf8(item.substring(at + 1).replace("~", ""))
                    .writeUtf8("]");

            plain.take(json);

            int digit = item.indexOf('7');
            // One more digit makes another number, and a brace behind a value ends the item.
            boolean good = space
                    || (value >= '1' && value <= '9' && at == digit - 1)
                    || (value >= '0' && value <= '9' && at == digit + 1)
                    || (value == '}' && (at == item.indexOf('1') + 2 || at == digit + 1));
            assertThat(items.taken).as("behind %s", item.substring(0, at)).hasSize(good ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ,{"imei":"1"},{"imei":"2"}]                   | imei='1'; imei='2'         | ]
            ,{"imei":"1","code":7},{"code":8,"imei":"1"}] | imei='1' code=7; code=8 imei='1' | ]
            ,{"imei":"1"},{"imei":"12"},{"imei":"1"}]     | imei='1'; imei='12'; imei='1'    | ]
            ,{"imeiCode":"1"},{"imei":"1"},{"imeiCode":"1"}] | imeiCode='1'; imei='1'; imeiCode='1' | ]
            ,{"imei":"1","code":null,"imeiCode":""}]      | imei='1' imeiCode=''       | ]
            ,{"code":"7"},{"code":7},{"code":"7"}]        | code='7'; code=7; code='7' | ]
            ,{"imei":"1"},{"code":0}]                     | imei='1'                   | ,{"code":0}]
            ,{"imei":"1"},{"code":7.5}]                   | imei='1'                   | ,{"code":7.5}]
            ,{"imei":"1"},{"code":-7}]                    | imei='1'                   | ,{"code":-7}]
            ,{"imei":"1"},{"code":7e1}]                   | imei='1'                   | ,{"code":7e1}]
            ,{"imei":"1"},{"code":true}]                  | imei='1'                   | ,{"code":true}]
            ,{"imei":"1"},{"code":nullx}]                 | imei='1'                   | ,{"code":nullx}]
            ,{"imei":"1"},{"code":nul}]                   | imei='1'                   | ,{"code":nul}]
            ,{"imei":"1"},{"code":[7]}]                   | imei='1'                   | ,{"code":[7]}]
            ,{"imei":"1"},{"more":"2"}]                   | imei='1'                   | ,{"more":"2"}]
            ,{"imei":"1"},{"ime":"2"}]                    | imei='1'                   | ,{"ime":"2"}]
            ,{"imei":"1"},{"imei":"2",}]                  | imei='1'                   | ,{"imei":"2",}]
            ,{"imei":"1"},{"imei":"2" "code":7}]          | imei='1'                   | ,{"imei":"2" "code":7}]
            ,{"imei":"1"},{"imei":"1"                     | imei='1'                   | ,{"imei":"1"
            ,{"imei":"1"},{"imei":"1                      | imei='1'                   | ,{"imei":"1
            ,{"imei":"1"},{"imei                          | imei='1'                   | ,{"imei
            ,{"imei":"1"},{}]                             | imei='1'                   | ,{}]
            ,{"imei":"1"},null]                           | imei='1'                   | ,null]
            ,{"imei":"1"} {"imei":"2"}]                   | imei='1'                   |  {"imei":"2"}]
            {"imei":"1"}]                                 | ``                         | {"imei":"1"}]
            ,{"imei":"1","imei":"2"}]                     | imei='1' imei='2'          | ]
            ,{"imei":"1","imei":"1"},{"imei":"2","imei":"1"}] | imei='1' imei='1'; imei='2' imei='1' | ]
            ,{"imei":"1","code":7},{"imei":"2","code":8}] | imei='1' code=7; imei='2' code=8 | ]
            ,{"imei":"1","code":7},{"imei":"2","code":7   | imei='1' code=7            | ,{"imei":"2","code":7
            ,{"code":7},{"code":7},{"code":8}]            | code=7; code=7; code=8     | ]
            ``                                            | ``                         | ``
            """)
    void itemThatIsNotPlain_isLeftToTheParser(String json, String taken, String rest) throws IOException {
        for (boolean takesAlike : List.of(true, false)) {
            Items shown = new Items(takesAlike);
            Buffer left = new Buffer().writeUtf8(json);

            new PlainItems(NAMES, shown).take(left);

            assertThat(String.join("; ", shown.taken)).isEqualTo(taken);
            assertThat(left.readUtf8().strip()).isEqualTo(rest.strip());
        }
    }

    @Test
    void itemsThatDifferInTheirFirstText_areTakenByIt() throws IOException {
        String json = ",{\"code\":7,\"imei\":\"1\",\"imeiCode\":\"a\"},{\"code\":7,\"imei\":\"2\",\"imeiCode\":\"a\"}"
                + ",{\"code\":7,\"imei\":\"3\",\"imeiCode\":\"a\"},{\"code\":8,\"imei\":\"4\",\"imeiCode\":\"a\"}"
                + ",{\"code\":8,\"imei\":\"5\",\"imeiCode\":\"b\"},{\"code\":8,\"imei\":\"6\",\"imeiCode\":\"b\"}]";

        assertThat(take(new Buffer().writeUtf8(json))).isEqualTo("]");

        assertThat(items.alike).containsExactly("2", "3", "6");
        assertThat(items.taken)
                .containsExactly(
                        "code=7 imei='1' imeiCode='a'",
                        "code=7 imei='2' imeiCode='a'",
                        "code=7 imei='3' imeiCode='a'",
                        "code=8 imei='4' imeiCode='a'",
                        "code=8 imei='5' imeiCode='b'",
                        "code=8 imei='6' imeiCode='b'");
    }

    /** An okio segment has 8 KiB. */
    @Test
    void itemAcrossTheEndOfItsSegment_isLeftToTheParser() throws IOException {
        String item = ",{\"imei\":\"351800000000701\"}";
        Buffer json = new Buffer().write(item.repeat(1_000).getBytes(StandardCharsets.US_ASCII));

        plain.take(json);

        assertThat(items.taken).hasSize(8192 / item.length());
        assertThat(json.size()).isEqualTo((1_000L - 8192 / item.length()) * item.length());
    }

    @Test
    void textThatRepeats_isOneString() throws IOException {
        Items told = new Items(false);

        new PlainItems(NAMES, told)
                .take(new Buffer().writeUtf8(",{\"imei\":\"1\",\"code\":\"a\"},{\"imei\":\"2\",\"code\":\"a\"}]"));

        assertThat(told.texts).containsExactly("1", "a", "2", "a");
        assertThat(told.texts.get(3)).isSameAs(told.texts.get(1));
    }

    /** Shows the items that were complete. */
    private static final class Items implements PlainItems.Target {
        private final List<String> taken = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final List<String> alike = new ArrayList<>();
        private final boolean takesAlike;

        Items(boolean takesAlike) {
            this.takesAlike = takesAlike;
        }

        @Override
        public void begin() {
            fields.clear();
        }

        @Override
        public void text(int field, String text) {
            texts.add(text);
            fields.add(NAMES.get(field) + "='" + text + "'");
        }

        @Override
        public void number(int field, String digits) {
            fields.add(NAMES.get(field) + "=" + digits);
        }

        @Override
        public void end() {
            taken.add(String.join(" ", fields));
        }

        @Override
        public int alike(int field, byte[] json, int from, int length, int distance, int count) {
            int taken = 0;
            for (int text = from; taken < (takesAlike ? count : 0); taken++, text += distance) {
                if (!PlainItems.isPlain(json, text, length)) {
                    break;
                }
                String value = new String(json, text, length, StandardCharsets.US_ASCII);
                String start = NAMES.get(field) + "='";
                fields.replaceAll(each -> each.startsWith(start) ? start + value + "'" : each);
                alike.add(value);
                end();
            }
            return taken;
        }
    }
}
