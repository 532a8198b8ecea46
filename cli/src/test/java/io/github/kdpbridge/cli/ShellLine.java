package io.github.kdpbridge.cli;

import java.util.ArrayList;
import java.util.List;

/** The simple commands of a line of the shell, as words; enough of the shell for what the pages show. */
final class ShellLine {
    private final List<List<String>> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> current = new ArrayList<>();
    private boolean inWord;

    private ShellLine() {}

    /** The commands of a line, without a prompt, a comment, variables before a command and what redirects it. */
    static List<List<String>> commands(String line) {
        ShellLine shell = new ShellLine();
        shell.read(line.strip().replaceFirst("^[$#] +", ""));
        return shell.commands.stream().map(ShellLine::withoutVariables).toList();
    }

    private void read(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '#' && !inWord) {
                break;
            } else if ("|&;()".indexOf(c) >= 0) {
                endCommand();
            } else if (Character.isWhitespace(c)) {
                endWord();
            } else {
                word.append(c);
                inWord = true;
            }
        }
        endCommand();
    }

    private void endWord() {
        if (inWord) {
            current.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        if (!current.isEmpty()) {
            commands.add(current);
            current = new ArrayList<>();
        }
    }

    private static List<String> withoutVariables(List<String> command) {
        int first = 0;
        while (first < command.size() && command.get(first).matches("[A-Za-z_]\\w*=.*")) {
            first++;
        }
        return command.subList(first, command.size()).stream()
                .takeWhile(word -> !word.startsWith(">") && !word.startsWith("<"))
                .toList();
    }
}
