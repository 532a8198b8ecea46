package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.StatusQuery;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tells what became of transactions, in a page inside an object {@code devices} (contract, section 5: documented). */
final class StatusOperation extends AccountOperation {
    private final Portal portal;
    private final World.Settings settings;
    private final Gen2Refusals refusals;
    private final Supplier<Dialect> dialects;

    StatusOperation(
            Authentication authentication,
            Set<String> paths,
            Portal portal,
            World.Settings settings,
            Supplier<Dialect> dialects) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.settings = settings;
        this.refusals = new Gen2Refusals(dialects);
        this.dialects = dialects;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        Dialect dialect = dialects.get();
        StatusQuery query = StatusQuery.read(call, settings);
        List<TransactionView> found =
                portal.transactions(account, query.selection(dialect.statusFiltered(), dialect.statusLag()));
        String id = dialect.statusFiltered() ? query.transactionId() : null;
        TransactionWriter writer = new TransactionWriter(dialect, refusals);
        if (id == null) {
            Page<TransactionView> page = Generation.TWO.shown(query.page().of(found));
            return page(
                    dialect,
                    new PageDto(
                            page.totalCount(),
                            page.totalPages(),
                            page.request().pageNum(),
                            page.items().stream().map(writer::whole).toList()));
        }
        return found.isEmpty() ? unknown(dialect, id, query.page()) : one(dialect, writer, found.get(0), query.page());
    }

    private static Reply unknown(Dialect dialect, String id, PageRequest page) throws Refused {
        return switch (dialect.unknownTransaction()) {
            case EMPTY_LIST ->
                page(
                        dialect,
                        new PageDto(
                                0,
                                0,
                                Generation.TWO
                                        .shown(page.of(List.of()))
                                        .request()
                                        .pageNum(),
                                List.of()));
            case INVALID_ID -> throw Refused.of(Condition.TRANSACTION_ID_INVALID, id);
            case NOT_FOUND -> throw Refused.of(Condition.TRANSACTION_NOT_FOUND, id);
        };
    }

    private static Reply one(Dialect dialect, TransactionWriter writer, TransactionView view, PageRequest page)
            throws Refused {
        List<TransactionDto> pages = writer.pages(view);
        if (page.pageNum() >= pages.size()) {
            throw Refused.of(Condition.PAGE_OUT_OF_BOUNDS, "pageNum");
        }
        TransactionDto transaction = pages.get(page.pageNum());
        return dialect.statusForm() == Dialect.StatusForm.BARE
                ? Reply.json(200, transaction)
                : page(dialect, new PageDto(1, pages.size(), page.pageNum(), List.of(transaction)));
    }

    private static Reply page(Dialect dialect, PageDto page) {
        return Reply.json(200, dialect.statusForm() == Dialect.StatusForm.PAGED ? page : new WrapperDto(page));
    }

    private record WrapperDto(PageDto devices) {}

    private record PageDto(int totalCount, int totalPage, int pageNum, List<TransactionDto> transactions) {}
}
