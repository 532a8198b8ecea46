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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registered phones, and the judgement of each single device. A phone is registered once, under any of its
 * identifiers, or once for each generation where they do not share devices. Not thread-safe.
 */
final class Register {
    /** In the order of registration. */
    private final Map<Place, RegisteredDevice> devices = new LinkedHashMap<>();

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
                        List.of(),
                        null,
                        true));
            }
        }
    }

    /** A phone on one side, or on both sides when that is null. */
    private record Place(Phones.Key phone, @Nullable Generation only) {}

    Phones phones() {
        return phones;
    }

    /** Registers a device, unless it is invalid or already registered, even by the same request. */
    DeviceOutcome upload(DeviceType type, String id, Submission submission, Dialect rules, Instant now) {
        if (!isValid(type, id)) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_INVALID);
        }
        Submission.Parties parties = submission.parties();
        RegisteredDevice there = find(type, id, submission.generation());
        if (there != null) {
            return uploadedAgain(type, id, isMine(there, parties), rules.get(Dialect.REUPLOAD));
        }
        add(new RegisteredDevice(
                type,
                id,
                parties.resellerId(),
                parties.customerId(),
                parties.vendorId(),
                submission.transactionId(),
                now,
                submission.profiles(),
                submission.generation(),
                rules.get(Dialect.DEVICES_SHARED)));
        return DeviceOutcome.good(type, id);
    }

    /** Removes a device, by any of its identifiers, if this reseller registered it with this customer. */
    DeviceOutcome delete(DeviceType type, String id, Submission submission) {
        if (!isValid(type, id)) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_INVALID);
        }
        RegisteredDevice there = find(type, id, submission.generation());
        if (there == null || !isMine(there, submission.parties())) {
            return DeviceOutcome.failed(type, id, Condition.DEVICE_NOT_THERE);
        }
        devices.remove(place(there));
        lists.removed();
        return DeviceOutcome.good(type, id);
    }

    /** Whether a valid identifier is not there for the reseller, the customer and the generation of a submission. */
    boolean isForeign(DeviceType type, String id, Submission submission) {
        RegisteredDevice there = find(type, id, submission.generation());
        return isValid(type, id) && (there == null || !isMine(there, submission.parties()));
    }

    /** The device of an identifier, if this upload registered it and a generation still has it. */
    Optional<RegisteredDevice> registeredBy(DeviceType type, String id, Transaction upload, Generation side) {
        return Optional.ofNullable(find(type, id, side))
                .filter(it -> it.generation() == upload.generation())
                .filter(it -> it.resellerId().equals(upload.parties().resellerId()))
                .filter(it -> it.transactionId().equals(upload.id()));
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
        boolean fresh = Stream.of(Generation.values()).allMatch(it -> find(device.type(), device.id(), it) == null);
        if (fresh) {
            add(device);
        }
        return fresh;
    }

    private void add(RegisteredDevice device) {
        devices.put(place(device), device);
        lists.added(device);
    }

    private @Nullable RegisteredDevice find(DeviceType type, String id, Generation side) {
        Phones.Key phone = phones.key(type, id);
        RegisteredDevice own = devices.get(new Place(phone, side));
        return own == null ? devices.get(new Place(phone, null)) : own;
    }

    private Place place(RegisteredDevice device) {
        return new Place(phones.key(device.type(), device.id()), device.shared() ? null : device.generation());
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
