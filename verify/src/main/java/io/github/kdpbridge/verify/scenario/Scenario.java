package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.session.HttpFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of an integration, and the outcome required of either generation. */
public record Scenario(
        String name,
        String operation,
        String condition,
        WorldNeeds world,
        Set<String> unknownUnder,
        List<Step> steps,
        @Nullable List<String> portal) {

    public Scenario {
        unknownUnder = Set.copyOf(unknownUnder);
        steps = List.copyOf(steps);
        portal = portal == null ? null : List.copyOf(portal);
    }

    /**
     * Reads a scenario.
     *
     * @param text the file
     * @param name its path without the ending
     * @param variables what the file may use without defining it
     * @throws io.github.kdpbridge.verify.session.HttpFileException when something in it is not understood
     */
    public static Scenario parse(String text, String name, Map<String, String> variables) {
        return ScenarioReader.read(HttpFile.parse(text, name, variables));
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
