package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import io.github.kdpbridge.core.migration.Evidence.Kept;
import io.github.kdpbridge.core.migration.Evidence.Looked;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.core.migration.KnownDifferences.Open;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.core.migration.Wave;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    /** The age of an answer that is told. */
    private static final Duration OLD = Duration.ofMinutes(1);

    /**
     * What wants to be looked at.
     *
     * @param frozen the freeze; null if moves forward are allowed
     * @param running the moves under way
     * @param marked the units that a rule brought back
     * @param open the open differences: of outcome, and of look
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
     * @param written what all units wrote in 24 hours
     * @param facts the facts of the portal
     */
    public record Around(List<Part> parts, UnitsScreen.Written written, List<Fact> facts) {}

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
                new Around(parts(scene), written(scene, states), facts(scene)));
    }

    /** What was done is read from the log, so that no address makes the page say what nobody did. */
    private static Frame.@Nullable Notice notice(Scene scene) {
        String done = scene.word("done", "");
        return done.isEmpty()
                ? null
                : scene.desk()
                        .log()
                        .act(done)
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
        return new Attention(
                freeze == null
                        ? null
                        : new Frozen(freeze.cause().who(), freeze.cause().reason(), scene.moment(freeze.since())),
                running,
                marked,
                scene.account().comparisons().known().open());
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

    private static List<Part> parts(Scene scene) {
        Looked looked = scene.desk().evidence().lastServices();
        String age = looked.age() == null || looked.age().compareTo(OLD) < 0
                ? ""
                : " (" + scene.moment(scene.now().minus(looked.age())).ago() + ")";
        return ImmutableList.of(
                part("Generation 1", looked.services().gen1(), age),
                part("Generation 2", looked.services().gen2(), age),
                ledger(scene));
    }

    private static Part part(String name, Service service, String age) {
        return new Part(name, Words.style(service.state()), service.text() + age);
    }

    /** Its trouble is no part of a screen: nothing of one is known then. */
    private static Part ledger(Scene scene) {
        Kept kept = scene.desk().evidence().ledger();
        if (kept == null) {
            return new Part("Ledger", "good", "answers");
        }
        String open = kept.oldest() == null
                ? "no write is open"
                : "%s, the oldest sent %s"
                        .formatted(
                                Count.of(kept.open(), "write is open", "writes are open"),
                                scene.moment(kept.oldest()).ago());
        return new Part(
                "Ledger", "good", "answers in %d ms; %s".formatted(kept.took().toMillis(), open));
    }

    private static UnitsScreen.Written written(Scene scene, List<UnitState> states) {
        List<Unit> units = states.stream().map(state -> state.route().unit()).toList();
        Collection<Activity> each = UnitsScreen.activity(scene, units).values();
        return UnitsScreen.Written.of(
                scene,
                new Activity(
                        each.stream().mapToLong(Activity::gen1).sum(),
                        each.stream().mapToLong(Activity::gen2).sum(),
                        each.stream()
                                .map(Activity::last)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null)));
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
