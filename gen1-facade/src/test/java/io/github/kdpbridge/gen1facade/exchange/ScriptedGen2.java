package io.github.kdpbridge.gen1facade.exchange;

import com.google.common.collect.ImmutableMap;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.testfixtures.ContractExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A program that accepts all writes until it has a script: then it answers what an exchange of generation 2 says. */
final class ScriptedGen2 implements DeploymentProgram {
    private @Nullable ContractExchange script;
    private @Nullable Map<String, Object> sent;

    void follow(ContractExchange script) {
        this.script = script;
    }

    /** Returns the fields of the last write, as generation 2 has them on the wire. */
    @Nullable Map<String, Object> sent() {
        return sent;
    }

    @Override
    public ResellerId reseller() {
        return ResellerId.of("1000000001");
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return Handlers.builder()
                .blocking(Operation.UPLOAD, this::take)
                .blocking(Operation.DELETE, this::take)
                .blocking(Operation.REMOVE, this::take)
                .blocking(Operation.STATUS, this::answer)
                .blocking(Operation.TRANSACTIONS, this::answer)
                .blocking(Operation.DEVICES, this::answer)
                .blocking(Operation.CUSTOMERS, this::answer)
                .build()
                .send(request);
    }

    private Receipt take(UploadRequest request) {
        return written(
                request,
                fields(request)
                        .put("orderNo", nullable(request.orderNo()))
                        .put(
                                "orderTime",
                                request.orderTime() == null
                                        ? ""
                                        : (double) request.orderTime().getEpochSecond()));
    }

    private Receipt take(DeleteRequest request) {
        return written(request, fields(request));
    }

    private Receipt take(RemovalRequest request) {
        return written(
                request,
                fields(request).put("removeTransactionId", request.upload().value()));
    }

    private ImmutableMap.Builder<String, Object> fields(WriteRequest request) {
        ImmutableMap.Builder<String, Object> fields = ImmutableMap.<String, Object>builder()
                .put("transactionId", request.transaction().value())
                .put("resellerId", reseller().value())
                .put("customerId", request.customer().value())
                .put(
                        "vendorId",
                        request.vendor() == null ? "" : request.vendor().value());
        if (request instanceof DeviceWrite write) {
            fields.put("type", write.devices().type().name())
                    .put("devices", write.devices().identifiers());
        }
        return fields;
    }

    private Receipt written(WriteRequest request, ImmutableMap.Builder<String, Object> fields) {
        sent = fields.buildOrThrow();
        Receipt accepted = new Receipt(request.transaction(), TransactionState.PROGRESS);
        return script == null ? accepted : answer("write", body -> accepted);
    }

    private static Object nullable(@Nullable String text) {
        return text == null ? "" : text;
    }

    private <T> T answer(String operation, Function<Map<?, ?>, T> reading) {
        Map<?, ?> body = object(script.answer());
        if (script.status() == 200) {
            return reading.apply(body);
        }
        throw new RefusedException(operation, error(script.status(), body), script.status(), null, false);
    }

    static Map<?, ?> object(String json) {
        try {
            return (Map<?, ?>) JsonReader.of(new Buffer().writeUtf8(json)).readJsonValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceError error(int status, Map<?, ?> body) {
        return ErrorCatalogue.standard()
                .read(status, digits(body.get("code")), text(body.get("message")), text(body.get("data")))
                .error();
    }

    private static String digits(@Nullable Object number) {
        return number instanceof Double value ? new BigDecimal(value).toPlainString() : String.valueOf(number);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    private static long number(@Nullable Object value) {
        return ((Double) value).longValue();
    }

    private TransactionStatus answer(StatusRequest request) {
        return answer(TransactionsQuery.all()).items().stream()
                .filter(status -> status.transaction().equals(request.transaction()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "status",
                        new ServiceError(Condition.TRANSACTION_NOT_FOUND, "404", "", null),
                        404,
                        null,
                        false));
    }

    private Page<TransactionStatus> answer(TransactionsQuery query) {
        return answer("status", body -> {
            Map<?, ?> list = (Map<?, ?>) body.get("devices");
            return page(list, "transactions", "totalPage", ScriptedGen2::transaction);
        });
    }

    private static <T> Page<T> page(Map<?, ?> list, String items, String pages, Function<Map<?, ?>, T> item) {
        List<T> read = ((List<?>) list.get(items))
                .stream().map(each -> item.apply((Map<?, ?>) each)).toList();
        return new Page<>(
                read,
                number(list.get("totalCount")),
                number(list.get("pageNum")),
                list.containsKey(pages) ? number(list.get(pages)) : null,
                UnknownFields.none());
    }

    private static TransactionStatus transaction(Map<?, ?> body) {
        List<?> failed = body.containsKey("devices") ? (List<?>) body.get("devices") : List.of();
        return new TransactionStatus(
                TransactionId.of(text(body.get("transactionId"))),
                new TransactionState(text(body.get("state"))),
                new TransactionType(text(body.get("type"))),
                failed.stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each -> DeviceOutcome.failure(DeviceId.imei(text(each.get("imei"))), error(200, each)))
                        .toList(),
                DeviceCoverage.FAILED_ONLY,
                body.containsKey("code") ? error(200, body) : null,
                null,
                UnknownFields.none());
    }

    private Page<ListedDevice> answer(DeviceQuery query) {
        return answer(
                query.label(),
                body -> page(
                        body,
                        "devices",
                        "totalPages",
                        each -> new ListedDevice(
                                List.of(
                                        DeviceId.imei(text(each.get("mei"))),
                                        DeviceId.serialNumber(text(each.get("serialNumber"))),
                                        DeviceId.meid(text(each.get("meid")))),
                                text(each.get("id")),
                                Instant.ofEpochMilli(number(each.get("createTime"))),
                                CustomerId.of(text(each.get("customerId"))),
                                text(each.get("state")),
                                UnknownFields.none())));
    }

    private Page<Customer> answer(CustomerQuery query) {
        return answer(
                query.label(),
                body -> page(
                        body,
                        "customers",
                        "totalPages",
                        each -> new Customer(
                                CustomerId.of(text(each.get("customerId"))),
                                text(each.get("name")),
                                UnknownFields.none())));
    }
}
