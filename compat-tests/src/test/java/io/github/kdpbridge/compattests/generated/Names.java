package io.github.kdpbridge.compattests.generated;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.simulator.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * What one try of a session calls its transactions and devices. A bridge remembers both, so that no two tries on it may
 * share them.
 *
 * <p>Two of the devices are phones of the world: the first with two IMEIs, a MEID and a serial number, the second with an
 * IMEI and a serial number. A session speaks of devices by their place in {@link #of(String)}.
 *
 * @param number the number of the try
 */
record Names(int number) {
    /** How many tries a bridge takes until its names are used up. */
    static final int MOST = 400;

    /** The place of a MEID, and that of the same one in other letters. */
    static final int UPPER_CASE = 1;

    static final int LOWER_CASE = 2;

    private static final int IMEI_WITHOUT_CHECK_DIGIT = 14;

    Names {
        checkArgument(number >= 0 && number < MOST, "try %s of %s", number, MOST);
    }

    /** Returns the standard accounts, with the phones of all tries. */
    static World world() {
        List<World.Phone> phones = new ArrayList<>();
        for (int number = 0; number < MOST; number++) {
            Names names = new Names(number);
            phones.add(new World.Phone(
                    names.imei(1), names.imei(2), "A0000%05d0001".formatted(number), names.serial('A'), "SM-S901B"));
            phones.add(new World.Phone(names.imei(3), null, null, names.serial('B'), "SM-A536B"));
        }
        return World.standard().withPhones(phones);
    }

    /** Returns the identifiers of a type; the last one of the IMEIs is none. */
    List<String> of(String type) {
        return switch (type) {
            case "IMEI" -> List.of(imei(1), imei(2), imei(3), imei(4), imei(5), "not-an-imei");
            case "MEID" ->
                List.of(
                        "A0000%05d0001".formatted(number),
                        "A1000%05dAF0F".formatted(number),
                        "a1000%05daf0f".formatted(number));
            case "SN" -> List.of(serial('A'), serial('B'), serial('C'));
            default -> throw new IllegalArgumentException("there is no type " + type);
        };
    }

    /** Returns whether a phone that was uploaded by one identifier, its second IMEI, is listed by the other, its first. */
    boolean isListedAs(String uploaded, String listed) {
        return uploaded.contains(imei(2)) && listed.contains(imei(1));
    }

    String transaction(String name) {
        return name + "-" + number;
    }

    private String serial(char phone) {
        return "R5%s%08d".formatted(phone, number);
    }

    private String imei(int place) {
        String digits = "3599%07d%03d".formatted(number, place);
        return digits + checkDigit(digits);
    }

    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < IMEI_WITHOUT_CHECK_DIGIT; i++) {
            int digit = digits.charAt(i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled / 10 + doubled % 10;
        }
        return (10 - sum % 10) % 10;
    }
}
