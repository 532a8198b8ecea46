package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.admin.Desks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a screen is made of.
 *
 * @param request what was asked for
 * @param account the account that it is about
 * @param site who looks at what
 * @param now the time
 */
record Scene(PageRequest request, Desks.Account account, Frame.Site site, Instant now) {
    Desk desk() {
        return account.desk();
    }

    Links links() {
        return site.links();
    }

    boolean mayAct() {
        return site.visitor().mayAct();
    }

    /** Returns the frame of a screen that stays as it is. */
    Frame frame(String title, String tab) {
        return new Frame(title, tab, site, null, null);
    }

    /** Returns the frame of a screen that follows what happens. A message of the past is not shown again then. */
    Frame live(String title, String tab, String path) {
        return frame(title, tab).live(links().again(request, path, "done"));
    }

    Moment moment(Instant at) {
        return Moment.of(at, now);
    }

    @Nullable Moment momentOrNull(@Nullable Instant at) {
        return Moment.ofNullable(at, now);
    }

    UnitName name(Unit unit) {
        return new UnitName(unit.toString(), unit.label(), unit.id(), links().unit(unit.label()), unit.isAccount());
    }

    String word(String field, String otherwise) {
        String value = request.one(field);
        return value == null ? otherwise : value;
    }
}
