package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Directive;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.HttpFile;
import io.github.kdpbridge.verify.session.HttpFileException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a session and its directives into a scenario. */
final class ScenarioReader {
    private static final Pattern EXPECTED = Pattern.compile("([1-5][0-9]{2})(?:\\s+(\\S.*))?");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+):\\s*(\\S.*)");
    private static final Pattern SETTING = Pattern.compile("([A-Za-z0-9]+)=(\\S+)");
    private static final String NONE = "none";
    private static final Set<String> ONCE = Set.of("operation", "condition", "wait", "expect");

    private final HttpFile file;
    private @Nullable String operation;
    private @Nullable String condition;
    private @Nullable List<String> portal;
    private WorldNeeds world = WorldNeeds.none();
    private final Set<String> unknownUnder = new HashSet<>();

    private ScenarioReader(HttpFile file) {
        this.file = file;
    }

    static Scenario read(HttpFile file) {
        return new ScenarioReader(file).read();
    }

    private Scenario read() {
        requireOnce(file.directives());
        file.directives().forEach(this::head);
        if (operation == null || condition == null) {
            throw new HttpFileException(
                    file.origin() + ": @" + (operation == null ? "operation" : "condition") + " is missing");
        }
        List<Step> steps = file.requests().stream().map(this::step).toList();
        return new Scenario(file.origin(), operation, condition, world, unknownUnder, steps, portal);
    }

    private void requireOnce(List<Directive> directives) {
        Set<String> seen = new HashSet<>();
        for (Directive directive : directives) {
            if (ONCE.contains(directive.name()) && !seen.add(directive.name())) {
                throw wrong(directive, "is there twice");
            }
        }
    }

    private void head(Directive directive) {
        switch (directive.name()) {
            case "operation" -> operation = directive.value();
            case "condition" -> condition = directive.value();
            case "portal" -> portal(directive);
            case "world" -> world = world(directive);
            case "unknown" ->
                unknownUnder.add(matcher(SETTING, directive, "'switch=value'").group());
            default -> throw wrong(directive, "belongs to a request, below its ###");
        }
    }

    private void portal(Directive directive) {
        portal = portal == null ? new ArrayList<>() : portal;
        if (!directive.value().equals(NONE)) {
            portal.add(directive.value());
        }
    }

    private WorldNeeds world(Directive directive) {
        Matcher setting = matcher(SETTING, directive, "'name=value'");
        return taken(directive, () -> world.with(setting.group(1), setting.group(2)));
    }

    private Step step(SessionRequest request) {
        requireOnce(request.directives());
        Duration wait = Duration.ZERO;
        Expectation expected = null;
        List<Header> headers = new ArrayList<>();
        for (Directive directive : request.directives()) {
            switch (directive.name()) {
                case "wait" -> wait = taken(directive, () -> WorldNeeds.duration(directive.value()));
                case "expect" -> expected = expectation(directive);
                case "expect-header" -> headers.add(header(directive));
                default -> throw wrong(directive, "belongs to the head of the file, before its first ###");
            }
        }
        if (expected == null) {
            throw new HttpFileException(file.origin() + ":" + request.line() + ": @expect is missing");
        }
        return new Step(request, wait, new Expectation(expected.status(), expected.body(), headers));
    }

    private Expectation expectation(Directive directive) {
        Matcher parts = matcher(EXPECTED, directive, "'STATUS' or 'STATUS BODY'");
        String body = parts.group(2);
        JsonTree tree =
                body == null ? null : JsonTree.parse(body).orElseThrow(() -> wrong(directive, "the body is not JSON"));
        return new Expectation(Integer.parseInt(parts.group(1)), tree, List.of());
    }

    private Header header(Directive directive) {
        Matcher parts = matcher(HEADER, directive, "'Name: value'");
        return new Header(parts.group(1), parts.group(2));
    }

    private Matcher matcher(Pattern pattern, Directive directive, String expected) {
        Matcher matcher = pattern.matcher(directive.value());
        if (!matcher.matches()) {
            throw wrong(directive, "expected " + expected);
        }
        return matcher;
    }

    private <T> T taken(Directive directive, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(directive, String.valueOf(e.getMessage()));
        }
    }

    private HttpFileException wrong(Directive directive, String what) {
        return new HttpFileException(file.origin() + ":" + directive.line() + ": @" + directive.name() + ": " + what);
    }
}
