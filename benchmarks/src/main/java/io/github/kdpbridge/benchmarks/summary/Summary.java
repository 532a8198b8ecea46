package io.github.kdpbridge.benchmarks.summary;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the tables of a folder of results, or writes them into the page; behind {@code bin/bench}. */
public final class Summary {
    private Summary() {}

    /**
     * Prints, or writes if there is a page.
     *
     * @param args the folder of the results, and the page if one is to be written
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> sections = sections(Path.of(args[0]));
        if (args.length > 1) {
            write(sections, Path.of(args[1]));
            return;
        }
        // The tables hold characters beyond ASCII, and Java 17 does not ask the terminal.
        new PrintStream(System.out, true, Charset.forName(System.getProperty("native.encoding", "UTF-8")))
                .print(text(sections));
    }

    /** Returns all sections of the page; one that was not measured is empty. */
    static Map<String, String> sections(Path folder) throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Path machine = folder.resolve("machine.md");
        sections.put("machine", Files.exists(machine) ? Files.readString(machine) : "");
        sections.putAll(new Tables(Results.read(folder)).all());
        return sections;
    }

    /** Returns what was measured, for a terminal. */
    static String text(Map<String, String> sections) {
        StringBuilder text = new StringBuilder();
        sections.forEach((name, section) -> {
            String measured = section.replaceAll("(?m)^.*\\| not measured \\|.*\\n", "");
            if (measured.lines().count() > 2) {
                text.append("== " + name + "\n\n" + measured.strip() + "\n\n");
            }
        });
        return text.toString();
    }

    /** Writes the sections between their markers; a figure of an earlier machine does not stay beside a new one. */
    static void write(Map<String, String> sections, Path page) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach((name, section) -> texts.put(name, section.isEmpty() ? "Not measured yet." : section));
        Files.writeString(page, MarkedPage.with(Files.readString(page), texts));
    }
}
