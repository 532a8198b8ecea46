package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.World;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Maps identifiers to phones. The world lists some phones; every other identifier is a phone of its own with made-up
 * further identifiers, the same in every run.
 */
final class Phones {
    private static final String SERIAL_LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ0123456789";

    private final Map<Key, World.Phone> known = new HashMap<>();
    private final Map<Key, Key> firstKeys = new HashMap<>();

    Phones(World world) {
        for (World.Phone phone : world.phones()) {
            Key first = Key.of(DeviceType.IMEI, phone.imei());
            add(phone, first, DeviceType.IMEI, phone.imei());
            add(phone, first, DeviceType.IMEI, phone.imei2());
            add(phone, first, DeviceType.MEID, phone.meid());
            add(phone, first, DeviceType.SN, phone.serialNumber());
        }
    }

    private void add(World.Phone phone, Key first, DeviceType type, @Nullable String id) {
        if (id != null) {
            known.put(Key.of(type, id), phone);
            firstKeys.put(Key.of(type, id), first);
        }
    }

    /** The key that all identifiers of one phone share. */
    Key key(DeviceType type, String id) {
        Key key = Key.of(type, id);
        return firstKeys.getOrDefault(key, key);
    }

    /** The phone of an identifier; a serial number that the world does not know is a tablet's, without an IMEI. */
    PhoneView phone(DeviceType type, String id) {
        Key key = Key.of(type, id);
        World.Phone phone = known.get(key);
        return phone != null
                ? new PhoneView(phone.imei(), phone.meid(), phone.serialNumber(), phone.model())
                : madeUp(type, id, ByteString.encodeUtf8(key.toString()).sha256());
    }

    private static PhoneView madeUp(DeviceType type, String id, ByteString hash) {
        return switch (type) {
            case IMEI ->
                new PhoneView(id, hash.substring(0, 7).hex().toUpperCase(Locale.ROOT), serial(hash), model('G', hash));
            case MEID -> new PhoneView(imei(hash), Meid.hexadecimal(id), serial(hash), model('G', hash));
            case SN -> new PhoneView(null, null, id, model('X', hash));
        };
    }

    private static String serial(ByteString hash) {
        StringBuilder serial = new StringBuilder("R5");
        for (int i = 8; i < 17; i++) {
            serial.append(SERIAL_LETTERS.charAt((hash.getByte(i) & 0xff) % SERIAL_LETTERS.length()));
        }
        return serial.toString();
    }

    private static String imei(ByteString hash) {
        BigInteger number = new BigInteger(1, hash.substring(17, 23).toByteArray());
        return "35" + "%013d".formatted(number.mod(BigInteger.TEN.pow(13)));
    }

    private static String model(char family, ByteString hash) {
        return "SM-" + family + (100 + (hash.getByte(24) & 0xff));
    }

    /** An identifier in its normal form: upper case, and a MEID in hexadecimal. */
    record Key(DeviceType type, String id) {
        static Key of(DeviceType type, String id) {
            String upper = id.toUpperCase(Locale.ROOT);
            return new Key(type, type == DeviceType.MEID ? Meid.hexadecimal(upper) : upper);
        }
    }
}
