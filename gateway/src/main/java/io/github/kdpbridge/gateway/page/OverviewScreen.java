package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.core.migration.Wave;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of things.
 *
 * @param frame what is around it
 * @param bar the units by phase
 * @param attention what wants to be looked at
 * @param waves the waves of the plan
 * @param around what is known of the services
 */
public record OverviewScreen(Frame frame, PhaseBar bar, Attention attention, List<WaveRow> waves, Around around) {
    /**
     * What wants to be looked at.
     *
     * @param frozen the freeze; null if moves forward are allowed
     * @param running the moves under way
     * @param marked the units that a rule brought back
     * @param open the open differences
     */
    public record Attention(@Nullable Frozen frozen, List<Act> running, List<Act> marked, Open open) {}

    /** A freeze: its author, reason and begin. */
    public record Frozen(String who, String reason, Moment since) {}

    /**
     * What somebody does, or a rule did, with a unit.
     *
     * @param move what is done: {@code SHADOW to CANARY}
     * @param who its author
     * @param text the step that it is at, or its reason
     */
    public record Act(UnitName unit, String move, String who, String text, Moment at) {}

    /** The open differences: of outcome, and of look. */
    public record Open(long outcome, long look) {}

    /**
     * A wave.
     *
     * @param what its units in words
     * @param bar its units by phase
     * @param plan the address of the plan of its next step
     */
    public record WaveRow(String name, String what, PhaseBar bar, String plan) {}

    /**
     * What is known of the services.
     *
     * @param parts the services and the ledger
     * @param facts the facts of the portal
     * @param at when all this was read
     */
    public record Around(List<Part> parts, List<Fact> facts, Moment at) {}

    /**
     * A service, or the ledger.
     *
     * @param style how it is shown: {@code good}, {@code bad} or {@code wait}
     */
    public record Part(String name, String style, String text) {}

    /** A fact of the portal. */
    public record Fact(String text, String seen, String style, String evidence) {}

    /** Returns the account. */
    public String account() {
        return frame.site().account();
    }

    static OverviewScreen of(Scene scene) {
        List<UnitState> states = scene.desk().status();
        Attention attention = attention(scene, states);
        return new OverviewScreen(
                scene.live("Overview", "Overview", "").with(notice(scene)),
                PhaseBar.of(states.stream().map(state -> state.route().phase()).toList()),
                attention,
                scene.desk().waves().stream()
                        .map(wave -> wave(scene, wave, states))
                        .toList(),
                new Around(parts(scene.desk().evidence().services()), facts(scene), scene.moment(scene.now())));
    }

    /** What was done is read from the log, so that no address makes the page say what nobody did. */
    private static Frame.@Nullable Notice notice(Scene scene) {
        String done = scene.word("done", "");
        return done.isEmpty()
                ? null
                : scene.desk().acts(Instant.EPOCH).stream()
                        .filter(act -> act.id().equals(done))
                        .findFirst()
                        .map(act -> new Frame.Notice(false, "Done: " + ActRow.line(act)))
                        .orElse(null);
    }

    private static Attention attention(Scene scene, List<UnitState> states) {
        Freeze freeze = scene.desk().frozen().orElse(null);
        List<Act> running = new ArrayList<>();
        List<Act> marked = new ArrayList<>();
        for (UnitState state : states) {
            LoggedMove move = state.running();
            if (move != null) {
                running.add(act(scene, move, step(state)));
            }
            LoggedMove mark = state.mark();
            if (mark != null) {
                marked.add(act(scene, mark, mark.move().cause().reason()));
            }
        }
        List<Known> open = scene.account().comparisons().differences(true);
        long outcome = open.stream()
                .filter(known -> known.place().severity().equals("outcome"))
                .count();
        return new Attention(
                freeze == null
                        ? null
                        : new Frozen(freeze.cause().who(), freeze.cause().reason(), scene.moment(freeze.since())),
                running,
                marked,
                new Open(outcome, open.size() - outcome));
    }

    static String step(UnitState state) {
        return state.route().isHeld() ? "new writes are held" : "waits until no write is under way";
    }

    private static Act act(Scene scene, LoggedMove move, String text) {
        return new Act(
                scene.name(move.unit()),
                move.move().toString(),
                move.move().cause().who(),
                text,
                scene.moment(move.at()));
    }

    private static WaveRow wave(Scene scene, Wave wave, List<UnitState> states) {
        List<Phase> phases = states.stream()
                .map(UnitState::route)
                .filter(route -> wave.includes(route.unit()))
                .map(route -> route.phase())
                .toList();
        String what = wave.units().isEmpty()
                ? "%s %% of the units"
                        .formatted(BigDecimal.valueOf(wave.share(), 2)
                                .stripTrailingZeros()
                                .toPlainString())
                : "named units";
        return new WaveRow(wave.name(), what, PhaseBar.of(phases), scene.links().plan("promote", "wave", wave.name()));
    }

    private static List<Part> parts(BeforeShadow services) {
        return ImmutableList.of(
                part("Generation 1", services.gen1()),
                part("Generation 2", services.gen2()),
                new Part("Ledger", "good", "answers"));
    }

    private static Part part(String name, Service service) {
        return new Part(name, Words.style(service.state()), service.text());
    }

    private static List<Fact> facts(Scene scene) {
        return scene.account().comparisons().lessons().stream()
                .filter(lesson -> ContractScreen.OF_PORTAL.contains(lesson.seen()))
                .map(OverviewScreen::fact)
                .toList();
    }

    private static Fact fact(Lesson lesson) {
        return new Fact(
                lesson.fact(),
                lesson.seen(),
                lesson.seen().equals("yes") ? "good" : lesson.seen().equals("no") ? "bad" : "wait",
                lesson.evidence());
    }
}
