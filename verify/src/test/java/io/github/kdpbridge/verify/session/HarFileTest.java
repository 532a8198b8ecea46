package io.github.kdpbridge.verify.session;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarFileTest {
    private static final String OWN = "http://kdp.example/bulkenroll/v1/reseller/devices";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\"encoding\":\"base64\"", "\"encoding\":\"BASE64\"", "\"_encoding\":\"base64\""})
    void bodyInBase64_isDecoded(String encoding) {
        String body = Base64.getEncoder().encodeToString("{\"transactionId\":\"ü\"}".getBytes(UTF_8));

        HttpFile file = parse(entry("PUT", OWN, ",\"postData\":{\"text\":\"" + body + "\"," + encoding + "}"));

        assertThat(file.requests().get(0).body()).isEqualTo("{\"transactionId\":\"ü\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"postData\":{\"text\":\"a*b\",\"encoding\":\"base64\"} | is not Base64, as its encoding says",
                "\"postData\":{\"text\":\"H4sIAAAA/w==\",\"encoding\":\"base64\"}"
                        + " | is no text in UTF-8; a session holds texts only, so record without compression",
                "\"postData\":{\"text\":\"x\",\"encoding\":\"rot13\"} | has the unknown encoding rot13",
                "\"bodySize\":312 | is missing, although the request had a body of 312 bytes; record with bodies",
            })
    void bodyThatIsLost_isAnErrorAndNoEmptyBody(String fields, String message) {
        assertThatThrownBy(() -> parse(entry("PUT", OWN, "," + fields)))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("s.har: log.entries[0].request.postData " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:text/plain,a", "blob:http://x/1", "ws://x/y", "chrome-extension://a/b", "a b", "http://["})
    void foreignUrlThatIsNotHttp_isLeftOutAndCounted(String url) {
        HttpFile file = parse(entry("GET", url, "") + "," + entry("GET", OWN, ""));

        assertThat(file.requests()).hasSize(1);
        assertThat(file.leftOut().requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http://shop.example/a%zz?b=%&c=100%  | /a%25zz?b=%25&c=100%25",
                "http://shop.example/a?b={c}^[d]      | /a?b=%7Bc%7D%5E[d]",
                "http://my_shop.example/a?b=ü         | /a?b=%C3%BC",
                "HTTPS://shop.example?q               | /?q",
            })
    void oddCharacters_areReadAsBrowsersReadThem(String url, String target) {
        assertThat(parse(entry("GET", url, "")).requests())
                .extracting(SessionRequest::target)
                .containsExactly(target);
    }

    @Test
    void barInAQuery_isReadAsBrowsersReadIt() {
        assertThat(parse(entry("GET", OWN + "?a=1|2", "")).requests())
                .extracting(SessionRequest::target)
                .containsExactly("/bulkenroll/v1/reseller/devices?a=1%7C2");
    }

    @Test
    void recordingOfNothingButForeignUrls_saysHowManyItLeftOut() {
        assertThatThrownBy(() -> parse(entry("GET", "data:,a", "") + "," + entry("GET", "a b", "")))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("s.har: has no HTTP request; 2 entries are something else");
    }

    @Test
    void headersThatAreNotSent_areNamedForGeneration1Alone() {
        String headers =
                ",\"headers\":[{\"name\":\"Cookie\",\"value\":\"a\"},{\"name\":\"Content-Encoding\",\"value\":\"UTF-8\"},"
                        + "{\"name\":\"Content-Length\",\"value\":\"1\"}]";
        String foreign = ",\"headers\":[{\"name\":\"Authorization\",\"value\":\"a\"}]";

        HttpFile file = parse(entry("GET", OWN, headers) + "," + entry("GET", "http://shop.example/", foreign));

        assertThat(file.requests().get(0).headers()).containsExactly(new Header("Content-Encoding", "UTF-8"));
        assertThat(file.leftOut().headers()).containsExactly("Cookie");
    }

    @Test
    void byteOrderMarkBeforeAnArchive_isSkipped() throws IOException {
        Path file = Files.writeString(folder.resolve("s.har"), "\uFEFF" + archive(entry("GET", OWN, "")));

        assertThat(HttpFile.read(file).requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.har", "s.http"})
    void fileInUtf16_isNamedAsSuch(String name) throws IOException {
        Path marked = Files.write(folder.resolve(name), "\uFEFFGET /a".getBytes(UTF_16LE));
        assertThatThrownBy(() -> HttpFile.read(marked))
                .isInstanceOf(HttpFileException.class)
                .hasMessage(marked + ": is text in UTF-16; save it in UTF-8");

        Path plain = Files.write(folder.resolve(name), "GET /a".getBytes(UTF_16LE));
        assertThatThrownBy(() -> HttpFile.read(plain)).hasMessage(plain + ": is text in UTF-16; save it in UTF-8");
    }

    private static HttpFile parse(String entries) {
        return HarFile.parse(archive(entries), "s.har");
    }

    private static String archive(String entries) {
        return "{\"log\":{\"entries\":[" + entries + "]}}";
    }

    private static String entry(String method, String url, String more) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"" + more + "}}";
    }
}
