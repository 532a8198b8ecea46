package io.github.kdpbridge.verify.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses one session line by line. For one use. */
final class HttpFileParser {
    private static final String SEPARATOR = "###";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern DIRECTIVE = Pattern.compile(
            "(?:#|//)\\s*@(name|until|expect|expect-header|portal|operation|condition|world|unknown|wait)\\s+(.+)");
    private static final Set<String> OWN_DIRECTIVES = Set.of("name", "until");
    private static final Pattern MORE = Pattern.compile("(?:#|//)\\s{3,}(\\S.*)");
    private static final Pattern VARIABLE = Pattern.compile("@([A-Za-z_][\\w.-]*)\\s*=\\s*(.*)");
    private static final Pattern REQUEST_LINE =
            Pattern.compile("(?:([A-Z][A-Z-]*)\\s+)?((?:\\{\\{[^{}]*}}|\\S)+)(?:\\s+HTTP/[0-9](?:\\.[0-9])?)?");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern HOST = Pattern.compile("^\\{\\{\\s*host\\s*}}");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://.*");
    private static final Pattern HEADER = Pattern.compile("(" + TOKEN + ")\\s*:\\s*(.*)");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t -~]*");
    private static final Pattern BODY_FROM_FILE = Pattern.compile("<(?:@\\S*)?\\s+\\S.*");
    private static final Pattern SCRIPT = Pattern.compile("(?:[<>]\\s*\\{%|>{1,2}!?\\s|<>\\s).*");

    private final String origin;
    private final List<String> lines;
    private final Map<String, String> variables;
    private int next;

    HttpFileParser(String text, String origin, Map<String, String> given) {
        this.origin = origin;
        this.lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        this.variables = new HashMap<>(given);
    }

    HttpFile parse() {
        List<Directive> head = new ArrayList<>();
        List<SessionRequest> requests = new ArrayList<>();
        String name = "";
        List<Directive> directives = head;
        while (next < lines.size()) {
            String line = take();
            Matcher directive = DIRECTIVE.matcher(line);
            if (line.startsWith(SEPARATOR)) {
                name = line.substring(SEPARATOR.length()).strip();
                directives = new ArrayList<>();
            } else if (directive.matches()) {
                directives.add(directive(directive.group(1), directive.group(2)));
            } else if (line.startsWith("@")) {
                define(line);
            } else if (!isComment(line) && !line.isEmpty()) {
                // In a file without a separator, the directives belong to its one request.
                requests.add(request(line, name, directives));
            }
        }
        if (requests.isEmpty()) {
            throw new HttpFileException(origin + ": has no request");
        }
        return new HttpFile(origin, head, requests, LeftOut.nothing());
    }

    private Directive directive(String name, String firstLine) {
        int line = next;
        StringBuilder value = new StringBuilder(resolve(firstLine, line));
        while (next < lines.size() && MORE.matcher(lines.get(next)).matches()) {
            Matcher more = MORE.matcher(lines.get(next++));
            if (more.matches()) {
                value.append(' ').append(resolve(more.group(1), next));
            }
        }
        return new Directive(name, value.toString(), line);
    }

    private void define(String line) {
        Matcher variable = VARIABLE.matcher(line);
        if (!variable.matches()) {
            throw error(next, "expected '@name = value'");
        }
        variables.put(variable.group(1), resolve(variable.group(2), next));
    }

    /** Expands the variables defined so far. */
    private String resolve(String text, int lineNumber) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = variables.get(reference.group(1));
            if (value == null) {
                throw error(lineNumber, "the variable {{" + reference.group(1) + "}} is not defined");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The host may be undefined, because the session is sent to another one anyway. */
    private String url(String url, int lineNumber) {
        return resolve(variables.containsKey("host") ? url : HOST.matcher(url).replaceFirst(""), lineNumber);
    }

    private SessionRequest request(String requestLine, String title, List<Directive> directives) {
        int lineNumber = next;
        Matcher parts = REQUEST_LINE.matcher(requestLine);
        if (!parts.matches()) {
            throw error(lineNumber, "expected 'METHOD URL', without blanks in the URL");
        }
        String method = parts.group(1) == null ? "GET" : parts.group(1);
        StringBuilder url = new StringBuilder(url(parts.group(2), lineNumber));
        List<Header> headers = new ArrayList<>();
        while (inRequest() && !peek().isEmpty()) {
            String line = take();
            if (line.startsWith("?") || line.startsWith("&")) {
                url.append(resolve(line, next));
            } else if (!isComment(line)) {
                headers.add(header(line));
            }
        }
        String target = target(url.toString(), lineNumber);
        String name = title.isEmpty() ? value("name", directives) : title;
        String shown = name == null ? method + " " + target : name;
        List<Directive> others = directives.stream()
                .filter(directive -> !OWN_DIRECTIVES.contains(directive.name()))
                .toList();
        return new SessionRequest(
                shown, lineNumber, method, target, headers, body(), value("until", directives), others);
    }

    private static @Nullable String value(String name, List<Directive> directives) {
        return directives.stream()
                .filter(directive -> directive.name().equals(name))
                .reduce((first, last) -> last)
                .map(Directive::value)
                .orElse(null);
    }

    private Header header(String line) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            // The message does not quote the line, which may hold a key.
            throw error(next, "expected a header 'Name: value', or an empty line before the body");
        }
        String value = resolve(header.group(2), next);
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw error(next, "the header " + header.group(1) + " holds a character that is not printable ASCII");
        }
        return new Header(header.group(1), value);
    }

    private @Nullable String body() {
        while (inRequest() && peek().isEmpty()) {
            next++;
        }
        StringBuilder body = new StringBuilder();
        while (inRequest()) {
            String line = lines.get(next++);
            if (SCRIPT.matcher(line).matches()) {
                throw error(next, "scripts and response handlers are not supported");
            }
            if (body.isEmpty() && BODY_FROM_FILE.matcher(line).matches()) {
                throw error(next, "a body from a file is not supported, write the body here");
            }
            body.append(resolve(line, next)).append('\n');
        }
        return body.isEmpty() ? null : body.toString().stripTrailing();
    }

    private String target(String url, int lineNumber) {
        if (!url.startsWith("/") && !ABSOLUTE.matcher(url).matches()) {
            throw error(lineNumber, "the URL must start with http://, https://, / or {{host}}: " + url);
        }
        return RequestTarget.ofPath(url)
                .or(() -> RequestTarget.of(url))
                .orElseThrow(() -> error(lineNumber, "not a URL: " + url));
    }

    private boolean inRequest() {
        return next < lines.size() && !lines.get(next).startsWith(SEPARATOR);
    }

    private String peek() {
        return lines.get(next).strip();
    }

    private String take() {
        return lines.get(next++).strip();
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith("//");
    }

    private HttpFileException error(int lineNumber, String what) {
        return new HttpFileException(origin + ":" + lineNumber + ": " + what);
    }
}
