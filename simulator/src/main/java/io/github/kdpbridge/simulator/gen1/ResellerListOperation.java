package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.AccountView;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.ListQuery;
import io.github.kdpbridge.simulator.wire.NamedItem;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the caller's own account and its vendors: asked by {@code POST} with the question in the body (contract, section 6: assumed). */
final class ResellerListOperation extends AccountOperation {
    private final Portal portal;
    private final World.Settings settings;

    ResellerListOperation(Authentication authentication, Set<String> paths, Portal portal, World.Settings settings) {
        super(authentication, "POST", paths);
        this.portal = portal;
        this.settings = settings;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofBody(call, settings);
        Page<AccountView> page = Generation.ONE.shown(portal.resellers(account, query.resellerId(), query.page()));
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.request().pageNum(),
                        page.items().stream().map(NamedItem::of).toList()));
    }

    private record PageDto(int totalCount, int pageNum, List<Map<String, String>> resellers) {}
}
