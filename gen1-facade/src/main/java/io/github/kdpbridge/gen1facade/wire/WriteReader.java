package io.github.kdpbridge.gen1facade.wire;

import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.serviceclient.scan.PlainStrings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload or a deletion, leniently: fields in any order, unknown fields skipped, numbers for
 * strings, a byte order mark at the start. A malformed body is a {@link Gen1Refusal} that names the field.
 */
public final class WriteReader {
    /** An IMEI with its quotation marks and a comma. */
    private static final int BYTES_OF_IMEI = 18;

    private final Gen1Profile profile;
    private final Buffer unread;
    private @Nullable String transactionId;
    private @Nullable String resellerId;
    private @Nullable String customerId;
    private @Nullable String vendorId;
    private @Nullable String transactionType;
    private @Nullable String deviceType;
    private @Nullable Identifiers devices;
    private @Nullable String removeTransactionId;
    private @Nullable String orderNo;
    private @Nullable Long orderTime;
    private @Nullable String targetService;
    private List<ProfileAlias> profileAliases = List.of();

    private WriteReader(Gen1Profile profile, Buffer unread) {
        this.profile = profile;
        this.unread = unread;
    }

    /**
     * Reads a body.
     *
     * @throws Gen1Refusal if it is not JSON in UTF-8, or a field has the wrong type
     */
    public static WriteDto read(ByteString body, Gen1Profile profile) {
        return JsonBody.read(body, (reader, unread) -> new WriteReader(profile, unread).body(reader));
    }

    private WriteDto body(JsonReader reader) throws IOException {
        JsonBody.begin(reader, "the body");
        while (reader.hasNext()) {
            String field = reader.nextName();
            switch (field) {
                case "transactionId" -> transactionId = JsonBody.string(reader, field);
                case "resellerId" -> resellerId = JsonBody.string(reader, field);
                case "customerId" -> customerId = JsonBody.string(reader, field);
                case "vendorId" -> vendorId = JsonBody.string(reader, field);
                case "transactionType" -> transactionType = JsonBody.string(reader, field);
                case "devices" -> devices(reader);
                case "removeTransactionId" -> removeTransactionId = JsonBody.string(reader, field);
                case "orderNo" -> orderNo = JsonBody.string(reader, field);
                case "orderTime" -> orderTime = seconds(reader, field);
                case "targetService" -> targetService = textIfAny(reader, field);
                case "profileAliases" -> profileAliases = aliases(reader, field);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
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
        if (JsonBody.absent(reader)) {
            return;
        }
        JsonBody.begin(reader, "devices");
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "type" -> deviceType = JsonBody.string(reader, "devices.type");
                case "list" -> devices = identifiers(reader, "devices.list");
                default -> reader.skipValue();
            }
        }
        reader.endObject();
    }

    private @Nullable Identifiers identifiers(JsonReader reader, String field) throws IOException {
        if (JsonBody.absent(reader)) {
            return null;
        }
        String complaint = " must be an array of strings";
        JsonBody.require(reader, JsonReader.Token.BEGIN_ARRAY, field + complaint);
        reader.beginArray();
        Identifiers.Builder identifiers = new Identifiers.Builder((int) unread.size() / BYTES_OF_IMEI);
        int count = 0;
        try {
            while (reader.hasNext()) {
                identifiers.add(JsonBody.text(reader, field, complaint));
                count += 1 + PlainStrings.take(unread, identifiers);
            }
        } catch (JsonEncodingException e) {
            // The parser counts only the elements that it read itself.
            throw new JsonEncodingException("no JSON at path $." + field + "[" + count + "]");
        }
        reader.endArray();
        return identifiers.build();
    }

    private List<ProfileAlias> aliases(JsonReader reader, String field) throws IOException {
        if (JsonBody.absent(reader)) {
            return List.of();
        }
        JsonBody.require(reader, JsonReader.Token.BEGIN_ARRAY, field + " must be an array");
        List<ProfileAlias> aliases = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            aliases.add(alias(reader, field + "[" + aliases.size() + "]"));
        }
        reader.endArray();
        return aliases;
    }

    private ProfileAlias alias(JsonReader reader, String element) throws IOException {
        String service = null;
        String alias = null;
        JsonBody.begin(reader, element);
        while (reader.hasNext()) {
            String field = reader.nextName();
            if (field.equals(profile.aliasServiceField())) {
                service = JsonBody.string(reader, element + "." + field);
            } else if (field.equals(profile.aliasNameField())) {
                alias = JsonBody.string(reader, element + "." + field);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        if (service == null || alias == null) {
            throw Gen1Refusal.parameter(element + "."
                    + (service == null ? profile.aliasServiceField() : profile.aliasNameField()) + " is missing");
        }
        return new ProfileAlias(service, alias);
    }

    /** Generation 1 does not know the field, so no value of it is refused. */
    private static @Nullable String textIfAny(JsonReader reader, String field) throws IOException {
        JsonReader.Token token = reader.peek();
        if (token == JsonReader.Token.STRING || token == JsonReader.Token.NUMBER) {
            return JsonBody.string(reader, field);
        }
        reader.skipValue();
        return null;
    }

    private static @Nullable Long seconds(JsonReader reader, String field) throws IOException {
        String text = JsonBody.string(reader, field);
        if (text == null) {
            return null;
        }
        Long seconds = Longs.tryParse(text);
        if (seconds == null || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw Gen1Refusal.parameter(field + " must be a number of seconds");
        }
        return seconds;
    }
}
