package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.DeviceType;
import io.github.kdpbridge.simulator.RegisteredDevice;
import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.DeviceSelection;
import io.github.kdpbridge.simulator.portal.DeviceView;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.ListQuery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists devices by nothing but their identifiers (contract section 6: documented, but for the path and the query). */
final class DeviceListOperation extends AccountOperation {
    private final Portal portal;
    private final int pageSizeLimit;

    DeviceListOperation(Authentication authentication, Set<String> paths, Portal portal, int pageSizeLimit) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.pageSizeLimit = pageSizeLimit;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofParameters(call, pageSizeLimit);
        DeviceSelection selection = new DeviceSelection(query.resellerId(), query.customerId(), query.vendorId());
        Page<DeviceView> page = portal.devices(account, selection, query.page());
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.totalPages(),
                        page.request().pageNum(),
                        page.items().stream().map(it -> ItemDto.of(it.device())).toList()));
    }

    private record PageDto(int totalCount, int totalPage, int pageNum, List<ItemDto> devices) {}

    private record ItemDto(
            @Nullable String imei,
            @Nullable String meid,
            @Nullable String serialNumber) {
        static ItemDto of(RegisteredDevice device) {
            return new ItemDto(
                    device.type() == DeviceType.IMEI ? device.id() : null,
                    device.type() == DeviceType.MEID ? device.id() : null,
                    device.type() == DeviceType.SN ? device.id() : null);
        }
    }
}
