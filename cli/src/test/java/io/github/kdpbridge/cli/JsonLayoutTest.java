package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.json.JsonTree;
import org.junit.jupiter.api.Test;

final class JsonLayoutTest {
    @Test
    void documentThatFits_standsOnOneLine() {
        assertThat(layout("{ \"a\": [1, 2], \"b\": {} }", 20)).isEqualTo("{\"a\":[1,2],\"b\":{}}");
    }

    @Test
    void fields_goOnALineAsLongAsTheyFit() {
        assertThat(layout("{\"transactionId\":\"PO-1\",\"state\":\"Progress\",\"code\":2000000}", 41))
                .isEqualTo("""
                {"transactionId":"PO-1",
                 "state":"Progress","code":2000000}""");
    }

    @Test
    void devicesOfAStatus_beginALineEach() {
        String status = """
                {"totalCount":1,"transactions":[{"transactionId":"PO-1","type":"Put","devices":[
                {"imei":"351800000000701"},{"imei":"351800000001188","code":4000000,"message":"RESOURCE_INVALID_PARAM"}]}]}""";

        assertThat(layout(status, 45)).isEqualTo("""
                {"totalCount":1,
                 "transactions":[
                  {"transactionId":"PO-1","type":"Put",
                   "devices":[
                    {"imei":"351800000000701"},
                    {"imei":"351800000001188","code":4000000,
                     "message":"RESOURCE_INVALID_PARAM"}]}]}""");
    }

    @Test
    void textThatIsTooWide_staysWhole() {
        assertThat(layout("[\"abcdefghij\",\"k\"]", 6)).isEqualTo("[\"abcdefghij\",\n \"k\"]");
    }

    private static String layout(String json, int width) {
        return JsonLayout.of(JsonTree.parse(json).orElseThrow(), width);
    }
}
