package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.StatusQuery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what became of a transaction: bare, as documented, or inside a page, as generation 1 does (section 5). */
final class StatusOperation extends AccountOperation {
    private final Gen2Dialect dialect = new Gen2Dialect();
    private final Portal portal;
    private final boolean wrapped;

    StatusOperation(Authentication authentication, Set<String> paths, Portal portal, boolean wrapped) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.wrapped = wrapped;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        StatusQuery query = StatusQuery.read(call);
        TransactionView view = portal.status(account, query.resellerId(), query.transactionId(), query.vendorId());
        if (!wrapped) {
            return Reply.json(200, dto(view));
        }
        return Reply.json(
                200, new PageDto(1, 1, query.pageNum(), query.pageNum() == 0 ? List.of(dto(view)) : List.of()));
    }

    private TransactionDto dto(TransactionView view) {
        return new TransactionDto(
                view.transaction().id(),
                view.state(),
                view.transaction().kind().statusType(),
                view.transaction().kind().name(),
                view.transaction().orderNo(),
                view.outcomes().stream().map(it -> DeviceDto.of(it, dialect)).toList());
    }

    private record PageDto(int totalCount, int totalPage, int pageNum, List<TransactionDto> transactions) {}

    private record TransactionDto(
            String transactionId,
            String state,
            String type,
            String operationType,
            @Nullable String orderNo,
            List<DeviceDto> devices) {}
}
