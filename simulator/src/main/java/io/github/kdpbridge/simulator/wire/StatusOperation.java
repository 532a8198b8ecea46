package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.function.Supplier;

/** Shows the outcome of transactions (contract, section 5). Generation 1 has a dialect of its own. */
final class StatusOperation {
    /** Generation 1 lists good devices too, on a bare page, and refuses an unknown id (documented). */
    static final Dialect GENERATION_1 = Dialect.documented()
            .with(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.INVALID_ID)
            .with(Dialect.STATUS_FORM, Dialect.StatusForm.PAGED)
            .with(Dialect.GOOD_DEVICES_LISTED, true)
            .with(Dialect.OPERATION_TYPE_SHOWN, false);

    private final Generation generation;
    private final Portal portal;
    private final World.Settings settings;
    private final Refusals refusals;
    private final Supplier<Dialect> dialects;

    StatusOperation(
            Generation generation,
            Portal portal,
            World.Settings settings,
            Refusals refusals,
            Supplier<Dialect> dialects) {
        this.generation = generation;
        this.portal = portal;
        this.settings = settings;
        this.refusals = refusals;
        this.dialects = dialects;
    }

    Reply perform(Call call, World.Reseller account) throws Refused {
        Dialect dialect = dialects.get();
        TransactionWriter writer = new TransactionWriter(generation, dialect, refusals);
        ListQuery query = ListQuery.ofParameters(generation, call, settings);
        String id = dialect.get(Dialect.STATUS_FILTERED) ? call.parameter("transactionId") : null;
        List<TransactionView> found =
                portal.transactions(account, query.selection(), id, dialect.get(Dialect.STATUS_LAG));
        if (id != null && !found.isEmpty()) {
            return one(dialect, writer.pages(found.get(0)), query.page());
        }
        if (id != null) {
            refuseUnknown(dialect, id);
        }
        Page<TransactionView> page = generation.shown(query.page().of(found));
        return page(
                dialect,
                page.totalCount(),
                page.totalPages(),
                page.request(),
                page.map(writer::whole).items());
    }

    private static void refuseUnknown(Dialect dialect, String id) throws Refused {
        switch (dialect.get(Dialect.UNKNOWN_TRANSACTION)) {
            case INVALID_ID -> throw Refused.of(Condition.TRANSACTION_ID_INVALID, id);
            case NOT_FOUND -> throw Refused.of(Condition.TRANSACTION_NOT_FOUND, id);
            case EMPTY_LIST -> {}
        }
    }

    /** One transaction. Generation 1 ignores the page number (assumed). */
    private Reply one(Dialect dialect, List<Fields> pages, PageRequest asked) throws Refused {
        int index = generation == Generation.ONE ? 0 : asked.pageNum();
        if (index >= pages.size()) {
            throw Refused.of(Condition.PAGE_OUT_OF_BOUNDS, "pageNum");
        }
        Fields transaction = pages.get(index);
        return dialect.get(Dialect.STATUS_FORM) == Dialect.StatusForm.BARE
                ? Reply.ok(transaction)
                : page(dialect, 1, pages.size(), asked, List.of(transaction));
    }

    private static Reply page(
            Dialect dialect, int totalCount, int totalPage, PageRequest asked, List<Fields> transactions) {
        Fields page = new Fields()
                .and("totalCount", totalCount)
                .and("totalPage", totalPage)
                .and("pageNum", asked.pageNum())
                .and("transactions", transactions);
        boolean bare = dialect.get(Dialect.STATUS_FORM) == Dialect.StatusForm.PAGED;
        return Reply.ok(bare ? page : new Fields().and("devices", page));
    }
}
