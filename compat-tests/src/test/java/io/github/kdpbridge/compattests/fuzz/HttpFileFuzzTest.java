package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.HttpFileException;
import java.nio.charset.StandardCharsets;
import okhttp3.HttpUrl;

/** Any text of a session: every request of it can be sent, or the one line that says why not names its place. */
class HttpFileFuzzTest {
    @DictionaryFile(resourcePath = "session.dict")
    @FuzzTest
    void parse(byte[] input) {
        try {
            HttpFile file = HttpFile.parse(new String(input, StandardCharsets.UTF_8), "a.http");
            assertThat(file.requests()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.target()).startsWith("/").matches("[!-~]+");
                assertThat(HttpUrl.parse("http://127.0.0.1:1" + request.target()))
                        .isNotNull();
                assertThat(request.headers())
                        .allSatisfy(header -> assertThat(header.value()).matches("[\\t -~]*"));
            });
        } catch (HttpFileException e) {
            assertThat(e).hasMessageMatching("a\\.http:( has no request|[0-9]+: [^\\n]+)");
        }
    }
}
