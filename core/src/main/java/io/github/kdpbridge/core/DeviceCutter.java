package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Cuts any number of devices into the devices of single requests: of one kind each, and of a limited number.
 *
 * <p>Holds at most one unfinished request a kind. Not safe for several threads.
 */
public final class DeviceCutter {
    private final int size;
    private final Consumer<Part> action;
    /** In the order of their first devices. */
    private final Map<DeviceType, Open> open = new LinkedHashMap<>();

    private long offset;

    /**
     * Creates a cutter.
     *
     * @param size the most devices of a request
     * @param action receives each part as soon as it is complete
     * @throws IllegalArgumentException if the size is less than 1
     */
    public DeviceCutter(int size, Consumer<Part> action) {
        checkArgument(size >= 1, "size must be 1 or more, not %s", size);
        this.size = size;
        this.action = Objects.requireNonNull(action, "action");
    }

    /**
     * The devices of one request.
     *
     * @param firstOffset the offset of the first device among all that were added, from 0
     * @param lastOffset the offset of the last one
     */
    public record Part(Devices devices, long firstOffset, long lastOffset) {}

    /** Cuts devices that are in memory already. The parts share their storage. */
    public static List<Devices> cut(Devices devices, int size) {
        return Lists.partition(devices.identifiers(), size).stream()
                .map(part -> new Devices(devices.type(), part))
                .toList();
    }

    /** Adds a device. */
    public void add(DeviceId device) {
        Open part = open.computeIfAbsent(device.type(), type -> new Open(type, offset));
        part.identifiers.add(device.value());
        part.count++;
        part.lastOffset = offset;
        offset++;
        if (part.count == size) {
            open.remove(part.type);
            action.accept(part.close());
        }
    }

    /** Completes the unfinished parts. */
    public void finish() {
        open.values().forEach(part -> action.accept(part.close()));
        open.clear();
    }

    private static final class Open {
        final DeviceType type;
        final long firstOffset;
        final Identifiers.Builder identifiers = new Identifiers.Builder(0);
        int count;
        long lastOffset;

        Open(DeviceType type, long firstOffset) {
            this.type = type;
            this.firstOffset = firstOffset;
        }

        Part close() {
            return new Part(new Devices(type, identifiers.build()), firstOffset, lastOffset);
        }
    }
}
