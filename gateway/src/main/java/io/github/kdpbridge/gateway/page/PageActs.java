package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Comparisons.Compared;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.MoveCheck;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Promotion;
import io.github.kdpbridge.core.migration.Promotion.Pace;
import io.github.kdpbridge.core.migration.Promotion.Passing;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.UnitState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what a form asks for. A refusal is an exception. */
final class PageActs {
    private final Scene scene;
    private final PageRequest request;
    private final Desk desk;
    private final Author author;

    PageActs(Scene scene) {
        this.scene = scene;
        this.request = scene.request();
        this.desk = scene.desk();
        this.author = scene.site().visitor().author();
    }

    /**
     * What an act came to.
     *
     * @param address the screen that shows it; empty if the log does not have it
     * @param units what was done with each unit; null if it is about none
     */
    record Outcome(String address, @Nullable Acted units) {}

    Outcome act(String name) {
        return switch (name) {
            case "promote" -> done(desk.promote(author, promotion()));
            case "rollback" -> done(desk.rollbackSeen(author, reason(), seen(), Plans.isNow(request)));
            case "cancel" -> done(desk.cancel(author, reason(), only()));
            case "reopen" -> done(desk.reopen(author, reason(), current(), text("confirm")));
            case "freeze" -> overview(Kind.FREEZE, desk.freeze(author, reason()));
            case "unfreeze" -> overview(Kind.UNFREEZE, desk.unfreeze(author, reason(), since()));
            case "panic" -> done(panic());
            case "accept" -> decided(comparisons().accept(author, text("id"), text("note"), text("seen")));
            case "open" -> decided(comparisons().reopen(author, text("id"), text("note"), text("seen")));
            default -> throw new MoveRefusedException(Reason.UNKNOWN, "there is no act " + name);
        };
    }

    private Comparisons comparisons() {
        return scene.account().comparisons();
    }

    List<Compared> compare() {
        UnitState state = desk.status(text("unit"));
        return scene.account().comparisons().compare(state.route().unit(), request.one("operation"));
    }

    /** The step of one unit is judged by its phase, before its epoch: who was first is the better answer. */
    private Promotion promotion() {
        List<Seen> seen = seen();
        if (seen.size() == 1) {
            requireCurrent(seen.get(0));
        }
        Passing passing = new Passing(request.one("override"), request.one("idle"), Plans.isNow(request));
        return new Promotion(
                seen, Plans.phase(request.one("to")), reason(), passing, new Pace(atOnce(), ImmutableList.of()));
    }

    private int atOnce() {
        String text = scene.word("atOnce", "1");
        Integer number = Ints.tryParse(text);
        if (number == null || number < 1 || number > Plans.MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "units at a time must be a number from 1 to %d, not %s".formatted(Plans.MOST_AT_ONCE, text));
        }
        return number;
    }

    private Acted panic() {
        String account = scene.account().reseller().value();
        String confirmed = text("confirm");
        if (!confirmed.equals(account)) {
            throw new MoveRefusedException(
                    Reason.UNCONFIRMED,
                    "nothing is brought back: confirm it by typing %s, not \"%s\"".formatted(account, confirmed));
        }
        return desk.panic(author, reason(), "true".equals(request.one("all")));
    }

    private Seen only() {
        List<Seen> seen = seen();
        if (seen.size() != 1) {
            throw new IllegalArgumentException("name one unit, not " + seen.size());
        }
        return seen.get(0);
    }

    private String current() {
        Seen seen = only();
        requireCurrent(seen);
        return seen.unit();
    }

    /** A move is refused by its epoch too, but only after its phase is. */
    private void requireCurrent(Seen seen) {
        UnitState state = desk.status(seen.unit());
        new MoveCheck(state.route(), state.last(), null).requireSeen(seen.epoch());
    }

    private Instant since() {
        String since = text("since");
        try {
            return Instant.parse(since);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("since must be the begin of a freeze, not " + since, e);
        }
    }

    /** Returns the units with the epochs that the plan saw: {@code 7:1200000321}. */
    private List<Seen> seen() {
        ImmutableListMultimap<String, String> closed = closed();
        List<Seen> seen =
                request.all("seen").stream().map(text -> seen(text, closed)).toList();
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("seen is missing: plan the act first");
        }
        return seen;
    }

    private static Seen seen(String text, ImmutableListMultimap<String, String> closed) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !text.substring(0, colon).matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("seen must be an epoch and a unit, not " + text);
        }
        String unit = text.substring(colon + 1);
        return new Seen(unit, Long.parseLong(text.substring(0, colon)), closed.get(unit));
    }

    /** Returns the gates that the plan showed closed, by unit: {@code differences:1200000321}. */
    private ImmutableListMultimap<String, String> closed() {
        return request.all("closed").stream()
                .filter(text -> text.indexOf(':') > 0)
                .collect(ImmutableListMultimap.toImmutableListMultimap(
                        text -> text.substring(text.indexOf(':') + 1), text -> text.substring(0, text.indexOf(':'))));
    }

    private String reason() {
        return text("reason");
    }

    private String text(String name) {
        return needed(name, request.one(name));
    }

    /** The entry of the log tells on the next screen what was done. */
    private Outcome overview(Kind kind, Freeze freeze) {
        ActFilter newest = new ActFilter("", ImmutableSet.of(kind), freeze.since());
        String entry = desk.log().acts(newest, new Cut(1, 1)).rows().stream()
                .findFirst()
                .map(LoggedAct::id)
                .orElse("");
        return new Outcome(scene.links().to("", "done", entry), null);
    }

    private Outcome decided(Known known) {
        return new Outcome(DifferencesScreen.address(scene.links(), known), null);
    }

    private Outcome done(Acted acted) {
        if (acted.units().size() == 1 && acted.isGood() && acted.act() == null) {
            Acted.Done only = acted.units().get(0);
            String epoch =
                    only.route() == null ? "" : Long.toString(only.route().epoch());
            String address = scene.links()
                    .to(
                            UnitScreen.PATH,
                            List.of(new Links.Parameter("unit", only.unit()), new Links.Parameter("done", epoch)));
            return new Outcome(address, acted);
        }
        return new Outcome(acted.act() == null ? "" : scene.links().to(DoneScreen.PATH, "act", acted.act()), acted);
    }
}
