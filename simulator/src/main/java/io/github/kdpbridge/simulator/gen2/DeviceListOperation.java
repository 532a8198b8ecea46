package io.github.kdpbridge.simulator.gen2;

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

/** Lists devices with all that is known of them; the code is a string here (contract section 6: documented). */
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
            long modifyTime,
            @Nullable String imei,
            @Nullable String meid,
            @Nullable String serialNumber,
            String customerId,
            String transactionId,
            String state) {
        static ItemDto of(DeviceView view) {
            RegisteredDevice device = view.device();
            long createTime = device.createTime().toEpochMilli();
            return new ItemDto(
                    view.portalId(),
                    createTime,
                    createTime,
                    device.type() == DeviceType.IMEI ? device.id() : null,
                    device.type() == DeviceType.MEID ? device.id() : null,
                    device.type() == DeviceType.SN ? device.id() : null,
                    device.customerId(),
                    device.transactionId(),
                    view.state());
        }
    }
}
