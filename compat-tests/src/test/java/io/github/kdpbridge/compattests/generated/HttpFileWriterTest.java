package io.github.kdpbridge.compattests.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.session.HttpFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HttpFileWriterTest {
    @Test
    void whatIsWritten_isReadAgain() {
        HttpFile session = HttpFile.read(Path.of("../examples/legacy-session.http"));

        HttpFile again = HttpFile.parse(HttpFileWriter.text(session.requests()), "again");

        assertThat(again.requests()).hasSameSizeAs(session.requests());
        assertThat(HttpFileWriter.text(again.requests())).isEqualTo(HttpFileWriter.text(session.requests()));
        for (int i = 0; i < again.requests().size(); i++) {
            assertThat(again.requests().get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("line")
                    .isEqualTo(session.requests().get(i));
        }
    }

    @Test
    void waits_areWrittenAsDirectives() {
        String text = "### Later\n# @wait PT5S\nGET /a?b=c\nX-WSM-API-TOKEN: k\n\n";

        assertThat(HttpFileWriter.text(HttpFile.parse(text, "x").requests())).isEqualTo(text);
    }
}
