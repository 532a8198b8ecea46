package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.portal.DeviceView;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Meid;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.PhoneView;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.ProfileView;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;

/** The lists of a generation (contract, section 6). */
final class Lists {
    private final Generation generation;
    private final Portal portal;
    private final World.Settings settings;

    Lists(Generation generation, Portal portal, World.Settings settings) {
        this.generation = generation;
        this.portal = portal;
        this.settings = settings;
    }

    /**
     * Devices: in generation 1 by nothing but the identifier of their upload; in generation 2 with all identifiers that
     * the portal knows, and with a code that is a string (documented).
     */
    Reply devices(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofParameters(generation, call, settings);
        Page<DeviceView> page = generation.shown(portal.devices(account, query.selection(), query.page()));
        Fields fields = generation == Generation.ONE
                ? new Fields()
                        .and("totalCount", page.totalCount())
                        .and("totalPage", page.totalPages())
                        .and("pageNum", page.request().pageNum())
                : new Fields()
                        .and("code", "2000000")
                        .and("message", "SUCCESS")
                        .and("pageNum", page.request().pageNum())
                        .and("pageSize", page.request().pageSize())
                        .and("totalCount", page.totalCount())
                        .and("totalPages", page.totalPages())
                        .and("size", page.items().size());
        return Reply.ok(fields.and("devices", page.map(this::device).items()));
    }

    /** Customers: generation 1 is asked by {@code POST} with the question in the body (assumed). */
    Reply customers(Call call, World.Reseller account) throws Refused {
        ListQuery query = generation == Generation.ONE
                ? ListQuery.ofBody(generation, call, settings)
                : ListQuery.ofParameters(generation, call, settings);
        return named(
                "customers",
                portal.customers(account, query.selection(), query.page())
                        .map(it -> named("customerId", it.customerId(), it.details())));
    }

    /** The caller's own account and its vendors; asked by {@code POST} with the question in the body (assumed). */
    Reply resellers(Call call, World.Reseller account) throws Refused {
        ListQuery query = ListQuery.ofBody(generation, call, settings);
        return named(
                "resellers",
                portal.resellers(account, query.selection(), query.page())
                        .map(it -> named("resellerId", it.resellerId(), it.details())));
    }

    /** A customer's KME profiles. Reseller and customer are headers, not parameters (documented, July 2020). */
    Reply profiles(Call call, World.Reseller account) throws Refused {
        String resellerId = Required.reseller(call.header("resellerId"));
        String customerId = Required.value("customerId", call.header("customerId"));
        List<ProfileView> profiles = portal.profiles(account, resellerId, customerId);
        return Reply.ok(new Fields()
                .and("totalCount", profiles.size())
                .and("profileAliases", profiles.stream().map(Lists::profile).toList()));
    }

    private Fields device(DeviceView view) {
        if (generation == Generation.ONE) {
            return new Fields()
                    .and(
                            IdentifierForm.byType(view.device().type()),
                            view.device().id());
        }
        PhoneView phone = view.phone();
        String meid = phone.meid();
        return new Fields()
                .and("id", view.portalId())
                .and("createTime", view.device().createTime().toEpochMilli())
                .and("mei", phone.imei())
                .and("customerName", view.customerName())
                .and("customerId", view.device().customerId())
                .and("serialNumber", phone.serialNumber())
                .and("meid", meid == null ? null : Meid.decimal(meid))
                .and("model", phone.model())
                .and("state", view.state())
                .and("uploadId", view.uploadId());
    }

    private static Fields profile(ProfileView profile) {
        return new Fields().and("profileAlias", profile.alias()).and("profileId", profile.profileId());
    }

    private Reply named(String field, Page<Fields> asked) throws Refused {
        Page<Fields> page = generation.shown(asked);
        return Reply.ok(new Fields()
                .and("totalCount", page.totalCount())
                .and("pageNum", page.request().pageNum())
                .and(field, page.items()));
    }

    /** A name and a number (documented for the customers of generation 2), then the world's further fields. */
    private static Fields named(String numberField, String number, World.Details details) {
        Fields fields = new Fields();
        if (details.name() != null) {
            fields.and("name", details.name());
        }
        fields.and(numberField, number).putAll(details.more());
        return fields;
    }
}
