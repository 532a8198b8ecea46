package io.github.kdpbridge.serviceclient.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain items of an array: objects whose fields are all known, each a text without escapes, a whole number from
 * 1, or null. The devices of a status are such items. Not safe for several threads.
 */
public final class PlainItems {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_PLAIN = -1;
    /** Items that are compared before they are told, but for the first: they are compared in vain if it is refused. */
    private static final int AT_ONCE = 16;

    private final byte[][] names;
    private final Target target;
    /** Which field was at each position of the last item: the items of a list have one order. */
    private final int[] order;

    /** The last text of each field in this segment, and where it is: many items share a code and a message. */
    private final @Nullable String[] last;

    private final int[] lastFrom;

    private byte[] json = {};
    private int end;

    /** The first text of the last item: its field, unless there is none or the item has it twice, and where it is. */
    private int varying;

    private int varyingFrom;
    private int varyingTo;

    /** Receives the items, field by field. A field that is null is not told. */
    public interface Target {
        /** An item begins. What was told of one that had no end is void. */
        void begin();

        /**
         * Receives a text.
         *
         * @param field the index of its name
         */
        void text(int field, String text);

        /**
         * Receives a whole number.
         *
         * @param field the index of its name
         */
        void number(int field, String digits);

        /** The item is complete. */
        void end();

        /**
         * Receives items that differ from the last one in its first text only, which is as long.
         *
         * @param field the index of the name of that text
         * @param json an array with the texts, each as JSON has it between quotation marks; not kept
         * @param from the first byte of the first text
         * @param length the number of bytes of each
         * @param distance the bytes from one text to the next
         * @param count how many they are
         * @return how many were taken, the first ones; the next is told field by field. What {@link #isPlain} does not accept
         *     must not be taken.
         */
        int alike(int field, byte[] json, int from, int length, int distance, int count);
    }

    /**
     * Creates the reader of a list.
     *
     * @param names the known fields
     */
    public PlainItems(List<String> names, Target target) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.target = target;
        this.order = new int[names.size()];
        this.last = new String[names.size()];
        this.lastFrom = new int[names.size()];
    }

    /**
     * Takes the leading items that are plain and complete in their segment of the buffer. The parser judges the rest,
     * be it a comma or the end.
     *
     * @param unread the bytes behind an item that the parser has not read
     */
    public void take(Buffer unread) throws IOException {
        int taken;
        try (Buffer.UnsafeCursor memory = unread.readUnsafe(new Buffer.UnsafeCursor())) {
            if (memory.next() <= 0) {
                return;
            }
            json = memory.data;
            end = memory.end;
            Arrays.fill(last, null);
            taken = memory.start;
            for (int next = item(taken); next != NOT_PLAIN; next = item(taken)) {
                target.end();
                taken = alike(taken, next);
            }
            taken -= memory.start;
        }
        unread.skip(taken);
    }

    /**
     * Reads items that differ from the last one in its first text only: a comparison of what is before it, and one of what
     * is behind.
     *
     * @param begun where the last item begins, with its comma
     * @param from where it ends
     * @return where the last of them ends
     */
    private int alike(int begun, int from) {
        int length = from - begun;
        int at = from;
        boolean goesOn = varying != NOT_PLAIN;
        while (goesOn) {
            int most = at == from ? 1 : AT_ONCE;
            int count = 0;
            while (count < most && isAlike(begun, from, at + count * length)) {
                count++;
            }
            int taken = count == 0
                    ? 0
                    : target.alike(varying, json, at + varyingFrom - begun, varyingTo - varyingFrom, length, count);
            at += taken * length;
            goesOn = taken == most;
        }
        return at;
    }

    private boolean isAlike(int begun, int from, int at) {
        int text = at + varyingFrom - begun;
        int quote = at + varyingTo - begun;
        return end - at >= from - begun
                && Arrays.equals(json, begun, varyingFrom, json, at, text)
                && Arrays.equals(json, varyingTo, from, json, quote, at + from - begun);
    }

    /** Returns whether a JSON text is ASCII without an escape, and does not end before. */
    public static boolean isPlain(byte[] json, int from, int length) {
        for (int at = from; at < from + length; at++) {
            byte character = json[at];
            if (character < ' ' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Reads a comma and an object; returns its end. */
    private int item(int from) {
        varying = NOT_PLAIN;
        varyingFrom = NOT_PLAIN;
        int comma = behind(',', from);
        int at = comma == NOT_PLAIN ? NOT_PLAIN : behind('{', comma);
        target.begin();
        for (int position = 0; at != NOT_PLAIN; position++) {
            at = field(position, at);
            if (at == NOT_PLAIN || at == end) {
                return NOT_PLAIN;
            }
            if (json[at] == '}') {
                return at + 1;
            }
            at = behind(',', at);
        }
        return NOT_PLAIN;
    }

    /** Reads a name and its value; returns the index of the next character. */
    private int field(int position, int from) {
        int name = behind('"', from);
        int which = name == NOT_PLAIN ? NOT_PLAIN : name(position, name);
        if (which == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int colon = behind(':', name + names[which].length + 1);
        int value = colon == NOT_PLAIN ? end : skipSpace(colon);
        if (value == end) {
            return NOT_PLAIN;
        }
        int behind;
        if (json[value] == '"') {
            behind = text(which, value + 1);
        } else if (json[value] >= '1' && json[value] <= '9') {
            behind = number(which, value);
        } else {
            behind = isAt(NULL, value) ? value + NULL.length : NOT_PLAIN;
        }
        return behind == NOT_PLAIN ? NOT_PLAIN : skipSpace(behind);
    }

    /** Returns which name begins there, and ends with a quotation mark. The items of a list have the same order. */
    private int name(int position, int from) {
        if (position == order.length || isName(order[position], from)) {
            return position == order.length ? NOT_PLAIN : order[position];
        }
        for (int i = 0; i < names.length; i++) {
            if (isName(i, from)) {
                order[position] = i;
                return i;
            }
        }
        return NOT_PLAIN;
    }

    private boolean isName(int which, int from) {
        byte[] name = names[which];
        return isAt(name, from) && isQuote(from + name.length);
    }

    private int text(int which, int from) {
        int to = textEnd(which, from);
        if (varyingFrom == NOT_PLAIN) {
            varying = which;
            varyingFrom = from;
            varyingTo = to - 1;
        } else if (varying == which) {
            varying = NOT_PLAIN; // the field is there twice
        }
        return to;
    }

    private int textEnd(int which, int from) {
        String before = last[which];
        if (before != null) {
            int length = before.length();
            int same = lastFrom[which];
            if (isQuote(from + length) && Arrays.equals(json, same, same + length, json, from, from + length)) {
                target.text(which, before);
                return from + length + 1;
            }
        }
        int quote = from;
        while (quote < end && json[quote] >= ' ' && json[quote] != '"' && json[quote] != '\\') {
            quote++;
        }
        if (!isQuote(quote)) {
            return NOT_PLAIN;
        }
        String text = string(from, quote);
        last[which] = text;
        lastFrom[which] = from;
        target.text(which, text);
        return quote + 1;
    }

    private int number(int which, int from) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        target.number(which, string(from, at));
        return at;
    }

    private String string(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean isQuote(int at) {
        return at < end && json[at] == '"';
    }

    private boolean isAt(byte[] word, int from) {
        int to = from + word.length;
        return to <= end && Arrays.equals(word, 0, word.length, json, from, to);
    }

    /** Returns the index behind a character, which may follow whitespace. */
    private int behind(char sign, int from) {
        int at = skipSpace(from);
        return at < end && json[at] == sign ? at + 1 : NOT_PLAIN;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at;
    }
}
