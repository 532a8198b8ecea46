package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableMap;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.Transport;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Generation 2 in terms of the domain: one table of its endpoints. One request is one HTTP request, never retried. Safe for
 * use by many threads.
 *
 * <p>The {@code authorization} of each method is the headers that carry the token.
 */
public final class Gen2Api {
    private final ResellerId reseller;
    private final Gen2Profile profile;
    private final Gen2Service service;
    private final Surprises surprises;
    private final JsonReading<ReceiptDto> receipts;
    private final JsonAdapter<DevicesDto> writes;
    private final StatusAnswers statuses;
    private final ImmutableMap<Operation<?, ?>, Endpoint<?, ?>> endpoints;

    private Gen2Api(ResellerId reseller, Gen2Profile profile, Gen2Service service, Moshi moshi, Surprises surprises) {
        this.reseller = reseller;
        this.profile = profile;
        this.service = service;
        this.surprises = surprises;
        this.receipts = reader -> ReceiptDto.read(reader, new Verdicts(profile.errors(), surprises));
        this.writes = moshi.adapter(DevicesDto.class);
        this.statuses = new StatusAnswers(profile, service, surprises);
        this.endpoints = table();
    }

    /**
     * Returns the API at a base URL, for one account.
     *
     * @param baseUrl the base of the profile's paths; ends with a slash
     * @param http the transport; see {@link Transport#once}
     * @param surprises receives contradicted assumptions
     */
    public static Gen2Api create(
            HttpUrl baseUrl, OkHttpClient http, ResellerId reseller, Gen2Profile profile, Surprises surprises) {
        Moshi moshi = new Moshi.Builder()
                .add(ProfileAlias.class, new ProfileAliasAdapter(profile))
                .add(Identifiers.class, new IdentifiersAdapter())
                .build();
        Gen2Service service = new Gen2Service(baseUrl, http, new Gen2Refusals(false, profile.errors(), surprises));
        return new Gen2Api(reseller, profile, service, moshi, surprises);
    }

    /** One row for each operation, except the status, which may take several requests: {@link #status}. */
    private ImmutableMap<Operation<?, ?>, Endpoint<?, ?>> table() {
        Gen2ListProfile names = profile.lists();
        Gen2Lists lists = new Gen2Lists(reseller, profile, service, surprises);
        ListItems items = new ListItems(profile, surprises);
        return Stream.of(
                        new Endpoint<>(Operation.UPLOAD, put(profile.uploadPath())),
                        new Endpoint<>(Operation.DELETE, put(profile.deletePath())),
                        new Endpoint<>(Operation.REMOVE, put(profile.deletePath())),
                        new Endpoint<>(
                                Operation.TRANSACTIONS,
                                (token, query) -> statuses.list(
                                        token,
                                        lists.parameters(query.customer(), query.vendor(), query.page()),
                                        query)),
                        new Endpoint<>(
                                Operation.DEVICES,
                                lists.get(
                                        names.devicesPath(),
                                        query -> lists.parameters(query.customer(), query.vendor(), query.page()),
                                        ListField.DEVICES,
                                        items.device())),
                        new Endpoint<>(
                                Operation.CUSTOMERS,
                                lists.get(
                                        names.customersPath(),
                                        query -> lists.parameters(query.customer(), null, query.page()),
                                        ListField.CUSTOMERS,
                                        items.customer())),
                        new Endpoint<>(Operation.PROFILES, lists.kmeProfiles(items.profile())))
                .collect(ImmutableMap.toImmutableMap(Endpoint::operation, endpoint -> endpoint));
    }

    private record Endpoint<Q extends Request<A>, A>(Operation<Q, A> operation, Description<Q, A> description) {}

    /** Describes a request and how its reply is read. */
    interface Description<Q, A> {
        Outgoing<A> of(Map<String, String> authorization, Q request);
    }

    /** Returns a request as it is to be sent. Its reading fails if the service did not answer it, or refused it. */
    public <A> Outgoing<A> outgoing(Map<String, String> authorization, Request<A> request) {
        @SuppressWarnings("unchecked") // each row is of the types of its operation
        Endpoint<Request<A>, A> endpoint = (Endpoint<Request<A>, A>) endpoints.get(request.operation());
        return Objects.requireNonNull(endpoint, "endpoint").description().of(authorization, request);
    }

    /** Returns the search for a transaction. */
    public StatusSearch status(StatusRequest request) {
        return new StatusSearch(statuses, profile.errors(), surprises, reseller, request);
    }

    /**
     * Returns the request for a status with the reseller's id only, which finds out whether the credentials give access at
     * all. Its reading fails if the service did not answer with transactions.
     */
    public Outgoing<?> probe(Map<String, String> authorization) {
        return statuses.probe(authorization, reseller);
    }

    private <Q extends WriteRequest> Description<Q, Receipt> put(String path) {
        HttpUrl url = service.at(path);
        return (authorization, request) -> {
            Exchange exchange = service.write(request.label());
            return exchange.outgoing(
                    service.put(url, authorization, DevicesBody.of(writes, body(request))),
                    reply -> receipt(exchange, request, reply.json(receipts)));
        };
    }

    /** A deletion by upload names neither devices nor their kind (documented). */
    private DevicesDto body(WriteRequest request) {
        Devices devices = request instanceof DeviceWrite write ? write.devices() : null;
        UploadRequest upload = request instanceof UploadRequest given ? given : null;
        VendorId vendor = request.vendor();
        Instant orderTime = upload == null ? null : upload.orderTime();
        return new DevicesDto(
                request.transaction().value(),
                reseller.value(),
                request.customer().value(),
                vendor == null ? null : vendor.value(),
                devices == null ? null : profile.typeName(devices.type()),
                devices == null ? null : devices.identifiers(),
                request instanceof RemovalRequest removal ? removal.upload().value() : null,
                upload == null ? null : upload.orderNo(),
                orderTime == null ? null : orderTime.getEpochSecond(),
                upload == null ? null : upload.targetService(),
                upload == null || upload.profileAliases().isEmpty() ? null : upload.profileAliases());
    }

    /** Only an unambiguous answer is a receipt. */
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
}
