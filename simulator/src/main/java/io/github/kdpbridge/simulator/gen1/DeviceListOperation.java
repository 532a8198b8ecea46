package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.DeviceSelection;
import io.github.kdpbridge.simulator.portal.DeviceView;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.IdentifierField;
import io.github.kdpbridge.simulator.wire.ListQuery;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists devices by nothing but the identifier that they were uploaded with (contract, section 6: documented). */
final class DeviceListOperation extends AccountOperation {
    private final Portal portal;
    private final World.Settings settings;

    DeviceListOperation(Authentication authentication, Set<String> paths, Portal portal, World.Settings settings) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.settings = settings;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofParameters(call, settings);
        DeviceSelection selection = new DeviceSelection(query.resellerId(), query.customerId(), query.vendorId());
        Page<DeviceView> page = Generation.ONE.shown(portal.devices(account, selection, query.page()));
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.totalPages(),
                        page.request().pageNum(),
                        page.items().stream()
                                .map(DeviceView::device)
                                .map(it -> Map.of(IdentifierField.of(it.type()), it.id()))
                                .toList()));
    }

    private record PageDto(int totalCount, int totalPage, int pageNum, List<Map<String, String>> devices) {}
}
