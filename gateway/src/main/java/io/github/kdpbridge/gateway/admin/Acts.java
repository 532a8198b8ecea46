package io.github.kdpbridge.gateway.admin;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Promotion;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One act of an operator on an account. */
final class Acts {
    static final Set<String> NAMES = ImmutableSet.of(
            "promote",
            "rollback",
            "cancel",
            "reopen",
            "freeze",
            "unfreeze",
            "panic",
            "compare",
            "accept",
            "open",
            "repin");

    private final Desks.Account account;
    private final Desk desk;
    private final AdminRequest request;
    private final Author author;

    Acts(Desks.Account account, AdminRequest request) {
        this.account = account;
        this.desk = account.desk();
        this.request = request;
        this.author = request.author();
    }

    AdminAnswer answer() {
        return switch (request.name()) {
            case "promote" -> acted(desk.promote(author, promotion(read(Asked.Promote.class))));
            case "rollback" -> acted(rollback(read(Asked.Rollback.class)));
            case "cancel" -> acted(cancel(read(Asked.Cancel.class)));
            case "reopen" -> acted(reopen(read(Asked.Reopen.class)));
            case "freeze" ->
                frozen(desk.freeze(author, reason(read(Asked.Freeze.class).reason())), true);
            case "unfreeze" -> frozen(unfreeze(read(Asked.Unfreeze.class)), false);
            case "panic" -> acted(panic(read(Asked.Panic.class)));
            case "compare" -> compare(read(Asked.Compare.class));
            case "accept" -> judged(read(Asked.Judged.class), account.comparisons()::accept);
            case "open" -> judged(read(Asked.Judged.class), account.comparisons()::reopen);
            default -> repin(read(Asked.Repin.class));
        };
    }

    private <T> T read(Class<T> type) {
        return AdminJson.read(type, request.body());
    }

    private static AdminAnswer acted(Acted acted) {
        return AdminAnswer.of(acted);
    }

    private static AdminAnswer frozen(Freeze freeze, boolean inForce) {
        return AdminAnswer.of(Told.Frozen.class, new Told.Frozen(freeze, inForce));
    }

    /** An override is of what a plan showed. */
    private static Promotion promotion(Asked.Promote asked) {
        Promotion promotion = asked.promotion();
        if (promotion.passing().override() != null) {
            promotion
                    .units()
                    .forEach(unit -> needed("units[].closed, the gates that an override passes,", unit.closed()));
        }
        return promotion;
    }

    private Acted rollback(Asked.Rollback asked) {
        List<String> units = Objects.requireNonNullElse(asked.units(), ImmutableList.of());
        List<Seen> seen = Objects.requireNonNullElse(asked.seen(), ImmutableList.of());
        long named = Stream.of(!units.isEmpty(), !seen.isEmpty(), is(asked.all()))
                .filter(Boolean::booleanValue)
                .count();
        if (named != 1) {
            throw new IllegalArgumentException("name the units, or say all, not both");
        }
        String reason = reason(asked.reason());
        return seen.isEmpty()
                ? desk.rollback(author, reason, units, is(asked.now()))
                : desk.rollbackSeen(author, reason, seen, is(asked.now()));
    }

    private Acted cancel(Asked.Cancel asked) {
        Seen seen = new Seen(
                needed("unit", asked.unit()), needed("epoch, which the status of the unit tells,", asked.epoch()));
        return desk.cancel(author, reason(asked.reason()), seen);
    }

    private Freeze unfreeze(Asked.Unfreeze asked) {
        Instant since = needed("since, the begin of the freeze, which the status tells,", asked.since());
        return desk.unfreeze(author, reason(asked.reason()), since);
    }

    private Acted reopen(Asked.Reopen asked) {
        return desk.reopen(
                author, reason(asked.reason()), needed("unit", asked.unit()), needed("confirm", asked.confirm()));
    }

    private Acted panic(Asked.Panic asked) {
        return desk.panic(author, reason(asked.reason()), is(asked.all()));
    }

    private AdminAnswer compare(Asked.Compare asked) {
        String label = needed("unit", asked.unit());
        Unit unit = desk.status(label).route().unit();
        return AdminAnswer.of(
                Told.Compared.class,
                new Told.Compared(label, account.comparisons().compare(unit, asked.operation())));
    }

    /** Accepts a difference, or opens it again. */
    @FunctionalInterface
    private interface Judging {
        Comparisons.Known of(Author author, String id, String note, @Nullable String seen);
    }

    private AdminAnswer judged(Asked.Judged asked, Judging judging) {
        Comparisons.Known judged =
                judging.of(author, needed("id", asked.id()), needed("note", asked.note()), asked.seen());
        return AdminAnswer.of(Comparisons.Known.class, judged);
    }

    private AdminAnswer repin(Asked.Repin asked) {
        Generation to = needed("to", asked.to());
        TransactionId transaction = TransactionId.of(needed("transaction", asked.transaction()));
        Cause cause = author.cause(reason(asked.reason()), "transaction %s to %s".formatted(transaction, to));
        Pins.Place place = account.pins().repin(transaction, to, is(asked.unknown()));
        desk.log().note(LoggedAct.Kind.REPIN, cause, "");
        return AdminAnswer.of(Pins.Place.class, place);
    }

    private static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static String reason(@Nullable String reason) {
        return needed("reason", reason);
    }
}
