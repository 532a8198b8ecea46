package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.scenario.Scenario;
import java.util.List;

/** One of the two sides that are compared. For use by one thread. */
public interface Side extends AutoCloseable {
    /** What reports call the simulator's generation 1. */
    String GENERATION_1 = "simulated generation 1";

    /** What reports call the gateway on this machine. */
    String GATEWAY = "gateway with a ledger, over simulated generation 2";

    /** Returns what reports call it; never with a secret in it. */
    String name();

    /** Returns whether a simulator, and no service, is known to be behind it. */
    boolean simulated();

    /** Runs a scenario, or says why it cannot. */
    ScenarioRun run(Scenario scenario);

    /** Returns what went wrong besides, a sentence each. */
    List<String> notes();

    @Override
    void close();

    /**
     * A side on this machine over a simulated portal, which is made anew for each scenario.
     *
     * @param name what reports call it; it says what of it is simulated
     */
    static Side local(String name, Target target) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean simulated() {
                return true;
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
