package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.AccountView;
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

/** Lists the caller's own account and its vendors (contract section 6). */
final class ResellerListOperation extends AccountOperation {
    private final Portal portal;
    private final int pageSizeLimit;

    ResellerListOperation(Authentication authentication, Set<String> paths, Portal portal, int pageSizeLimit) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.pageSizeLimit = pageSizeLimit;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofParameters(call, pageSizeLimit);
        Page<AccountView> page = portal.resellers(account, query.resellerId(), query.page());
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.request().pageNum(),
                        page.items().stream().map(Item::of).toList()));
    }

    private record PageDto(int totalCount, int pageNum, List<Map<String, String>> resellers) {}
}
