package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.verify.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ScenarioSelectionTest {
    private static final Pattern SUBMITTED = Pattern.compile("\"transactionId\" *: *\"(PO-[^\"]+)\"");

    /** A gateway remembers its writes: an id of an earlier scenario would be a repeat. */
    @Test
    void scenariosOfThisMachine_shareNoTransactionId() {
        List<Scenario> scenarios = new ScenarioSelection().scenarios(false);

        Set<String> seen = new HashSet<>();
        for (Scenario scenario : scenarios) {
            Set<String> ids = ids(scenario);
            assertThat(ids).as(scenario.name()).noneMatch(seen::contains);
            seen.addAll(ids);
        }
        assertThat(seen).hasSizeGreaterThan(100);
    }

    private static Set<String> ids(Scenario scenario) {
        return scenario.steps().stream()
                .map(step -> String.valueOf(step.request().body()))
                .flatMap(body -> SUBMITTED.matcher(body).results())
                .map(id -> id.group(1))
                .collect(Collectors.toSet());
    }
}
