package io.github.kdpbridge.compattests.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.squareup.moshi.FromJson;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.ToJson;
import com.squareup.moshi.Types;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen2client.Answer;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and answers as JSON, by libraries that users have: an object of the components, and back to an equal record. */
@Tag("one-jdk")
class JsonOfRecordsTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId TRANSACTION = TransactionId.of("PO-7");
    private static final Devices DEVICES = Devices.imeis(List.of("350000000000014"));
    private static final UnknownFields UNKNOWN = UnknownFields.of(Map.of("color", "\"blue\""));

    /** The identifiers are a list, but no constructor of it is for a library. */
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(Identifiers.class, new JsonDeserializer<>() {
                @Override
                public Identifiers deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                    return Identifiers.copyOf(List.of(parser.readValueAs(String[].class)));
                }
            }))
            .build();

    /** It knows no {@code java.time} by itself. */
    @SuppressWarnings("UnusedMethod") // Moshi finds them by their annotations
    private static final Moshi MOSHI = new Moshi.Builder()
            .add(new Object() {
                @ToJson
                List<String> json(Identifiers identifiers) {
                    return identifiers;
                }

                @ToJson
                String json(Instant time) {
                    return time.toString();
                }

                @FromJson
                Instant time(String json) {
                    return Instant.parse(json);
                }

                @FromJson
                Identifiers identifiers(List<String> json) {
                    return Identifiers.copyOf(json);
                }
            })
            .build();

    static Stream<Arguments> records() {
        Receipt receipt = new Receipt(TRANSACTION, TransactionState.PROGRESS, UNKNOWN);
        ServiceError error = new ServiceError(Condition.DEVICE_DUPLICATE, "40000005", "DEVICE_DUPLICATE", null);
        TransactionStatus status = new TransactionStatus(
                TRANSACTION,
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(
                        DeviceOutcome.success(DeviceId.imei("350000000000014")),
                        DeviceOutcome.failure(DeviceId.serialNumber("R58N1234ABC"), error)));
        return Stream.of(
                value(UploadRequest.builder(CUSTOMER, TRANSACTION)
                        .devices(DEVICES)
                        .vendor(VendorId.of("7850000063"))
                        .orderNo("4711")
                        .profileAliases(List.of(new ProfileAlias("KME", "standard")))
                        .build()),
                value(DeleteRequest.of(CUSTOMER, TRANSACTION, DEVICES)),
                value(new RemovalRequest(TRANSACTION, CUSTOMER, null, TransactionId.of("PO-1"))),
                value(StatusRequest.of(TRANSACTION)),
                value(new DeviceQuery(CUSTOMER, null, new PageRequest(3, 50))),
                value(receipt),
                value(status),
                value(ListedDevice.of(DeviceId.imei("350000000000014"))),
                Arguments.of(
                        Types.newParameterizedType(Page.class, Customer.class),
                        new Page<>(List.of(new Customer(CUSTOMER, "ACME", UNKNOWN)), 1L, 0)),
                Arguments.of(
                        Types.newParameterizedType(Answer.class, Receipt.class), new Answer<>("web-4711", receipt)));
    }

    private static Arguments value(Object value) {
        return Arguments.of(value.getClass(), value);
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_comesBackFromJackson(Type type, Object value) throws IOException {
        String json = JACKSON.writeValueAsString(value);

        assertThat(JACKSON.<Object>readValue(json, JACKSON.constructType(type))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_comesBackFromMoshi(Type type, Object value) throws IOException {
        JsonAdapter<Object> adapter = MOSHI.adapter(type);

        assertThat(adapter.fromJson(adapter.toJson(value))).isEqualTo(value);
    }

    @Test
    void json_isAnObjectOfTheComponents() throws IOException {
        DeleteRequest deletion = DeleteRequest.of(CUSTOMER, TRANSACTION, DEVICES);
        String json = "{\"transaction\":{\"value\":\"PO-7\"},\"customer\":{\"value\":\"1200000321\"},\"devices\":"
                + "{\"type\":{\"name\":\"IMEI\"},\"identifiers\":[\"350000000000014\"]}}";

        assertThat(JACKSON.readTree(JACKSON.writeValueAsString(deletion)))
                .isEqualTo(JACKSON.readTree(json.replace(",\"devices\"", ",\"vendor\":null,\"devices\"")));
        assertThat(JACKSON.readTree(MOSHI.adapter(DeleteRequest.class).toJson(deletion)))
                .isEqualTo(JACKSON.readTree(json));
    }
}
