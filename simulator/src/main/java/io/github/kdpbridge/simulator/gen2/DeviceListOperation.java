package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.DeviceSelection;
import io.github.kdpbridge.simulator.portal.DeviceView;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Meid;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.PhoneView;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.ListQuery;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists devices with all identifiers that the portal knows, whichever they were uploaded with; the code is a string
 * here (contract, section 6: documented).
 */
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
        Page<DeviceView> page = Generation.TWO.shown(portal.devices(account, selection, query.page()));
        return Reply.json(
                200,
                new PageDto(
                        "2000000",
                        "SUCCESS",
                        page.request().pageNum(),
                        page.request().pageSize(),
                        page.totalCount(),
                        page.totalPages(),
                        page.items().size(),
                        page.items().stream().map(ItemDto::of).toList()));
    }

    private record PageDto(
            String code,
            String message,
            int pageNum,
            int pageSize,
            int totalCount,
            int totalPages,
            int size,
            List<ItemDto> devices) {}

    private record ItemDto(
            String id,
            long createTime,
            @Nullable String mei,
            @Nullable String customerName,
            String customerId,
            @Nullable String serialNumber,
            @Nullable String meid,
            String model,
            String state,
            String uploadId) {
        static ItemDto of(DeviceView view) {
            PhoneView phone = view.phone();
            String meid = phone.meid();
            return new ItemDto(
                    view.portalId(),
                    view.device().createTime().toEpochMilli(),
                    phone.imei(),
                    view.customerName(),
                    view.device().customerId(),
                    phone.serialNumber(),
                    meid == null ? null : Meid.decimal(meid),
                    phone.model(),
                    view.state(),
                    view.uploadId());
        }
    }
}
