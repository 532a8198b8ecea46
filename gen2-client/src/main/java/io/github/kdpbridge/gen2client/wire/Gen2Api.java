package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Instant;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Generation 2 in terms of the domain: one method, one HTTP request, never retried. Safe for use by many threads.
 *
 * <p>The {@code authorization} of each method is the headers that carry the token.
 */
public final class Gen2Api {
    private final Gen2Profile profile;
    private final Gen2Service service;
    private final Surprises surprises;
    private final JsonAdapter<ReceiptDto> receipts;
    private final JsonAdapter<DevicesDto> writes;
    private final StatusAnswers statuses;
    private final Gen2Lists lists;

    private Gen2Api(Gen2Profile profile, Gen2Service service, Moshi moshi, Surprises surprises) {
        this.profile = profile;
        this.service = service;
        this.surprises = surprises;
        this.receipts =
                new ReadOnlyAdapter<>(reader -> ReceiptDto.read(reader, new Verdicts(profile.errors(), surprises)));
        this.writes = moshi.adapter(DevicesDto.class);
        this.statuses = new StatusAnswers(profile, service, surprises);
        this.lists = new Gen2Lists(profile, service, statuses, surprises);
    }

    /**
     * Returns the API at a base URL.
     *
     * @param baseUrl the base of the profile's paths; ends with a slash
     * @param http the transport; see {@link Gen2Transport}
     */
    public static Gen2Api create(HttpUrl baseUrl, OkHttpClient http, Gen2Profile profile) {
        return create(baseUrl, http, profile, Surprises.ignored());
    }

    /**
     * Returns the API at a base URL.
     *
     * @param baseUrl the base of the profile's paths; ends with a slash
     * @param http the transport; see {@link Gen2Transport}
     * @param surprises receives contradicted assumptions
     */
    public static Gen2Api create(HttpUrl baseUrl, OkHttpClient http, Gen2Profile profile, Surprises surprises) {
        Moshi moshi = new Moshi.Builder()
                .add(ProfileAlias.class, new ProfileAliasAdapter(profile))
                .add(Identifiers.class, new IdentifiersAdapter())
                .build();
        Gen2Service service = Gen2Transport.service(baseUrl, http, moshi, Gen2Service.class);
        return new Gen2Api(profile, service, moshi, surprises);
    }

    public Receipt upload(Map<String, String> authorization, ResellerId reseller, UploadRequest request) {
        DevicesDto body = new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                value(request.vendor()),
                profile.typeName(request.devices().type()),
                request.devices().identifiers(),
                null,
                request.orderNo(),
                epochSeconds(request.orderTime()),
                request.targetService(),
                request.profileAliases().isEmpty() ? null : request.profileAliases());
        return put(profile.uploadPath(), authorization, request, body);
    }

    public Receipt delete(Map<String, String> authorization, ResellerId reseller, DeleteRequest request) {
        DevicesDto body = new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                value(request.vendor()),
                profile.typeName(request.devices().type()),
                request.devices().identifiers(),
                null,
                null,
                null,
                null,
                null);
        return put(profile.deletePath(), authorization, request, body);
    }

    /** Sends a deletion by upload, which names neither devices nor their kind (documented). */
    public Receipt remove(Map<String, String> authorization, ResellerId reseller, RemovalRequest request) {
        DevicesDto body = new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                value(request.vendor()),
                null,
                null,
                request.upload().value(),
                null,
                null,
                null,
                null);
        return put(profile.deletePath(), authorization, request, body);
    }

    /** Returns the search for a transaction, which may take several requests. */
    public StatusSearch status(ResellerId reseller, StatusRequest request) {
        return new StatusSearch(statuses, profile.errors(), surprises, reseller, request);
    }

    /**
     * Requests a status with the reseller's id only, to find out whether the credentials give access at all.
     *
     * @throws KdpException if the service does not answer with transactions
     */
    public void probe(Map<String, String> authorization, ResellerId reseller) {
        statuses.probe(authorization, reseller);
    }

    public Gen2Lists lists() {
        return lists;
    }

    private Receipt put(String path, Map<String, String> authorization, WriteRequest request, DevicesDto body) {
        Attempt attempt = new Attempt();
        Exchange exchange = new Exchange(request.label(), true, false, profile.errors(), surprises);
        ReceiptDto answer = exchange.send(
                service.put(path, authorization, DevicesBody.of(writes, body), attempt), attempt, receipts);
        return receipt(exchange, request, answer);
    }

    /** Takes nothing but an unambiguous answer for a receipt. */
    private Receipt receipt(Exchange exchange, WriteRequest request, ReceiptDto answer) {
        ServiceError error = answer.verdict().error();
        if (error != null) {
            throw exchange.refused(error, answer.errorId());
        }
        if (answer.verdict().kind() == Verdict.Kind.NONE) {
            throw exchange.notUnderstood("the receipt has no code");
        }
        String named = answer.transactionId();
        if (named != null && !named.equals(request.transaction().value())) {
            throw exchange.notUnderstood("the receipt is for transaction " + named);
        }
        String state = answer.state();
        if (state != null && !state.isEmpty() && !state.equals(TransactionState.PROGRESS.name())) {
            if (!state.equals(TransactionState.REJECTED.name())) {
                surprises.seen(Assumption.STATES, "a receipt in another state than Progress");
            }
            throw exchange.notUnderstood("the receipt is in state " + state);
        }
        String operation = answer.operationType();
        boolean another = request instanceof UploadRequest
                ? "DELETE".equalsIgnoreCase(operation)
                : "UPLOAD".equalsIgnoreCase(operation);
        if (another) {
            throw exchange.notUnderstood("the receipt is for operation " + operation);
        }
        return new Receipt(request.transaction(), TransactionState.PROGRESS, answer.unknown());
    }

    private static @Nullable String value(@Nullable VendorId vendor) {
        return vendor == null ? null : vendor.value();
    }

    private static @Nullable Long epochSeconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
