package io.github.kdpbridge.gen2client.bulk;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Devices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cuts devices into requests of one kind each; holds at most one unfinished request a kind. For one thread. */
final class ChunkCutter {
    private final BulkRequest bulk;
    private final int chunkSize;
    /** In the order of their first devices. */
    private final Map<DeviceType, Open> open = new LinkedHashMap<>();

    private long offset;
    private int number;

    ChunkCutter(BulkRequest bulk, int chunkSize) {
        this.bulk = bulk;
        this.chunkSize = chunkSize;
    }

    /** Adds a device; returns the request that it completed, or null. */
    @Nullable Chunk add(DeviceId device) {
        Open chunk = open.computeIfAbsent(device.type(), type -> new Open(type, offset));
        chunk.identifiers.add(device.value());
        chunk.count++;
        chunk.lastOffset = offset;
        offset++;
        if (chunk.count < chunkSize) {
            return null;
        }
        return cut(Objects.requireNonNull(open.remove(device.type()), "chunk"));
    }

    /** Returns the unfinished requests. */
    List<Chunk> rest() {
        List<Chunk> rest = open.values().stream().map(this::cut).collect(ImmutableList.toImmutableList());
        open.clear();
        return rest;
    }

    private Chunk cut(Open chunk) {
        Devices devices = new Devices(chunk.type, chunk.identifiers.build());
        number++;
        return new Chunk(number, bulk.part(ChunkName.of(bulk, devices), devices), chunk.firstOffset, chunk.lastOffset);
    }

    private static final class Open {
        final DeviceType type;
        final long firstOffset;
        final ImmutableList.Builder<String> identifiers = ImmutableList.builder();
        int count;
        long lastOffset;

        Open(DeviceType type, long firstOffset) {
            this.type = type;
            this.firstOffset = firstOffset;
        }
    }
}
