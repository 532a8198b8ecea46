package io.github.kdpbridge.gateway.admin;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One act of an operator on an account. */
final class Acts {
    static final Set<String> NAMES = ImmutableSet.of(
            "promote", "rollback", "cancel", "reopen", "freeze", "unfreeze", "panic", "compare", "accept", "repin");

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
            case "promote" ->
                acted(desk.promote(author, read(Asked.Promote.class).promotion()));
            case "rollback" -> acted(rollback(read(Asked.Rollback.class)));
            case "cancel" -> acted(cancel(read(Asked.Cancel.class)));
            case "reopen" -> acted(reopen(read(Asked.Reopen.class)));
            case "freeze" ->
                frozen(desk.freeze(author, reason(read(Asked.Freeze.class).reason())), true);
            case "unfreeze" ->
                frozen(desk.unfreeze(author, reason(read(Asked.Freeze.class).reason())), false);
            case "panic" -> acted(panic(read(Asked.Panic.class)));
            case "compare" -> compare(read(Asked.Compare.class));
            case "accept" -> accept(read(Asked.Accept.class));
            default -> repin(read(Asked.Repin.class));
        };
    }

    private <T> T read(Class<T> type) {
        return AdminJson.read(type, request.body());
    }

    private static AdminAnswer acted(Acted acted) {
        return AdminAnswer.of(Acted.class, acted);
    }

    private static AdminAnswer frozen(Freeze freeze, boolean inForce) {
        return AdminAnswer.of(Told.Frozen.class, new Told.Frozen(freeze, inForce));
    }

    private Acted rollback(Asked.Rollback asked) {
        List<String> units = Objects.requireNonNullElse(asked.units(), ImmutableList.of());
        if (units.isEmpty() != is(asked.all())) {
            throw new IllegalArgumentException("name the units, or say all, not both");
        }
        return desk.rollback(author, reason(asked.reason()), units, is(asked.now()));
    }

    private Acted cancel(Asked.Cancel asked) {
        return desk.cancel(author, reason(asked.reason()), needed("unit", asked.unit()));
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

    private AdminAnswer accept(Asked.Accept asked) {
        Comparisons.Known accepted =
                account.comparisons().accept(author, needed("id", asked.id()), needed("note", asked.note()));
        return AdminAnswer.of(Comparisons.Known.class, accepted);
    }

    private AdminAnswer repin(Asked.Repin asked) {
        author.cause(reason(asked.reason())); // checks it
        TransactionId transaction = TransactionId.of(needed("transaction", asked.transaction()));
        return AdminAnswer.of(
                Pins.Place.class, account.pins().repin(transaction, needed("to", asked.to()), is(asked.unknown())));
    }

    private static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static String reason(@Nullable String reason) {
        return needed("reason", reason);
    }
}
