package io.github.kdpbridge.compattests.verify;

import io.github.kdpbridge.compattests.scenario.Scenario;
import io.github.kdpbridge.compattests.target.ScenarioRun;
import io.github.kdpbridge.compattests.target.Target;
import java.util.List;

/** One of the two sides that are compared. For use by one thread. */
public interface Side extends AutoCloseable {
    /** Returns what reports call it; never with a secret in it. */
    String name();

    /** Runs a scenario, or says why it cannot. */
    ScenarioRun run(Scenario scenario);

    /** Returns what went wrong besides, a sentence each. */
    List<String> notes();

    @Override
    void close();

    /** A side on this machine, which is made anew for each scenario. */
    static Side local(Target target) {
        return new Side() {
            @Override
            public String name() {
                return target.name();
            }

            @Override
            public ScenarioRun run(Scenario scenario) {
                return ScenarioRun.of(scenario, target);
            }

            @Override
            public List<String> notes() {
                return List.of();
            }

            @Override
            public void close() {
                target.close();
            }
        };
    }
}
