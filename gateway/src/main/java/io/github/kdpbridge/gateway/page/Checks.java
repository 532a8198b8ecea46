package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Gate;
import io.github.kdpbridge.core.migration.PlannedMove;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at before a unit moves.
 *
 * @param gates the gates with their numbers
 * @param open the writes that are open or may yet arrive
 */
public record Checks(List<Condition> gates, List<Write> open) {
    /** The most that are read, of a whole account. */
    private static final int MOST = 1000;

    /**
     * A gate.
     *
     * @param style how it is shown
     * @param word whether it is open
     * @param text its number
     */
    public record Condition(String name, String style, String word, String text) {
        static Condition of(Gate gate) {
            String word = switch (gate.state()) {
                case READY -> "open";
                case NOT_YET -> "not yet";
                case BLOCKED -> "closed";
            };
            return new Condition(gate.name(), Words.style(gate.state()), word, gate.number());
        }
    }

    /**
     * A write that is not settled.
     *
     * @param state what is known of it
     * @param since when it was last sent
     */
    public record Write(String transaction, String side, String state, Moment since) {
        private static Write of(Scene scene, Unsettled write) {
            String state = switch (write.outcome()) {
                case "OPEN" -> "outcome unknown";
                case "ABSENT" -> "in quarantine: may yet arrive";
                case "ACCEPTED" -> "in progress";
                default -> write.outcome();
            };
            return new Write(write.transaction(), write.side().toString(), state, scene.moment(write.since()));
        }
    }

    static List<Condition> gates(@Nullable PlannedMove move) {
        return move == null
                ? List.of()
                : move.gates().stream().map(Condition::of).toList();
    }

    /** Reads the writes of an account that are not settled. */
    static List<Unsettled> unsettled(Scene scene) {
        return scene.desk().evidence().unsettled(MOST);
    }

    /** Returns those of a unit. */
    static List<Write> of(Scene scene, List<Unsettled> all, String label) {
        return all.stream()
                .filter(write -> label.equals(write.unit()))
                .map(write -> Write.of(scene, write))
                .toList();
    }
}
