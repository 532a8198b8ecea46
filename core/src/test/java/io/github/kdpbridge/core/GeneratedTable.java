package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of a page in docs that is written from the code, between two marks. */
public final class GeneratedTable {
    private GeneratedTable() {}

    /**
     * Asserts that a page has a table as it is generated now; with {@code -Dkdp.write.docs=true}, writes it first.
     *
     * @param page the file's name in docs
     * @param subject what the table lists, as both of its marks say
     * @param table the table with its head
     */
    public static void assertUpToDate(String page, String subject, String table) throws IOException {
        Path file = Path.of("../docs", page);
        String begin = "<!-- " + subject + ": generated, do not edit -->\n";
        String text = Files.readString(file);
        String generated = text.substring(0, text.indexOf(begin) + begin.length())
                + table
                + text.substring(text.indexOf("<!-- end of " + subject + " -->\n"));
        if (Boolean.getBoolean("kdp.write.docs")) {
            Files.writeString(file, generated);
        }

        assertThat(Files.readString(file)).isEqualTo(generated);
    }
}
