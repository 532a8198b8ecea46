package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.Item;
import io.github.kdpbridge.simulator.wire.ListQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists customers: asked by {@code POST} with the question in the body (contract section 6). */
final class CustomerListOperation extends AccountOperation {
    private final Portal portal;
    private final int pageSizeLimit;

    CustomerListOperation(Authentication authentication, Set<String> paths, Portal portal, int pageSizeLimit) {
        super(authentication, "POST", paths);
        this.portal = portal;
        this.pageSizeLimit = pageSizeLimit;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofBody(call, pageSizeLimit);
        Page<World.Customer> page = portal.customers(account, query.resellerId(), query.customerId(), query.page());
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.request().pageNum(),
                        page.items().stream().map(Item::of).toList()));
    }

    private record PageDto(int totalCount, int pageNum, List<Map<String, String>> customers) {}
}
