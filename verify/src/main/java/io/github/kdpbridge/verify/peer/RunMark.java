package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.scenario.Scenarios;
import java.util.Map;

/**
 * A placeholder for the number of a run, in every transaction id that must be unique to the run. It is digits only,
 * because such an id may be written as a number.
 */
public final class RunMark {
    public static final String DIGITS = "9070605040";

    private RunMark() {}

    /** Returns the variables of the scenarios, with the mark as their {@code run}. */
    public static Map<String, String> variables() {
        return Scenarios.variables(DIGITS);
    }

    /** Returns a text without the mark. */
    public static String removedFrom(String text) {
        return text.replace(DIGITS, "");
    }
}
