package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The devices of one request: any number of identifiers of one kind, in the caller's order.
 *
 * <p>Both generations take one kind a request (documented). The identifiers stay bare strings, so that a request of
 * 100,000 devices costs no more than its list. The service judges an empty list and repeated identifiers.
 *
 * @param type the kind of all identifiers
 * @param identifiers the identifiers
 */
public record Devices(DeviceType type, Identifiers identifiers) {
    public Devices {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(identifiers, "identifiers");
    }

    /**
     * Creates devices of one kind.
     *
     * @param type the kind of all identifiers
     * @param identifiers the identifiers, copied; none is null
     */
    public Devices(DeviceType type, List<String> identifiers) {
        this(type, Identifiers.copyOf(identifiers));
    }

    /**
     * Returns the devices of a list, which must be of one kind, because a request can name only one (documented).
     *
     * @throws IllegalArgumentException if there are none, so that the kind is unknown, or if they are of several kinds
     */
    public static Devices of(List<DeviceId> devices) {
        checkArgument(!devices.isEmpty(), "there is no device: name an empty list's kind with new Devices(type, list)");
        Map<DeviceType, Long> kinds = devices.stream()
                .collect(Collectors.groupingBy(DeviceId::type, LinkedHashMap::new, Collectors.counting()));
        checkArgument(kinds.size() == 1, "one request takes devices of one kind, and these are of several: %s", kinds);
        return new Devices(
                devices.get(0).type(), devices.stream().map(DeviceId::value).toList());
    }

    /**
     * Returns the devices of a list by their kinds, one request's worth each: in the order in which the kinds first occur,
     * and the devices in theirs. None for an empty list.
     */
    public static List<Devices> byKind(List<DeviceId> devices) {
        return devices.stream()
                .collect(Collectors.groupingBy(DeviceId::type, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Devices::of)
                .toList();
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

    /** Returns each device with its kind, in the same order, as a lazy view. */
    public List<DeviceId> ids() {
        return Lists.transform(identifiers, value -> new DeviceId(type, value));
    }

    /** Returns the number of identifiers. */
    public int count() {
        return identifiers.size();
    }

    /**
     * Returns these devices without repeats, in the order of their first occurrence; this object if none is repeated.
     * Two spellings of one identifier both stay.
     */
    public Devices distinct() {
        Identifiers once = identifiers.distinct();
        return once.size() == count() ? this : new Devices(type, once);
    }

    /** Returns the number and kind of the identifiers, never the identifiers: {@code 3 x IMEI}. */
    @Override
    public String toString() {
        return count() + " x " + type;
    }
}
