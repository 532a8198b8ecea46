package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registered phones, and the judgement of each single device. A phone is registered once, under any of its
 * identifiers. Not thread-safe.
 */
final class Register {
    /** In the order of registration. */
    private final Map<Phones.Key, RegisteredDevice> devices = new LinkedHashMap<>();

    private final DeviceLists lists = new DeviceLists();
    private final Phones phones;
    private final Set<String> rejected = new HashSet<>();

    Register(World world, Instant now) {
        phones = new Phones(world);
        world.rejected().forEach(id -> rejected.add(id.toUpperCase(Locale.ROOT)));
        for (World.Reseller reseller : world.resellers()) {
            for (World.SeedDevice seed : reseller.devices()) {
                seed(new RegisteredDevice(
                        seed.type(),
                        seed.id(),
                        reseller.resellerId(),
                        seed.customerId(),
                        seed.vendorId(),
                        seed.transactionId(),
                        now,
                        List.of()));
            }
        }
    }

    Phones phones() {
        return phones;
    }

    /** Registers a device, unless it is invalid or already registered, even by the same request. */
    DeviceOutcome upload(DeviceType type, String id, Submission submission, Dialect.Reupload rule, Instant now) {
        if (!isValid(type, id)) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_INVALID);
        }
        Submission.Parties parties = submission.parties();
        RegisteredDevice there = find(type, id);
        if (there != null) {
            return uploadedAgain(type, id, isMine(there, parties), rule);
        }
        add(new RegisteredDevice(
                type,
                id,
                parties.resellerId(),
                parties.customerId(),
                parties.vendorId(),
                submission.transactionId(),
                now,
                submission.profiles()));
        return DeviceOutcome.good(type, id);
    }

    /** Removes a device, by any of its identifiers, if this reseller registered it with this customer. */
    DeviceOutcome delete(DeviceType type, String id, Submission.Parties parties) {
        if (!isValid(type, id)) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_INVALID);
        }
        if (isForeign(type, id, parties)) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_NOT_THERE);
        }
        devices.remove(phones.key(type, id));
        lists.removed();
        return DeviceOutcome.good(type, id);
    }

    /** Whether a valid identifier is not there for a reseller and a customer. */
    boolean isForeign(DeviceType type, String id, Submission.Parties parties) {
        RegisteredDevice there = find(type, id);
        return isValid(type, id) && (there == null || !isMine(there, parties));
    }

    /** The device of an identifier, if an upload of this reseller registered it and it is still there. */
    Optional<RegisteredDevice> registeredBy(DeviceType type, String id, String resellerId, String transactionId) {
        return Optional.ofNullable(find(type, id))
                .filter(it -> it.resellerId().equals(resellerId))
                .filter(it -> it.transactionId().equals(transactionId));
    }

    List<RegisteredDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** The devices of a selection in the order of registration; the list changes with the register. */
    List<RegisteredDevice> devices(Selection selection) {
        return lists.of(selection, devices.values());
    }

    /** Registers a device, valid or not, unless it is registered already. */
    boolean seed(RegisteredDevice device) {
        boolean fresh = find(device.type(), device.id()) == null;
        if (fresh) {
            add(device);
        }
        return fresh;
    }

    private void add(RegisteredDevice device) {
        devices.put(phones.key(device.type(), device.id()), device);
        lists.added(device);
    }

    private @Nullable RegisteredDevice find(DeviceType type, String id) {
        return devices.get(phones.key(type, id));
    }

    private boolean isValid(DeviceType type, String id) {
        return type.accepts(id) && !rejected.contains(id.toUpperCase(Locale.ROOT));
    }

    private static boolean isMine(RegisteredDevice device, Submission.Parties parties) {
        return device.resellerId().equals(parties.resellerId())
                && device.customerId().equals(parties.customerId());
    }

    private static DeviceOutcome uploadedAgain(DeviceType type, String id, boolean mine, Dialect.Reupload rule) {
        if (mine && rule == Dialect.Reupload.SILENT) {
            return DeviceOutcome.good(type, id);
        }
        return DeviceOutcome.failed(
                type,
                id,
                mine && rule == Dialect.Reupload.ERROR
                        ? Condition.DEVICE_DUPLICATE_SAME_CUSTOMER
                        : Condition.DEVICE_DUPLICATE);
    }
}
