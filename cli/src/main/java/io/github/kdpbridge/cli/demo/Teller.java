package io.github.kdpbridge.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints the story; without colours, it is plain text. */
final class Teller {
    private final PrintWriter out;
    private final Ansi ansi;
    private int scenes;

    Teller(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    PrintWriter out() {
        return out;
    }

    /** Begins a scene. */
    void scene(String title, String why) {
        scenes++;
        line("");
        line(bold("%d. %s".formatted(scenes, title)));
        line(why.strip());
    }

    /** Shows a command before it runs. */
    void command(String command) {
        line("");
        line(bold("$ " + command));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Returns words as a shell takes them. */
    static String shell(List<String> words) {
        return words.stream()
                .map(word -> word.contains(" ") || word.equals("*") ? "\"" + word + "\"" : word)
                .collect(Collectors.joining(" "));
    }

    private String bold(String text) {
        return ansi.enabled() ? Style.bold.on() + text + Style.reset.on() : text;
    }
}
