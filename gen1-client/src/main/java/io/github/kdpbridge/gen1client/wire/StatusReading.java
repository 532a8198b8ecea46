package io.github.kdpbridge.gen1client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.JsonItems;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads transactions (contract, section 5). An incomplete or contradictory one is never a success. */
record StatusReading(Gen1Profile profile) {
    private static final TransactionType UNKNOWN_TYPE = new TransactionType("unknown");
    private static final FieldNames WANTED = FieldNames.of(
            Gen1Field.TRANSACTION_ID,
            Gen1Field.STATE,
            Gen1Field.TYPE,
            Gen1Field.CODE,
            Gen1Field.MESSAGE,
            Gen1Field.DATA);
    private static final JsonReader.Options DEVICES = JsonReader.Options.of(Gen1Field.DEVICES);

    List<TransactionStatus> all(JsonReader reader) throws IOException {
        List<TransactionStatus> all = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            all.add(one(reader));
        }
        reader.endArray();
        return all;
    }

    private TransactionStatus one(JsonReader reader) throws IOException {
        String path = reader.getPath();
        JsonFields fields = new JsonFields(WANTED, path);
        List<DeviceOutcome> devices = null;
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.selectName(DEVICES) != 0) {
                fields.add(reader);
            } else if (devices == null) {
                devices = JsonItems.allButNulls(reader, new Gen1Items(profile).outcome());
            } else {
                throw new JsonDataException(path + ".devices is there twice");
            }
        }
        reader.endObject();
        fields.checkOnce();
        return status(fields, Objects.requireNonNullElse(devices, List.of()));
    }

    private TransactionStatus status(JsonFields fields, List<DeviceOutcome> devices) {
        TransactionState state = new TransactionState(required(fields, Gen1Field.STATE));
        String type = fields.textIfAny(Gen1Field.TYPE);
        ServiceError error = new Gen1Verdicts(profile.errors())
                .take(ErrorLevel.REQUEST, fields)
                .error();
        if (state.equals(TransactionState.REJECTED) && error == null) {
            throw fields.misfit(" is rejected, and no code says why");
        }
        return new TransactionStatus(
                TransactionId.of(required(fields, Gen1Field.TRANSACTION_ID)),
                state,
                type == null || type.isBlank() ? UNKNOWN_TYPE : new TransactionType(type),
                devices,
                DeviceCoverage.ALL,
                error,
                null,
                fields.unknown());
    }

    private static String required(JsonFields fields, String name) {
        String text = fields.text(name);
        if (text == null || text.isBlank()) {
            throw fields.misfit(" has no " + name);
        }
        return text;
    }

    /** Returns the transaction that was asked for. */
    TransactionStatus only(StatusRequest request, ListAnswer<TransactionStatus> answer, Exchange exchange) {
        List<TransactionStatus> all = answer.listed(exchange);
        List<TransactionStatus> asked = all.stream()
                .filter(status -> status.transaction().equals(request.transaction()))
                .toList();
        if (asked.size() > 1) {
            throw exchange.notUnderstood("it holds the transaction twice");
        }
        if (asked.isEmpty()) {
            throw all.isEmpty() ? notFound(exchange) : exchange.notUnderstood("it is about another transaction");
        }
        return asked.get(0);
    }

    private RefusedException notFound(Exchange exchange) {
        ErrorCatalogue errors = profile.errors();
        Condition condition = Condition.TRANSACTION_NOT_FOUND;
        @Nullable String data = "it is not among the reseller's transactions";
        ServiceError error = new ServiceError(
                condition, errors.code(Generation.GEN1, condition), errors.name(Generation.GEN1, condition), data);
        return new RefusedException(exchange.operation(), error, HttpURLConnection.HTTP_OK, null, false);
    }
}
