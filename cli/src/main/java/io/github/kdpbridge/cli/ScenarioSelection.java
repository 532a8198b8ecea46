package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.peer.RunMark;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@SuppressWarnings("NullAway.Init") // picocli sets all of it.
final class ScenarioSelection {
    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "Only scenarios of this name, in which * stands for any text: delete/*.")
    private List<String> only = List.of();

    @Option(names = "--operation", paramLabel = "NAME", description = "Only scenarios about this operation.")
    private List<String> operations = List.of();

    @Option(names = "--list", description = "List the scenarios, and run none.")
    private boolean list;

    boolean listing() {
        return list;
    }

    /**
     * Reads the scenarios.
     *
     * @param marked whether transaction ids are unique to the run, for portals that remember earlier runs; otherwise
     *     they are unique to the scenario, because a gateway remembers earlier scenarios
     * @throws IllegalArgumentException if none is selected
     */
    List<Scenario> scenarios(boolean marked) {
        List<Scenario> all = marked ? Scenarios.all(RunMark.variables()) : Scenarios.marked("");
        List<Pattern> names = only.stream().map(ScenarioSelection::pattern).toList();
        List<Scenario> selected = all.stream()
                .filter(scenario -> names.isEmpty()
                        || names.stream()
                                .anyMatch(name -> name.matcher(scenario.name()).matches()))
                .filter(scenario -> operations.isEmpty() || operations.contains(scenario.operation()))
                .toList();
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("no scenario is selected, see --list");
        }
        return selected;
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(name.chars()
                .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining()));
    }

    /** Refuses every selection: a session has no scenarios. */
    void refuse(CommandLine command) {
        if (list || !only.isEmpty() || !operations.isEmpty()) {
            throw new ParameterException(
                    command, "--only, --operation and --list select scenarios, not requests of a --session");
        }
    }
}
