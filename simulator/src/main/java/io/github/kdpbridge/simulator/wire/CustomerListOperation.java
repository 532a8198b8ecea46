package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists customers (contract, section 6): generation 1 is asked by {@code POST} with the question in the body (assumed),
 * generation 2 by {@code GET} with a query.
 */
public final class CustomerListOperation extends AccountOperation {
    private final Generation generation;
    private final Portal portal;
    private final World.Settings settings;

    /**
     * An operation.
     *
     * @param generation how it is asked
     * @param authentication finds the account of a request
     * @param paths the paths
     * @param portal the portal
     * @param settings the sizes of pages
     */
    public CustomerListOperation(
            Generation generation,
            Authentication authentication,
            Set<String> paths,
            Portal portal,
            World.Settings settings) {
        super(authentication, generation == Generation.ONE ? "POST" : "GET", paths);
        this.generation = generation;
        this.portal = portal;
        this.settings = settings;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = generation == Generation.ONE
                ? ListQuery.ofBody(call, settings)
                : ListQuery.ofParameters(call, settings);
        Page<World.Customer> page =
                generation.shown(portal.customers(account, query.resellerId(), query.customerId(), query.page()));
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.request().pageNum(),
                        page.items().stream().map(NamedItem::of).toList()));
    }

    private record PageDto(int totalCount, int pageNum, List<Map<String, String>> customers) {}
}
