package io.github.kdpbridge.verify.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpFileTest {
    @Test
    void session_isReadWithNamesVariablesHeadersAndBodies() {
        HttpFile file = HttpFile.parse("""
                # A session.
                @host = http://127.0.0.1:8080
                @reseller = 4680000925
                @devices = {{host}}/bulkenroll/v1/reseller/devices

                ### Upload by IMEI
                # @name upload
                PUT {{devices}} HTTP/1.1
                Content-Type: application/json
                // a comment between headers
                X-WSM-API-TOKEN: key with blanks

                {"resellerId":"{{ reseller }}",

                  "note":"# not a comment, // neither"}


                ###
                // @name status
                # @until "{{reseller}} Complete"
                GET {{devices}}/status
                    ?resellerId={{reseller}}
                    &transactionId=1
                X-WSM-API-TOKEN:

                ###
                https://example.com
                """, "session.http");

        assertThat(file.origin()).isEqualTo("session.http");
        assertThat(file.requests())
                .containsExactly(
                        new SessionRequest(
                                "Upload by IMEI",
                                8,
                                "PUT",
                                "/bulkenroll/v1/reseller/devices",
                                List.of(
                                        new Header("Content-Type", "application/json"),
                                        new Header("X-WSM-API-TOKEN", "key with blanks")),
                                "{\"resellerId\":\"4680000925\",\n\n  \"note\":\"# not a comment, // neither\"}",
                                null,
                                List.of()),
                        new SessionRequest(
                                "status",
                                21,
                                "GET",
                                "/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=1",
                                List.of(new Header("X-WSM-API-TOKEN", "")),
                                null,
                                "\"4680000925 Complete\"",
                                List.of()),
                        new SessionRequest("GET /", 27, "GET", "/", List.of(), null, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a/b, GET, /a/b",
        "/a/b?c=d, GET, /a/b?c=d",
        "DELETE http://host:1/a%20b?c=%26#fragment HTTP/2, DELETE, /a%20b?c=%26",
        "POST https://host?x, POST, /?x",
        "PUT {{host}}/a, PUT, /a",
        "{{ host }}/a, GET, /a",
        "GET /a?x=ü, GET, /a?x=%C3%BC",
        "GET /a|b?c={d}&e=100%&f=%zz, GET, /a%7Cb?c=%7Bd%7D&e=100%25&f=%25zz",
        "GET //bulkenroll/a, GET, //bulkenroll/a",
        "GET http://my_host:1/a, GET, /a",
    })
    void requestLine_isReadInAllItsForms(String line, String method, String target) {
        assertThat(HttpFile.parse(line, "x").requests())
                .containsExactly(
                        new SessionRequest(method + " " + target, 1, method, target, List.of(), null, null, List.of()));
    }

    @Test
    void windowsFileWithByteOrderMark_isReadLikeAnyOther() {
        HttpFile file = HttpFile.parse("\uFEFFPOST /a\r\nA: b\r\n\r\nline 1\r\nline 2\r\n", "x");

        assertThat(file.requests())
                .containsExactly(new SessionRequest(
                        "POST /a", 1, "POST", "/a", List.of(new Header("A", "b")), "line 1\nline 2", null, List.of()));
    }

    @Test
    void variable_countsFromItsDefinitionOn() {
        HttpFile file = HttpFile.parse("@a = 1\nGET /{{a}}\n###\n@a = {{a}}2\nGET /{{a}}", "x");

        assertThat(file.requests()).extracting(SessionRequest::target).containsExactly("/1", "/12");
    }

    @Test
    void directives_areReadWithTheirIndentedLines() {
        HttpFile file = HttpFile.parse("""
                # What the file is about.
                # @operation delete
                # @unheardof {{nothing}}

                ### One
                # @expect 200
                #   {"a": {{x}},
                //    "b": 2}
                # not a part of it
                GET /1
                """, "x", Map.of("x", "1"));

        assertThat(file.directives()).containsExactly(new Directive("operation", "delete", 2));
        assertThat(file.requests().get(0).directives())
                .containsExactly(new Directive("expect", "200 {\"a\": 1, \"b\": 2}", 6));
    }

    @Test
    void directiveOfOneRequest_doesNotReachTheNext() {
        HttpFile file = HttpFile.parse("# @until a\n# @name b\nGET /1\n###\nGET /2", "x");

        assertThat(file.requests()).extracting(SessionRequest::until).containsExactly("a", null);
        assertThat(file.requests()).extracting(SessionRequest::name).containsExactly("b", "GET /2");
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("", "s.http: has no request"),
                Arguments.of("### only a name\n# and a comment", "s.http: has no request"),
                Arguments.of("GET /{{nobody}}", "s.http:1: the variable {{nobody}} is not defined"),
                Arguments.of("GET /\n\n1\n{{ $uuid }}", "s.http:4: the variable {{$uuid}} is not defined"),
                Arguments.of("@a = {{a}}\nGET /", "s.http:1: the variable {{a}} is not defined"),
                Arguments.of("\n@a b", "s.http:2: expected '@name = value'"),
                Arguments.of("GET /a b c", "s.http:1: expected 'METHOD URL', without blanks in the URL"),
                Arguments.of("GET", "s.http:1: the URL must start with http://, https://, / or {{host}}: GET"),
                Arguments.of(
                        "GET ftp://a/b",
                        "s.http:1: the URL must start with http://, https://, / or {{host}}: ftp://a/b"),
                Arguments.of(
                        "GET http:/a", "s.http:1: the URL must start with http://, https://, / or {{host}}: http:/a"),
                Arguments.of("GET http://[a/b", "s.http:1: not a URL: http://[a/b"),
                Arguments.of(
                        "GET /\nX-Key secret",
                        "s.http:2: expected a header 'Name: value', or an empty line before the body"),
                Arguments.of(
                        "GET /\nX-Key: sécret",
                        "s.http:2: the header X-Key holds a character that is not printable ASCII"),
                Arguments.of(
                        "POST /\n\n< body.json", "s.http:3: a body from a file is not supported, write the body here"),
                Arguments.of(
                        "POST /\n\n\n<@latin1 body.json",
                        "s.http:4: a body from a file is not supported, write the body here"),
                Arguments.of("GET /\n\n> {%\n%}", "s.http:3: scripts and response handlers are not supported"),
                Arguments.of("POST /\n\n{}\n> check.js", "s.http:4: scripts and response handlers are not supported"),
                Arguments.of("POST /\n\n{}\n>> out.json", "s.http:4: scripts and response handlers are not supported"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isReportedWithFileLineAndReason(String text, String message) {
        assertThatThrownBy(() -> HttpFile.parse(text, "s.http"))
                .isInstanceOf(HttpFileException.class)
                .hasMessage(message);
    }

    @Test
    void xmlBody_isNotTakenForABodyFromAFile() {
        assertThat(HttpFile.parse("POST /\n\n<a b=\"c\">\n</a>", "x")
                        .requests()
                        .get(0)
                        .body())
                .isEqualTo("<a b=\"c\">\n</a>");
    }

    @Test
    void file_isReadFromDisk(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.http"), "GET /ü");

        assertThat(HttpFile.read(file).origin()).isEqualTo(file.toString());
        assertThat(HttpFile.read(file).requests().get(0).target()).isEqualTo("/%C3%BC");
    }

    @Test
    void unreadableFile_isReportedInOneLine(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.http");
        Path binary = Files.write(folder.resolve("binary.http"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> HttpFile.read(missing)).hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> HttpFile.read(binary)).hasMessage(binary + ": is not text in UTF-8");
        assertThatThrownBy(() -> HttpFile.read(folder)).hasMessage(folder + ": cannot be read");
    }

    @Test
    void request_neverPrintsItsKey() {
        HttpFile file = HttpFile.parse("GET /\nx-wsm-api-token: s3cret\nAccept: */*", "x");

        assertThat(file.toString()).doesNotContain("s3cret").contains("x-wsm-api-token: ********", "Accept: */*");
    }
}
