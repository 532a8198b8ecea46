package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The devices of one request: any number of identifiers of one kind, in the caller's order.
 *
 * <p>Both generations take one kind a request (documented). The identifiers stay bare strings, so that a request of
 * 100,000 devices costs no more than its list, and less if they are {@linkplain PackedIdentifiers packed}. An empty list
 * and repeated identifiers are left to the service to judge.
 *
 * @param type the kind of all identifiers
 * @param identifiers the identifiers, copied; none is null
 */
public record Devices(DeviceType type, List<String> identifiers) {
    /** Copies the identifiers. */
    public Devices {
        Objects.requireNonNull(type, "type");
        identifiers = identifiers instanceof PackedIdentifiers ? identifiers : ImmutableList.copyOf(identifiers);
    }

    /** Returns devices named by IMEI. */
    public static Devices imeis(List<String> identifiers) {
        return new Devices(DeviceType.IMEI, identifiers);
    }

    /** Returns devices named by MEID. */
    public static Devices meids(List<String> identifiers) {
        return new Devices(DeviceType.MEID, identifiers);
    }

    /** Returns devices named by serial number. */
    public static Devices serialNumbers(List<String> identifiers) {
        return new Devices(DeviceType.SERIAL_NUMBER, identifiers);
    }

    /** Returns how many identifiers there are. */
    public int count() {
        return identifiers.size();
    }

    /**
     * Returns these devices, each once, in the order of their first occurrence; this object if none is repeated. Of two
     * spellings of one identifier both stay.
     */
    public Devices distinct() {
        if (identifiers instanceof PackedIdentifiers packed && !packed.mayRepeat()) {
            return this;
        }
        Set<String> once = new LinkedHashSet<>(identifiers);
        return once.size() == identifiers.size() ? this : new Devices(type, ImmutableList.copyOf(once));
    }

    /** Returns what shows one identifier after the other, without a string for it: each until the next is asked for. */
    IntFunction<? extends CharSequence> characters() {
        return identifiers instanceof PackedIdentifiers packed ? packed.characters() : identifiers::get;
    }

    /** Returns the number and kind of the identifiers, never the identifiers: {@code 3 x IMEI}. */
    @Override
    public String toString() {
        return count() + " x " + type;
    }
}
