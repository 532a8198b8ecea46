package io.github.kdpbridge.serviceclient.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonItemsTest {
    private static final FieldNames WANTED = FieldNames.of("imei", "meid", "code", "data", "caf\u00e9");
    /** Shows all of an item: a text, any value, a number, and the rest. */
    private static final ItemReading<String> SHOWN = new ItemReading<>(WANTED, fields -> {
        if (fields.has("meid") && fields.has("imei")) {
            throw fields.misfit(" has two names");
        }
        return "%s,%s,%s,%s,%s"
                .formatted(
                        fields.text("imei"),
                        fields.any("data"),
                        fields.wholeNumberIfAny("code"),
                        fields.any("caf\u00e9"),
                        fields.unknown().json());
    });

    /** Reads an array in both ways, which must agree. */
    private static String read(String array) throws IOException {
        String parsed = read(array, false);
        assertThat(read(array, true)).as(array).isEqualTo(parsed);
        return parsed;
    }

    private static String read(String array, boolean scanned) throws IOException {
        Buffer json = new Buffer().writeUtf8("{\"list\":").writeUtf8(array).writeUtf8("}");
        JsonReader reader = JsonReader.of(json);
        if (scanned) {
            JsonItems.readFrom(json, reader);
        }
        try {
            reader.beginObject();
            assertThat(reader.nextName()).isEqualTo("list");
            List<String> items = JsonItems.allButNulls(reader, SHOWN);
            reader.endObject();
            assertThat(reader.peek()).isEqualTo(JsonReader.Token.END_DOCUMENT);
            return String.join(" ", items);
        } catch (JsonDataException e) {
            return e.getMessage();
        } catch (IOException e) {
            return "no JSON";
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"imei":"351800000000701"}                                 | 351800000000701,null,null,null,{}
            {"imei":"3","code":"2000000","message":"SUCCESS"}          | 3,null,2000000,null,{message="SUCCESS"}
            {"code":40900000,"data":"it's there {[,:]}","meid":"A"}    | null,it's there {[,:]},40900000,null,{meid="A"}
            { "imei" : "1" , "code" : 7 , "more" : "" }                | 1,null,7,null,{more=""}
            {"imei":null,"code":null,"data":true,"more":null,"m":false}| null,true,null,null,{more=null, m=false}
            {"imei":"2","imei":"2","more":1,"more":2,"code":3,"code":null} | 2,null,3,null,{more=2}
            {"imei":5,"data":5,"code":"5"}                             | 5,5,5,null,{}
            {"code":123456789012345678901234567890}                    | null,null,null,null,{code=123456789012345678901234567890}
            {}                                                         | null,null,null,null,{}
            {"imei":"\\u0031\\""}                                    | 1",null,null,null,{}
            {"im\\u0065i":"1"}                                        | 1,null,null,null,{}
            {"imei":"\u00e9","caf\u00e9":1}                            | \u00e9,null,null,1,{}
            {"imei":"1","code":-1}                                     | 1,null,null,null,{code=-1}
            {"imei":"1","code":0}                                      | 1,null,0,null,{}
            {"imei":"1","code":1.0,"more":1.50}                        | 1,null,null,null,{code=1.0, more=1.50}
            {"imei":"1","more":1e3}                                    | 1,null,null,null,{more=1e3}
            {"data":{"a":[1,2]},"more":[{"b":"}"}]}                    | null,{"a":[1,2]},null,null,{more=[{"b":"}"}]}
            {"imei":"1","meid":"2"}                                    | $.list[1] has two names
            {"imei":"1","imei":"2"}                                    | $.list[1].imei is there twice, with two values
            {"imei":true}                                              | $.list[1].imei is neither a text nor a number
            {"imei":{}}                                                | $.list[1].imei is neither a text nor a number
            "1"                                                        | Expected BEGIN_OBJECT but was STRING at path $.list[1]
            {"imei":"1",}                                              | no JSON
            {"imei":"1" "code":1}                                      | no JSON
            {"imei" "1"}                                               | no JSON
            {"imei":01}                                                | no JSON
            {"imei":1x}                                                | no JSON
            {"imei":nullx}                                             | no JSON
            {"imei":nul}                                               | no JSON
            {"imei":"1                                                 | no JSON
            {"imei"                                                    | no JSON
            {"imei":"1"}}                                              | no JSON
            {"imei":"1"}]                                              | no JSON
            {imei:"1"}                                                 | no JSON
            ``                                                         | no JSON
            {                                                          | no JSON
            """)
    void item_isReadWithAllThatItHas(String item, String shown) throws IOException {
        boolean good = shown.contains(",null") || shown.endsWith("{}");
        String first = "{\"imei\":\"1\",\"code\":1}";

        assertThat(read("[" + first + "," + item + "]")).isEqualTo(good ? "1,null,1,null,{} " + shown : shown);
    }

    @Test
    void nulls_areSkippedAndCounted() throws IOException {
        assertThat(read("null")).isEmpty();
        assertThat(read("[null,{\"imei\":\"1\"},null]")).isEqualTo("1,null,null,null,{}");
        assertThat(read("[null,{\"imei\":true}]")).isEqualTo("$.list[1].imei is neither a text nor a number");
    }

    @Test
    void manyItems_areReadInTheirOrder() throws IOException {
        String array = IntStream.range(0, 3_000)
                .mapToObj("{\"imei\":\"%015d\",\"code\":40900000}"::formatted)
                .collect(Collectors.joining(" ,\n", "[", "]"));

        assertThat(read(array))
                .isEqualTo(IntStream.range(0, 3_000)
                        .mapToObj("%015d,null,40900000,null,{}"::formatted)
                        .collect(Collectors.joining(" ")));
    }

    /** An okio segment has 8 KiB. Of such items, one is whole in each, and always at the same place. */
    @Test
    void items_areToldApartAtTheSamePlaceOfTheirSegments() throws IOException {
        String array = IntStream.range(0, 20)
                .mapToObj(",\"imei\":\"%015d\"}"::formatted)
                .map(end -> "{\"data\":\"" + "x".repeat(4096 - "{'data':'',".length() - end.length()) + "\"" + end)
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(read(array)).contains("000000000000000,", "000000000000001,", "000000000000019,");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void itemsOfManyForms_areReadInBothWays(int seed) throws IOException {
        List<String> forms = List.of(
                "{\"imei\":\"351800000000701\"}",
                "{\"imei\":\"351800000000701\",\"code\":40900000,\"data\":\"it's there {[,:]}\"}",
                "{\"code\":40900000,\"data\":\"it's there {[,:]}\",\"meid\":\"A0000000000001\"}",
                "{ \"imei\" : null ,\"code\":\"40900000\",\"data\":null\n}",
                "{\"imei\":\"\\u0031\\\"\",\"more\":1}",
                "{\"imei\":\"\u00e9\",\"caf\u00e9\":[1,{\"code\":2}]}",
                "null");
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String array = IntStream.range(0, 1 + random.nextInt(1_500))
                    .mapToObj(i -> forms.get(random.nextInt(1 + random.nextInt(forms.size())))
                            .replace("0701", "%04d".formatted(i)))
                    .collect(Collectors.joining(random.nextBoolean() ? "," : " ,\n", "[", ""));

            assertThat(read(array + "]")).contains("null,");
            assertThat(read(array)).isEqualTo("no JSON");
        }
    }
}
