package io.github.kdpbridge.serviceclient.json;

import io.github.kdpbridge.core.PlainText;
import io.github.kdpbridge.serviceclient.json.JsonFields.Field;
import io.github.kdpbridge.serviceclient.json.JsonFields.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import okio.Buffer;
import okio.ByteString;

/**
 * Reads the plain items of an array: objects of plain text, whole numbers and words, such as the devices of a status.
 * They are read in place, much faster than with a general parser.
 */
final class PlainItems {
    /** The literals. */
    private static final List<ByteString> WORDS =
            List.of(ByteString.encodeUtf8("null"), ByteString.encodeUtf8("true"), ByteString.encodeUtf8("false"));

    private static final int NOT_PLAIN = -1;

    private final FieldNames wanted;
    private final JsonFields fields;
    /** The last value of each known field: many items of a list have the same code. */
    private final Last[] last;

    private byte[] json = {};
    private int end;

    /**
     * Creates the reader of a list.
     *
     * @param wanted the known fields of an item
     * @param fields receives the fields of each item in turn
     */
    PlainItems(FieldNames wanted, JsonFields fields) {
        this.wanted = wanted;
        this.fields = fields;
        this.last = Stream.generate(Last::new).limit(wanted.names().size()).toArray(Last[]::new);
    }

    /**
     * Takes the leading items that are plain and complete in their segment of the buffer. The parser judges the rest,
     * be it a comma or the end.
     *
     * @param unread the bytes behind an item that the parser has not read
     * @param item is run after each item
     */
    void take(Buffer unread, Runnable item) throws IOException {
        int taken;
        try (Buffer.UnsafeCursor memory = unread.readUnsafe(new Buffer.UnsafeCursor())) {
            if (memory.next() <= 0) {
                return;
            }
            json = memory.data;
            end = memory.end;
            for (Last field : last) {
                field.forget();
            }
            taken = memory.start;
            for (int next = item(taken); next != NOT_PLAIN; next = item(taken)) {
                item.run();
                taken = next;
            }
            taken -= memory.start;
        }
        unread.skip(taken);
    }

    /** Reads a comma and the next item; returns the end of the item. */
    private int item(int from) {
        int at = behind(',', from);
        at = at == NOT_PLAIN ? NOT_PLAIN : behind('{', at);
        fields.clear();
        while (at != NOT_PLAIN) {
            at = field(at);
            if (at == NOT_PLAIN || at == end) {
                return NOT_PLAIN;
            }
            if (json[at] == '}') {
                return at + 1;
            }
            // Another character may continue a number or a literal.
            at = behind(',', at);
        }
        return NOT_PLAIN;
    }

    /** Reads a name and its value; returns the index of the next character. */
    private int field(int from) {
        int name = behind('"', from);
        if (name == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        int nameEnd = PlainText.end(json, name, end);
        int colon = nameEnd == end || json[nameEnd] != '"' ? NOT_PLAIN : behind(':', nameEnd + 1);
        int value = colon == NOT_PLAIN ? end : skipSpace(colon);
        if (value == end) {
            return NOT_PLAIN;
        }
        int which = wanted.indexOf(json, name, nameEnd);
        int behind;
        if (json[value] == '"') {
            int textEnd = PlainText.end(json, value + 1, end);
            if (textEnd == end || json[textEnd] != '"') {
                return NOT_PLAIN;
            }
            behind = textEnd + 1;
            put(which, name, nameEnd, Kind.STRING, value, behind);
        } else if (json[value] >= '1' && json[value] <= '9') {
            behind = digitsEnd(value);
            put(which, name, nameEnd, Kind.NUMBER, value, behind);
        } else {
            behind = wordEnd(value);
            if (behind == NOT_PLAIN) {
                return NOT_PLAIN;
            }
            boolean absent = which >= 0 && json[value] == 'n';
            if (!absent) {
                put(which, name, nameEnd, Kind.JSON, value, behind);
            }
        }
        return skipSpace(behind);
    }

    private void put(int which, int name, int nameEnd, Kind kind, int value, int valueEnd) {
        if (which < 0) {
            fields.put(new Field(text(name, nameEnd), text(value, valueEnd), Kind.JSON));
            return;
        }
        int quote = kind == Kind.STRING ? 1 : 0;
        Last before = last[which];
        if (!before.is(json, value, valueEnd)) {
            String text = text(value + quote, valueEnd - quote);
            before.set(new Field(wanted.names().get(which), text, kind), value, valueEnd);
        }
        fields.put(before.field);
    }

    private String text(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int digitsEnd(int from) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    private int wordEnd(int from) {
        for (ByteString word : WORDS) {
            if (end - from >= word.size() && word.rangeEquals(0, json, from, word.size())) {
                return from + word.size();
            }
        }
        return NOT_PLAIN;
    }

    /** Returns the index behind a character, which may follow whitespace. */
    private int behind(char sign, int from) {
        int at = skipSpace(from);
        return at < end && json[at] == sign ? at + 1 : NOT_PLAIN;
    }

    private int skipSpace(int from) {
        return PlainText.spaceEnd(json, from, end);
    }

    /** A field's value and its position in the buffer. */
    private static final class Last {
        private static final Field NONE = new Field("", "", Kind.JSON);

        private Field field = NONE;
        private int from;
        private int to;

        void set(Field field, int from, int to) {
            this.field = field;
            this.from = from;
            this.to = to;
        }

        /** Returns whether the same bytes are at another position. */
        boolean is(byte[] json, int otherFrom, int otherTo) {
            return Arrays.equals(json, from, to, json, otherFrom, otherTo);
        }

        void forget() {
            set(NONE, 0, 0);
        }
    }
}
