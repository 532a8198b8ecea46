package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Generation 2 in the domain's words: one method, one HTTP request, never repeated. Safe for use by many threads.
 *
 * <p>The {@code authorization} of each method is the headers that carry the token.
 */
public final class Gen2Api {
    private static final int OK = 200;

    private final Gen2Profile profile;
    private final Gen2Service service;
    private final JsonAdapter<ReceiptDto> receipts;
    private final JsonAdapter<StatusDto> statuses;
    private final JsonAdapter<ErrorDto> errors;
    private final JsonAdapter<DevicesDto> writes;
    private final Gen2Lists lists;

    private Gen2Api(Gen2Profile profile, Gen2Service service, Moshi moshi) {
        this.profile = profile;
        this.service = service;
        this.receipts = new ReadOnlyAdapter<>(ReceiptDto::read);
        this.statuses = new ReadOnlyAdapter<>(StatusDto.reading(DeviceFields.outcome(profile)));
        this.errors = moshi.adapter(ErrorDto.class);
        this.writes = moshi.adapter(DevicesDto.class);
        this.lists = new Gen2Lists(profile, service, errors);
    }

    /**
     * Returns the API at a base URL.
     *
     * @param baseUrl where the profile's paths begin; ends with a slash
     * @param http the transport; see {@link Gen2Transport}
     */
    public static Gen2Api create(HttpUrl baseUrl, OkHttpClient http, Gen2Profile profile) {
        Moshi moshi = new Moshi.Builder()
                .add(new AnyJsonAdapter())
                .add(ProfileAlias.class, new ProfileAliasAdapter(profile))
                .add(Types.newParameterizedType(List.class, String.class), new IdentifiersAdapter())
                .build();
        Gen2Service service = Gen2Transport.service(baseUrl, http, moshi, Gen2Service.class);
        return new Gen2Api(profile, service, moshi);
    }

    /** Sends an upload. */
    public Receipt upload(Map<String, String> authorization, ResellerId reseller, UploadRequest request) {
        DevicesDto body = new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                value(request.vendor()),
                profile.typeName(request.devices().type()),
                request.devices().identifiers(),
                request.orderNo(),
                epochSeconds(request.orderTime()),
                request.targetService(),
                request.profileAliases().isEmpty() ? null : request.profileAliases());
        return put("upload", profile.uploadPath(), authorization, request.transaction(), body);
    }

    /** Sends a deletion. */
    public Receipt delete(Map<String, String> authorization, ResellerId reseller, DeleteRequest request) {
        Devices devices = request.devices();
        DevicesDto body = new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                value(request.vendor()),
                profile.typeName(devices.type()),
                devices.identifiers(),
                null,
                null,
                null,
                null);
        return put("delete", profile.deletePath(), authorization, request.transaction(), body);
    }

    /** Asks for the status of a transaction. */
    public TransactionStatus status(Map<String, String> authorization, ResellerId reseller, StatusRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("resellerId", reseller.value());
        query.put("transactionId", request.transaction().value());
        if (request.vendor() != null) {
            query.put("vendorId", request.vendor().value());
        }
        Attempt attempt = new Attempt();
        Exchange exchange = exchange("status " + request.transaction(), false);
        StatusDto answer =
                exchange.send(service.get(profile.statusPath(), authorization, query, attempt), attempt, statuses);
        return status(exchange, request.transaction(), answer);
    }

    /** Returns the lists. */
    public Gen2Lists lists() {
        return lists;
    }

    private Receipt put(
            String verb, String path, Map<String, String> authorization, TransactionId transaction, DevicesDto body) {
        Attempt attempt = new Attempt();
        Exchange exchange = exchange(verb + " " + transaction, true);
        ReceiptDto answer = exchange.send(
                service.put(path, authorization, DevicesBody.of(writes, body), attempt), attempt, receipts);
        return receipt(exchange, transaction, answer);
    }

    /** Never takes a doubtful answer for a receipt: the code, or else the transaction id, has to be there. */
    private Receipt receipt(Exchange exchange, TransactionId transaction, ReceiptDto answer) {
        String code = answer.code();
        String named = answer.transactionId();
        if (code != null && !code.equals(profile.errors().code(Generation.GEN2, Condition.SUCCESS))) {
            throw exchange.refused(OK, new ErrorDto(null, code, answer.message(), answer.data()), code);
        }
        if (named != null && !named.equals(transaction.value())) {
            throw exchange.notUnderstood(OK, "the receipt is for transaction " + named, null);
        }
        if (code == null && named == null) {
            throw exchange.notUnderstood(OK, "the receipt has neither code nor transactionId", null);
        }
        String state = answer.state();
        return new Receipt(
                transaction, state == null ? TransactionState.PROGRESS : new TransactionState(state), answer.unknown());
    }

    private TransactionStatus status(Exchange exchange, TransactionId transaction, StatusDto answer) {
        List<StatusDto> wrapped = answer.transactions();
        StatusDto found = wrapped == null
                ? answer
                : wrapped.stream()
                        .filter(each -> transaction.value().equals(each.transactionId()))
                        .findFirst()
                        .orElseThrow(
                                () -> exchange.notUnderstood(OK, "it does not hold transaction " + transaction, null));
        String state = found.state();
        String type = found.type();
        if (state == null || type == null) {
            throw exchange.notUnderstood(OK, "the transaction has no " + (state == null ? "state" : "type"), null);
        }
        List<DeviceOutcome> devices = found.devices();
        if (devices == null && state.equals(TransactionState.COMPLETE.name())) {
            throw exchange.notUnderstood(OK, "the complete transaction has no devices", null);
        }
        return new TransactionStatus(
                transaction,
                new TransactionState(state),
                new TransactionType(type),
                Objects.requireNonNullElse(devices, List.of()),
                found.orderNo(),
                found.unknown());
    }

    private Exchange exchange(String operation, boolean writes) {
        return new Exchange(operation, writes, errors, profile.errors());
    }

    private static @Nullable String value(@Nullable VendorId vendor) {
        return vendor == null ? null : vendor.value();
    }

    private static @Nullable Long epochSeconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
