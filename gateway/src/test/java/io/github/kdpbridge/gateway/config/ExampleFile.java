package io.github.kdpbridge.gateway.config;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorRow;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes rows as examples/gateway.conf has them: each with its meaning above it, its default or a sample, and its variable. */
final class ExampleFile {
    private static final int WIDTH = 120;
    private static final int VARIABLE_COLUMN = 42;
    private static final Pattern OPTIONAL =
            Pattern.compile("resellers\\[]\\.(vendors|gen1|migration)\\b|.*\\.access\\[]$");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(#[^)]+\\)");
    private static final String SECOND_RESELLER = """
            # Another reseller, with OAuth 2.0 client credentials.
            #resellers += {
              #resellerId = "4680000926"
              #gen1Key = [${KDP_GEN1_KEY_2_OLD}, ${KDP_GEN1_KEY_2_NEW}]
              #gen2 {
                #auth {
                  #scheme = oauth2

            """;
    private static final String END_OF_THE_SECOND_RESELLER = """
                  #tokenUrl = "https://api.samsungknox.com/ams/v1/oauth2/token" # KDP_RESELLERS_1_GEN2_AUTH_TOKEN_URL
                #}
              #}
            #}

            """;

    private final StringBuilder text = new StringBuilder();
    /** The paths of the sections that are open, the innermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    private boolean secondReseller;

    void row(Row row) {
        while (!open.isEmpty() && !open.peek().equals(parent(row.path()))) {
            close();
        }
        if (row instanceof Setting<?> setting) {
            setting(setting, setting.variable());
        } else {
            section((Section) row);
        }
    }

    private void section(Section section) {
        comment(section.meaning());
        String name = section.key().replace("[]", "");
        boolean list = section.path().endsWith("[]");
        line(mark(section.path()) + name + (list ? " = [{" : " {"));
        open.push(section.path());
    }

    /** Vendors, operators and a migration are optional, so the example only mentions them. */
    private static String mark(String path) {
        return OPTIONAL.matcher(path).lookingAt() ? "#" : "";
    }

    private void setting(Setting<?> setting, String variable) {
        String absent = setting.shown().absent();
        boolean isComputed = !absent.isEmpty() && !absent.startsWith("required") && !absent.equals("none");
        comment(setting.meaning() + (isComputed ? "; by default " + absent : ""));
        String assignment = (setting.shown().used() ? "" : "#") + setting.key() + " = " + setting.sampleText();
        line(Strings.padEnd(indented(assignment), VARIABLE_COLUMN, ' ')
                        .substring(indentation().length())
                + (indented(assignment).length() < VARIABLE_COLUMN ? "" : " ") + "# " + variable);
        if (!setting.shown().more().isEmpty()) {
            line(setting.shown().more());
        }
        text.append('\n');
    }

    /** Writes a row of the second reseller, which the first one cannot have. */
    void oauth(Row row) {
        if (!secondReseller) {
            text.append(SECOND_RESELLER);
            secondReseller = true;
            open.push("");
            open.push("");
            open.push("");
        }
        Setting<?> setting = (Setting<?>) row;
        setting(setting, setting.variable().replace("_0_", "_1_"));
    }

    /** Writes a fact about the wire on one line if there is room; its sections begin and end by themselves. */
    void wire(Setting<?> setting) {
        openAt(parent(setting.path()));
        String assignment = "#" + setting.key() + " = " + value(setting);
        String line = Strings.padEnd(indented(assignment), VARIABLE_COLUMN, ' ') + " # " + plain(setting.meaning());
        if (line.length() <= WIDTH) {
            line(line.substring(indentation().length()));
        } else {
            comment(setting.meaning());
            line(assignment);
        }
    }

    /** Writes a row of the error table. */
    void error(ErrorRow row) {
        if (!open.contains("wire.errors")) {
            closeTo("wire");
            text.append('\n');
            comment(
                    "The error table: the code of each condition, and the HTTP status that callers get. docs/errors.md says"
                            + " what they mean");
            line("errors {");
            open.push("wire.errors");
        }
        String gen2 = row.gen2() == null ? "" : "gen2 = " + row.gen2().code();
        String gen1 = "gen1 = " + row.gen1().code();
        String status = "httpStatus = " + row.gen1().httpStatus();
        String corrections = row.condition() == Condition.SUCCESS
                ? gen2
                : Stream.of(gen1, gen2, status).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        line("#" + row.condition() + " { " + corrections + " }");
    }

    private static String value(Setting<?> setting) {
        if (setting.standard() instanceof Set<?> texts) {
            return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", ", "[", "]"));
        }
        return setting.sampleText();
    }

    private void openAt(String path) {
        if (path.isEmpty() || open.contains(path)) {
            closeTo(path);
            return;
        }
        openAt(parent(path));
        if (open.size() == 1 && text.toString().endsWith("}\n")) {
            text.append('\n');
        }
        line(path.substring(path.lastIndexOf('.') + 1) + " {");
        open.push(path);
    }

    private void closeTo(String path) {
        while (!open.isEmpty() && !open.peek().equals(path)) {
            open.pop();
            line("}");
        }
    }

    private static String parent(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    String wireText() {
        closeTo("");
        return text.toString();
    }

    void end() {
        while (!open.isEmpty()) {
            close();
        }
    }

    private void close() {
        String path = open.pop();
        if (text.charAt(text.length() - 2) == '\n') {
            text.setLength(text.length() - 1);
        }
        line(mark(path) + (path.endsWith("[]") ? "}]" : "}"));
        text.append('\n');
    }

    String text() {
        open.clear();
        return text + END_OF_THE_SECOND_RESELLER;
    }

    private void comment(String meaning) {
        if (meaning.isEmpty()) {
            return;
        }
        String plain = plain(meaning);
        String begin = plain.substring(0, 1);
        String sentence = (meaning.startsWith("`") ? begin : Ascii.toUpperCase(begin))
                + plain.substring(1)
                + (plain.endsWith(".") ? "" : ".");
        StringBuilder line = new StringBuilder("#");
        for (String word : Splitter.on(' ').split(sentence)) {
            if (indented(line + " " + word).length() > WIDTH) {
                line(line.toString());
                line.setLength(1);
            }
            line.append(' ').append(word);
        }
        line(line.toString());
    }

    private static String plain(String meaning) {
        return LINK.matcher(meaning.replace("\\|", "|")).replaceAll("$1").replace("`", "");
    }

    private void line(String line) {
        text.append(indented(line)).append('\n');
    }

    private String indented(String line) {
        return indentation() + line;
    }

    private String indentation() {
        return "  ".repeat(open.size());
    }
}
