package io.github.kdpbridge.serviceclient.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonItemsTest {
    private static final FieldNames WANTED = FieldNames.of("imei", "meid", "code", "data", "caf\u00e9");
    /** Shows all that there is of an item: a text, what any value is, a number, and what is left. */
    private static final ItemReading<String> SHOWN = new ItemReading<>(WANTED, fields -> {
        if (fields.has("meid") && fields.has("imei")) {
            throw fields.misfit(" has two names");
        }
        return "%s|%s|%s|%s|%s"
                .formatted(
                        fields.text("imei"),
                        fields.any("data"),
                        fields.wholeNumberIfAny("code"),
                        fields.any("caf\u00e9"),
                        fields.unknown().json());
    });

    /** Items that can be read without a parser. */
    private static final List<String> PLAIN = List.of(
            "{\"imei\":\"351800000000701\"}",
            "{\"imei\":\"351800000000719\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}",
            "{\"code\":40900000,\"data\":\"it's there {[,:]}\",\"meid\":\"A0000000000001\"}",
            " { \"imei\" : \"1\" ,\n\t\"code\" : 7 , \"more\" : \"\" }\r\n",
            "{\"imei\":null,\"code\":null,\"data\":true,\"more\":null,\"most\":false}",
            "{\"imei\":\"2\",\"imei\":\"2\",\"more\":1,\"more\":2,\"code\":3,\"code\":null}",
            "{\"imei\":5,\"data\":5,\"code\":\"5\"}",
            "{\"imei\":\"\u007f\",\"code\":123456789012345678901234567890}");

    /** Items that want one: escapes, what is beyond ASCII, fractions, nesting. */
    private static final List<String> OTHERS = List.of(
            "{}",
            "{\"imei\":\"\\u0031\\\"\"}",
            "{\"im\\u0065i\":\"1\"}",
            "{\"imei\":\"\u00e9\",\"caf\u00e9\":1}",
            "{\"imei\":\"1\",\"code\":-1}",
            "{\"imei\":\"1\",\"code\":0}",
            "{\"imei\":\"1\",\"code\":1.0,\"more\":1.50}",
            "{\"imei\":\"1\",\"more\":1e3}",
            "{\"data\":{\"a\":[1,2]},\"more\":[{\"b\":\"}\"}]}");

    /** Items that are none. */
    private static final List<String> FAULTS = List.of(
            "{\"imei\":\"1\",\"meid\":\"2\"}",
            "{\"imei\":\"1\",\"imei\":\"2\"}",
            "{\"imei\":true}",
            "{\"imei\":{}}",
            "{\"imei\":\"1\",}",
            "{\"imei\":\"1\" \"code\":1}",
            "{\"imei\" \"1\"}",
            "{\"imei\":01}",
            "{\"imei\":1x}",
            "{\"imei\":nullx}",
            "{\"imei\":nul}",
            "{\"imei\":\"1",
            "{\"imei\"",
            "{\"imei\":\"1\"}}",
            "{\"imei\":\"1\"}]",
            "{imei:\"1\"}",
            "\"1\"",
            "null",
            "",
            "{");

    /** Objects that are whole in themselves may be taken: what is wrong with them, or behind them, shows afterwards. */
    private static final Set<String> WHOLE = Set.of(
            "{\"imei\":\"1\",\"meid\":\"2\"}",
            "{\"imei\":\"1\",\"imei\":\"2\"}",
            "{\"imei\":true}",
            "{\"imei\":\"1\"}}",
            "{\"imei\":\"1\"}]");

    private static String array(List<String> items) {
        return String.join(",", items) + "]";
    }

    private static String parsed(String array) throws IOException {
        return read(array, false);
    }

    private static String read(String array) throws IOException {
        return read(array, true);
    }

    private static String read(String array, boolean fromMemory) throws IOException {
        Buffer json = new Buffer().writeUtf8("{\"list\":[").writeUtf8(array).writeUtf8("}");
        JsonReader reader = JsonReader.of(json);
        if (fromMemory) {
            JsonItems.readFrom(json, reader);
        }
        try {
            reader.beginObject();
            assertThat(reader.nextName()).isEqualTo("list");
            List<String> items = JsonItems.allButNulls(reader, SHOWN);
            reader.endObject();
            return String.join("\n", items) + "\nand then " + reader.peek();
        } catch (JsonDataException e) {
            return e.getMessage();
        } catch (IOException e) {
            return "no JSON";
        }
    }

    @Test
    void plainItems_areTakenWithoutAParser() throws IOException {
        String items = array(PLAIN);
        Buffer json = new Buffer().writeUtf8("," + items);
        JsonFields fields = new JsonFields(WANTED, "");
        List<String> taken = new ArrayList<>();

        new PlainItems(WANTED, fields).take(json, () -> taken.add(SHOWN.item().apply(fields)));

        assertThat(String.join("\n", taken) + "\nand then END_DOCUMENT").isEqualTo(parsed(items));
        assertThat(taken).hasSameSizeAs(PLAIN).first().isEqualTo("351800000000701|null|null|null|{}");
        assertThat(json.readUtf8()).isEqualTo("]");
    }

    @Test
    void othersAndFaults_areLeftToTheParser() throws IOException {
        assertThat(FAULTS).containsAll(WHOLE);
        for (String item : Iterables.concat(OTHERS, FAULTS)) {
            Buffer json = new Buffer().writeUtf8("," + item + "]");
            List<String> taken = new ArrayList<>();

            new PlainItems(WANTED, new JsonFields(WANTED, "")).take(json, () -> taken.add(item));

            assertThat(taken).as(item).hasSize(WHOLE.contains(item) ? 1 : 0);
        }
    }

    @Test
    void eachItem_isReadAsTheParserWould_whereverItStands() throws IOException {
        for (List<String> kind : List.of(PLAIN, OTHERS, FAULTS)) {
            for (String item : kind) {
                for (String array : List.of(
                        array(List.of(item)),
                        array(List.of(PLAIN.get(0), item)),
                        array(List.of(PLAIN.get(1), item, PLAIN.get(0))),
                        array(List.of(OTHERS.get(1), PLAIN.get(1), item, item)))) {
                    assertThat(read(array)).as(array).isEqualTo(parsed(array));
                }
            }
        }
    }

    /** An okio segment has 8 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void items_areReadAsTheParserWould_acrossTheMemoryThatTheyStandIn(int seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String array = IntStream.range(0, 1 + random.nextInt(1_500))
                    .mapToObj(i -> random.nextInt(20) == 0
                            ? OTHERS.get(random.nextInt(OTHERS.size()))
                            : PLAIN.get(random.nextInt(PLAIN.size())).replace("0701", "%04d".formatted(i)))
                    .collect(Collectors.joining(random.nextBoolean() ? "," : " ,\n"));

            assertThat(read(array + "]")).isEqualTo(parsed(array + "]")).contains("END_DOCUMENT");
            assertThat(read(array)).isEqualTo(parsed(array)).isEqualTo("no JSON");
        }
    }

    /** Of such items, one is whole in each piece of memory, and always at the same place. */
    @Test
    void items_areToldApart_atTheSamePlacesOfTheirMemory() throws IOException {
        String array = IntStream.range(0, 20)
                .mapToObj(",\"imei\":\"%015d\"}"::formatted)
                .map(end -> "{\"more\":\"" + "x".repeat(4096 - "{'more':'',".length() - end.length()) + "\"" + end)
                .collect(Collectors.joining(",", "", "]"));

        assertThat(read(array)).isEqualTo(parsed(array)).contains("000000000000019|");
    }

    @Test
    void misfit_isNamedByItsPlace() throws IOException {
        String array = array(List.of(PLAIN.get(0), "null", PLAIN.get(1), OTHERS.get(1), PLAIN.get(0), FAULTS.get(0)));

        assertThat(read(array)).isEqualTo("$.list[5] has two names").isEqualTo(parsed(array));
    }
}
