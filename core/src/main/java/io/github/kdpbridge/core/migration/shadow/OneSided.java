package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.Operation;
import java.util.Set;

/**
 * The fields that only one generation is known to have; they are not compared. Immutable.
 *
 * @param fields each as its operation and its path: {@code devices devices[].model}
 */
public record OneSided(Set<String> fields) {
    /** The details of generation 2 that the samples of generation 1 do not have (contract, sections 5 and 6). */
    private static final OneSided DOCUMENTED = new OneSided(Set.of(
            "status operationType",
            "transactions transactions[].operationType",
            "devices pageNum",
            "devices pageSize",
            "devices size",
            "customers pageNum",
            "devices devices[].recordId",
            "devices devices[].createTime",
            "devices devices[].state",
            "devices devices[].customerName",
            "devices devices[].model",
            "devices devices[].uploadId"));

    public OneSided {
        fields = ImmutableSet.copyOf(fields);
    }

    /** Returns the fields that are documented for generation 2 only. */
    public static OneSided documented() {
        return DOCUMENTED;
    }

    /** Returns these fields and another one. */
    public OneSided with(Operation<?, ?> operation, String path) {
        return new OneSided(ImmutableSet.<String>builder()
                .addAll(fields)
                .add(operation.name() + " " + path)
                .build());
    }

    boolean has(Operation<?, ?> operation, String path) {
        return fields.contains(operation.name() + " " + path);
    }
}
