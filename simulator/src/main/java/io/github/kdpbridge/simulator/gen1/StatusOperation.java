package io.github.kdpbridge.simulator.gen1;

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

/** Tells what became of a transaction, always inside a page (contract section 5: observed). */
final class StatusOperation extends AccountOperation {
    private final Gen1Dialect dialect = new Gen1Dialect();
    private final Portal portal;

    StatusOperation(Authentication authentication, Set<String> paths, Portal portal) {
        super(authentication, "GET", paths);
        this.portal = portal;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        StatusQuery query = StatusQuery.read(call);
        TransactionView view = portal.status(account, query.resellerId(), query.transactionId(), query.vendorId());
        return Reply.json(
                200, new PageDto(1, 1, query.pageNum(), query.pageNum() == 0 ? List.of(dto(view)) : List.of()));
    }

    private TransactionDto dto(TransactionView view) {
        return new TransactionDto(
                view.transaction().id(),
                view.state(),
                view.transaction().kind().statusType(),
                view.outcomes().stream().map(it -> DeviceDto.of(it, dialect)).toList());
    }

    private record PageDto(int totalCount, int totalPage, int pageNum, List<TransactionDto> transactions) {}

    private record TransactionDto(String transactionId, String state, String type, List<DeviceDto> devices) {}
}
