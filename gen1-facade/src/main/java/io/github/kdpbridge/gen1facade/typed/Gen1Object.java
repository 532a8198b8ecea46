package io.github.kdpbridge.gen1facade.typed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An object of an answer: a plain bean that keeps every field of the service. Not safe for several threads. */
public abstract class Gen1Object {
    private Map<String, String> unknownFields = new LinkedHashMap<>();

    Gen1Object() {}

    /**
     * Returns the fields without a getter, in the service's order; never null. Each value is JSON text exactly as it
     * was sent: {@code "blue"} with its quotes, {@code 1.50} with all its digits, or a whole object.
     */
    public Map<String, String> getUnknownFields() {
        return unknownFields;
    }

    public void setUnknownFields(Map<String, String> unknownFields) {
        this.unknownFields = Objects.requireNonNull(unknownFields, "unknownFields");
    }
}
