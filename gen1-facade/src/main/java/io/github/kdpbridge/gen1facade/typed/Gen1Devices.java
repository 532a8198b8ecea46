package io.github.kdpbridge.gen1facade.typed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The devices of an upload or a deletion: one kind of identifier, and any number of them. */
public final class Gen1Devices {
    /** The kind of 15 digits (documented). */
    public static final String IMEI = "IMEI";

    /** The kind of a manufacturer's own number (observed). */
    public static final String SERIAL_NUMBER = "SN";

    /** The kind of 14 hexadecimal digits (assumed). */
    public static final String MEID = "MEID";

    private @Nullable String type;

    private @Nullable List<String> list;

    public Gen1Devices() {}

    /** Creates one with identifiers of a kind; the list is not copied. */
    public Gen1Devices(String type, List<String> list) {
        this.type = type;
        this.list = list;
    }

    /** Returns the kind of identifier: {@link #IMEI}, {@link #SERIAL_NUMBER} or {@link #MEID}; null if not set. */
    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    /** Returns the identifiers; null if not set. */
    public @Nullable List<String> getList() {
        return list;
    }

    public void setList(@Nullable List<String> list) {
        this.list = list;
    }

    int size() {
        return list == null ? 0 : list.size();
    }

    /** Returns the kind and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "Gen1Devices[" + size() + " " + type + "]";
    }
}
