package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.DeviceType;
import io.github.kdpbridge.simulator.RegisteredDevice;
import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.portal.DeviceOutcome.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which device is registered with whom, and the judgement of each single device. Not thread-safe. */
final class Register {
    /** In the order of registration. */
    private final Map<Key, RegisteredDevice> devices = new LinkedHashMap<>();

    private final DeviceLists lists = new DeviceLists();

    Register(World world, Instant now) {
        for (World.Reseller reseller : world.resellers()) {
            for (World.SeedDevice seed : reseller.devices()) {
                add(new RegisteredDevice(
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

    /** Registers a device, unless it is malformed or registered already, be it by the same request. */
    DeviceOutcome upload(DeviceType type, String id, Submission submission, Instant now) {
        Failure malformed = malformed(type, id);
        if (malformed != null) {
            return new DeviceOutcome(type, id, malformed);
        }
        if (devices.containsKey(new Key(type, id))) {
            return new DeviceOutcome(
                    type, id, new Failure(Condition.RESELLER_DEVICE_ALREADY_EXISTS, id + " is registered already"));
        }
        Submission.Parties parties = submission.parties();
        add(new RegisteredDevice(
                type,
                id,
                parties.resellerId(),
                parties.customerId(),
                parties.vendorId(),
                submission.transactionId(),
                now,
                submission.profiles().stream().map(Submission.Profile::alias).toList()));
        return new DeviceOutcome(type, id, null);
    }

    /** Takes a device out, if this reseller registered it with this customer. */
    DeviceOutcome delete(DeviceType type, String id, Submission.Parties parties) {
        Failure malformed = malformed(type, id);
        if (malformed != null) {
            return new DeviceOutcome(type, id, malformed);
        }
        Key key = new Key(type, id);
        Optional<RegisteredDevice> mine = Optional.ofNullable(devices.get(key))
                .filter(it -> it.resellerId().equals(parties.resellerId()))
                .filter(it -> it.customerId().equals(parties.customerId()));
        if (mine.isEmpty()) {
            String data = id + " is not registered with customerId " + parties.customerId() + " by this reseller";
            return new DeviceOutcome(type, id, new Failure(Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND, data));
        }
        devices.remove(key);
        lists.removed();
        return new DeviceOutcome(type, id, null);
    }

    List<RegisteredDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** The devices of a selection in the order of registration; the list changes with the register. */
    List<RegisteredDevice> devices(DeviceSelection selection) {
        return lists.of(selection, devices.values());
    }

    /** Registers a device whatever it looks like, unless it is registered already. */
    boolean seed(RegisteredDevice device) {
        boolean fresh = !devices.containsKey(new Key(device.type(), device.id()));
        if (fresh) {
            add(device);
        }
        return fresh;
    }

    private void add(RegisteredDevice device) {
        devices.put(new Key(device.type(), device.id()), device);
        lists.added(device);
    }

    private static @Nullable Failure malformed(DeviceType type, String id) {
        return type.accepts(id) ? null : new Failure(Condition.DEVICE_INVALID, id + " is not a valid " + type);
    }

    private record Key(DeviceType type, String id) {}
}
