package io.github.kdpbridge.simulator.portal;

import java.util.Locale;
import java.util.regex.Pattern;

/** The two forms of a MEID: 14 hexadecimal digits, or 18 decimal ones, 10 for the first 8 and 8 for the last 6. */
public final class Meid {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{14}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{18}");

    private Meid() {}

    /** The hexadecimal form, 14 digits with the letters in upper case; a text that is no MEID stays as it is. */
    public static String hexadecimal(String meid) {
        if (!DECIMAL.matcher(meid).matches()) {
            return HEXADECIMAL.matcher(meid).matches() ? meid.toUpperCase(Locale.ROOT) : meid;
        }
        long manufacturer = Long.parseLong(meid.substring(0, 10));
        long serial = Long.parseLong(meid.substring(10));
        return "%08X%06X".formatted(manufacturer, serial);
    }

    /** The decimal form, 18 digits; a text that is no MEID stays as it is. */
    public static String decimal(String meid) {
        if (!HEXADECIMAL.matcher(meid).matches()) {
            return meid;
        }
        return "%010d%08d".formatted(Long.parseLong(meid.substring(0, 8), 16), Long.parseLong(meid.substring(8), 16));
    }
}
