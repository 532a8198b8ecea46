package io.github.kdpbridge.gen1facade.wire;

import com.google.common.base.Utf8;
import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.ProfileAlias;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload or a deletion, leniently: fields in any order, unknown fields skipped, a number where a
 * string is expected, a byte order mark in front. What cannot be read is a {@link Gen1Refusal} that names the field.
 */
public final class WriteReader {
    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");
    private static final ByteString ZERO = ByteString.of((byte) 0);
    private static final int WIDEST_CHARACTER = 4;

    private final Gen1Profile profile;
    private @Nullable String transactionId;
    private @Nullable String resellerId;
    private @Nullable String customerId;
    private @Nullable String vendorId;
    private @Nullable String transactionType;
    private @Nullable String deviceType;
    private @Nullable List<String> devices;
    private @Nullable String removeTransactionId;
    private @Nullable String orderNo;
    private @Nullable Long orderTime;
    private @Nullable String targetService;
    private List<ProfileAlias> profileAliases = List.of();

    private WriteReader(Gen1Profile profile) {
        this.profile = profile;
    }

    /**
     * Reads a body.
     *
     * @throws Gen1Refusal if it is not JSON in UTF-8, or a field has another shape than it should
     */
    public static WriteDto read(ByteString body, Gen1Profile profile) {
        requireUtf8(body);
        Buffer json = new Buffer().write(body);
        try (JsonReader reader = JsonReader.of(json)) {
            if (body.startsWith(BYTE_ORDER_MARK)) {
                json.skip(BYTE_ORDER_MARK.size());
            }
            return new WriteReader(profile).body(reader);
        } catch (EOFException e) {
            throw Gen1Refusal.parameter("the body is not valid JSON: it is empty or ends too early");
        } catch (IOException | JsonDataException e) {
            throw Gen1Refusal.parameter("the body is not valid JSON" + place(e));
        }
    }

    /** Bytes that are no UTF-8 would be replaced silently; a zero in front means UTF-16 or UTF-32. */
    private static void requireUtf8(ByteString body) {
        ByteString start = body.substring(0, Math.min(body.size(), WIDEST_CHARACTER));
        if (start.indexOf(ZERO) >= 0 || !Utf8.isWellFormed(body.toByteArray())) {
            throw Gen1Refusal.parameter("the body is not in UTF-8");
        }
    }

    /** The parser's own words are for programmers; where it stopped is for everybody. */
    private static String place(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Nesting too deep")) {
            return ": it is nested too deeply";
        }
        int at = message.lastIndexOf(" at path ");
        return at < 0 ? "" : message.substring(at);
    }

    private WriteDto body(JsonReader reader) throws IOException {
        begin(reader, "the body");
        while (reader.hasNext()) {
            String field = reader.nextName();
            switch (field) {
                case "transactionId" -> transactionId = string(reader, field);
                case "resellerId" -> resellerId = string(reader, field);
                case "customerId" -> customerId = string(reader, field);
                case "vendorId" -> vendorId = string(reader, field);
                case "transactionType" -> transactionType = string(reader, field);
                case "devices" -> devices(reader);
                case "removeTransactionId" -> removeTransactionId = string(reader, field);
                case "orderNo" -> orderNo = string(reader, field);
                case "orderTime" -> orderTime = seconds(reader, field);
                case "targetService" -> targetService = string(reader, field);
                case "profileAliases" -> profileAliases = aliases(reader, field);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        var unused = reader.peek(); // complains of whatever stands behind the end
        return new WriteDto(
                transactionId,
                resellerId,
                customerId,
                vendorId,
                transactionType,
                deviceType,
                devices,
                removeTransactionId,
                orderNo,
                orderTime,
                targetService,
                profileAliases);
    }

    private void devices(JsonReader reader) throws IOException {
        if (absent(reader)) {
            return;
        }
        begin(reader, "devices");
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "type" -> deviceType = string(reader, "devices.type");
                case "list" -> devices = strings(reader, "devices.list");
                default -> reader.skipValue();
            }
        }
        reader.endObject();
    }

    private static @Nullable List<String> strings(JsonReader reader, String field) throws IOException {
        if (absent(reader)) {
            return null;
        }
        String complaint = field + " must be an array of strings";
        require(reader, JsonReader.Token.BEGIN_ARRAY, complaint);
        List<String> strings = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            strings.add(text(reader, complaint));
        }
        reader.endArray();
        return strings;
    }

    private List<ProfileAlias> aliases(JsonReader reader, String field) throws IOException {
        if (absent(reader)) {
            return List.of();
        }
        require(reader, JsonReader.Token.BEGIN_ARRAY, field + " must be an array of objects");
        List<ProfileAlias> aliases = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            aliases.add(alias(reader, field));
        }
        reader.endArray();
        return aliases;
    }

    private ProfileAlias alias(JsonReader reader, String list) throws IOException {
        String service = null;
        String alias = null;
        require(reader, JsonReader.Token.BEGIN_OBJECT, list + " must be an array of objects");
        reader.beginObject();
        while (reader.hasNext()) {
            String field = reader.nextName();
            if (field.equals(profile.aliasServiceField())) {
                service = string(reader, list + "." + field);
            } else if (field.equals(profile.aliasNameField())) {
                alias = string(reader, list + "." + field);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        if (service == null || alias == null) {
            throw Gen1Refusal.parameter(list + "."
                    + (service == null ? profile.aliasServiceField() : profile.aliasNameField()) + " is missing");
        }
        return new ProfileAlias(service, alias);
    }

    private static @Nullable Long seconds(JsonReader reader, String field) throws IOException {
        String text = string(reader, field);
        if (text == null) {
            return null;
        }
        Long seconds = Longs.tryParse(text);
        if (seconds == null || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw Gen1Refusal.parameter(field + " must be a number of seconds");
        }
        return seconds;
    }

    /** Reads a string or a number; null and an empty string mean that the field is absent (observed for vendorId). */
    private static @Nullable String string(JsonReader reader, String field) throws IOException {
        if (absent(reader)) {
            return null;
        }
        String text = text(reader, field + " must be a string");
        return text.isEmpty() ? null : text;
    }

    private static String text(JsonReader reader, String complaint) throws IOException {
        JsonReader.Token token = reader.peek();
        if (token != JsonReader.Token.STRING && token != JsonReader.Token.NUMBER) {
            throw Gen1Refusal.parameter(complaint);
        }
        return reader.nextString();
    }

    private static boolean absent(JsonReader reader) throws IOException {
        if (reader.peek() != JsonReader.Token.NULL) {
            return false;
        }
        reader.<Object>nextNull();
        return true;
    }

    private static void begin(JsonReader reader, String what) throws IOException {
        require(reader, JsonReader.Token.BEGIN_OBJECT, what + " must be an object");
        reader.beginObject();
    }

    private static void require(JsonReader reader, JsonReader.Token token, String complaint) throws IOException {
        if (reader.peek() != token) {
            throw Gen1Refusal.parameter(complaint);
        }
    }
}
