package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Comparisons.Compared;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Promotion;
import io.github.kdpbridge.core.migration.Promotion.Pace;
import io.github.kdpbridge.core.migration.Promotion.Passing;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.UnitState;
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

    /** What an act came to: the address of the screen that shows it, or what was done with each unit. */
    record Outcome(
            String address,
            List<Acted.Done> units,
            @Nullable String stopped) {
        static Outcome at(String address) {
            return new Outcome(address, List.of(), null);
        }
    }

    Outcome act(String name) {
        return switch (name) {
            case "promote" -> done(desk.promote(author, promotion()));
            case "rollback" -> done(rollback());
            case "cancel" -> done(desk.cancel(author, reason(), current().unit()));
            case "reopen" -> done(desk.reopen(author, reason(), current().unit(), text("confirm")));
            case "freeze" -> overview(desk.freeze(author, reason()).since().toString());
            case "unfreeze" -> overview(desk.unfreeze(author, reason()).since().toString());
            case "panic" -> done(panic());
            case "accept" -> decided(scene.account().comparisons().accept(author, text("id"), text("note")));
            case "open" -> decided(scene.account().comparisons().reopen(author, text("id")));
            default -> throw new MoveRefusedException(Reason.UNKNOWN, "there is no act " + name);
        };
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
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("units at a time must be a number from 1 to 999, not " + text);
        }
        return Integer.parseInt(text);
    }

    /** The desk would bring back a unit that was brought back meanwhile, one phase further. */
    private Acted rollback() {
        List<Seen> seen = seen();
        seen.forEach(this::requireCurrent);
        return desk.rollback(author, reason(), seen.stream().map(Seen::unit).toList(), Plans.isNow(request));
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

    private Seen current() {
        List<Seen> seen = seen();
        if (seen.size() != 1) {
            throw new IllegalArgumentException("name one unit, not " + seen.size());
        }
        requireCurrent(seen.get(0));
        return seen.get(0);
    }

    private void requireCurrent(Seen seen) {
        UnitState state = desk.status(seen.unit());
        LoggedMove last = state.last();
        if (state.route().epoch() != seen.epoch()) {
            throw new MoveRefusedException(
                    Reason.STALE,
                    "%s does not move: it changed meanwhile%s (epoch %d, not %d); look at it again"
                            .formatted(
                                    state.route().unit(),
                                    last == null
                                            ? ""
                                            : " by %s: %s"
                                                    .formatted(
                                                            last.move().cause().who(), last.move()),
                                    state.route().epoch(),
                                    seen.epoch()));
        }
    }

    /** Returns the units with the epochs that the plan saw: {@code 7:1200000321}. */
    private List<Seen> seen() {
        List<Seen> seen = request.all("seen").stream().map(PageActs::seen).toList();
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("seen is missing: plan the act first");
        }
        return seen;
    }

    private static Seen seen(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !text.substring(0, colon).matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("seen must be an epoch and a unit, not " + text);
        }
        return new Seen(text.substring(colon + 1), Long.parseLong(text.substring(0, colon)));
    }

    private String reason() {
        return text("reason");
    }

    private String text(String name) {
        return needed(name, request.one(name));
    }

    private Outcome overview(String done) {
        return Outcome.at(scene.links().to("", "done", done));
    }

    private Outcome decided(Known known) {
        return Outcome.at(DifferencesScreen.address(scene.links(), known));
    }

    private Outcome done(Acted acted) {
        if (acted.units().size() == 1 && acted.stopped() == null) {
            Acted.Done only = acted.units().get(0);
            String epoch =
                    only.route() == null ? "" : Long.toString(only.route().epoch());
            return Outcome.at(scene.links()
                    .to(
                            UnitScreen.PATH,
                            List.of(new Links.Parameter("unit", only.unit()), new Links.Parameter("done", epoch))));
        }
        return new Outcome(scene.links().to(UnitsScreen.PATH), acted.units(), acted.stopped());
    }
}
