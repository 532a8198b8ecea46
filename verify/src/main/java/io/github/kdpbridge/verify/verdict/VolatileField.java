package io.github.kdpbridge.verify.verdict;

import io.github.kdpbridge.verify.session.Comparison;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The fields of an answer that legitimately differ between two sides, and why. All others count. */
public enum VolatileField {
    /** When a device was registered (contract section 6, documented in generation 2). */
    CREATE_TIME("createTime", "the two sides register a device one after the other"),
    /** When a device was changed (contract section 6, assumed). */
    MODIFY_TIME("modifyTime", "the two sides change a device one after the other"),
    /** The name of one occurrence of an error (contract section 4, documented in generation 2). */
    ERROR_ID("errorId", "a service names each occurrence of an error differently");

    private final String field;
    private final String reason;

    VolatileField(String field, String reason) {
        this.field = field;
        this.reason = reason;
    }

    /** Returns its name on the wire. */
    public String field() {
        return field;
    }

    /** Returns why it does not count. */
    public String reason() {
        return reason;
    }

    static Comparison comparison() {
        return Comparison.ignoring(
                Arrays.stream(values()).map(VolatileField::field).collect(Collectors.toSet()));
    }
}
