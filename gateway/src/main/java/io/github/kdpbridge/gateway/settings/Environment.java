package io.github.kdpbridge.gateway.settings;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that stand for settings. The name of each is {@code KDP_} and the path of its setting in
 * capitals: {@code KDP_GATEWAY_LIMITS_HEAD_TIME} is {@code gateway.limits.headTime}, and
 * {@code KDP_RESELLERS_0_RESELLER_ID} is {@code resellers[0].resellerId}. An empty variable counts as none.
 */
public final class Environment {
    private static final Pattern SETTING = Pattern.compile("KDP_(GATEWAY|RESELLERS|WIRE)_.*");
    /** Kubernetes sets these in every container beside a service that is named kdp-gateway. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("KDP_GATEWAY_(SERVICE|PORT)(_.*)?");

    private static final CharMatcher SEPARATOR = CharMatcher.anyOf(".[]");
    private static final CharMatcher SMALL = CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));
    private static final int MOST_OF_A_LIST = 1000;

    private final ImmutableMap<String, String> variables;
    private final Set<String> known = new HashSet<>();

    private Environment(Map<String, String> variables) {
        this.variables = ImmutableMap.copyOf(variables);
    }

    static Environment none() {
        return new Environment(Map.of());
    }

    static Environment of(Map<String, String> variables) {
        ImmutableMap.Builder<String, String> settings = ImmutableMap.builder();
        variables.forEach((name, value) -> {
            if (!value.isEmpty()
                    && SETTING.matcher(name).matches()
                    && !OF_KUBERNETES.matcher(name).matches()) {
                settings.put(name, value);
            }
        });
        return new Environment(settings.build());
    }

    /** The name of the variable that stands for the setting at a path. */
    public static String name(String path) {
        // Without regular expressions: a start asks for a hundred names, and the JIT would be busy with them for
        // longer.
        StringBuilder name = new StringBuilder("KDP_");
        char before = '_';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean newWord = Ascii.isUpperCase(c) && SMALL.matches(before);
            boolean newSection = SEPARATOR.matches(c) && !SEPARATOR.matches(before);
            if (newWord || newSection) {
                name.append('_');
            }
            if (!SEPARATOR.matches(c)) {
                name.append(Ascii.toUpperCase(c));
            }
            before = c;
        }
        return name.toString();
    }

    /** Returns the value of the variable for the setting at a path; null if there is none. */
    @Nullable String value(String path) {
        String name = name(path);
        known.add(name);
        return variables.get(name);
    }

    /** Whether a variable stands for something in the section at a path. */
    boolean hasBelow(String path) {
        String prefix = name(path) + "_";
        return variables.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** How many sections the list at a path has, going by the variables; the first one is number 0. */
    int count(String path) {
        String prefix = name(path) + "_";
        return variables.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> Ints.tryParse(name.substring(prefix.length()).split("_", 2)[0]))
                .filter(Objects::nonNull)
                .mapToInt(number -> number)
                .filter(number -> number >= 0 && number < MOST_OF_A_LIST)
                .map(number -> number + 1)
                .max()
                .orElse(0);
    }

    /** The first variable that looks like a setting, and was never asked for. */
    Optional<String> unknown() {
        return variables.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst();
    }
}
