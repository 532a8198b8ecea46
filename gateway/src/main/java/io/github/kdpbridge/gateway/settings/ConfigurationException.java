package io.github.kdpbridge.gateway.settings;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Mistakes in the configuration. The message is one line: the file, the key and the mistake. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ImmutableList<String> mistakes;

    public ConfigurationException(String origin, String key, String why) {
        this(List.of(origin + ": " + (key.isEmpty() ? "" : key + ": ") + withoutKey(key, why)));
    }

    /** What a value says of itself may begin with its name. */
    private static String withoutKey(String key, String why) {
        String name = key.substring(key.lastIndexOf('.') + 1) + " ";
        return why.startsWith(name + "must ") ? why.substring(name.length()) : why;
    }

    ConfigurationException(List<String> mistakes) {
        super(summary(mistakes));
        this.mistakes = ImmutableList.copyOf(mistakes);
    }

    /** Returns all mistakes that were found, one line each. */
    public List<String> mistakes() {
        return mistakes;
    }

    private static String summary(List<String> mistakes) {
        checkArgument(!mistakes.isEmpty(), "no mistake");
        return mistakes.get(0) + (mistakes.size() == 1 ? "" : " (and " + (mistakes.size() - 1) + " more)");
    }
}
