package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.Gen1Translation;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Turns the beans of generation 1 into the requests that a {@code Gen2Client} takes, for code that moves step by step:
 * {@code kdp.upload(Gen1Requests.upload(bean))} does what {@code gen1.upload(bean).execute()} does on {@link
 * Gen1#connect(DeploymentProgram)}. {@link Gen1Answers} goes the other way.
 *
 * <p>The translation is that of generation 1 on kdp-bridge: an empty text counts as absent, a page has 100 items if the bean
 * does not say, and a bean that it would refuse is a {@link Gen1RequestException} with the same error. The account in a bean
 * is required and then dropped: a request goes to the account of the client that sends it, so make sure that they are the same.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("deprecation") // deprecated by design
public final class Gen1Requests {
    private static final Gen1Translation TRANSLATION = Gen1Translation.of(Gen1Profile.standard());

    /** Writes requests; never sends one. */
    private static final Gen1ResellerApi API = Gen1.api(Gen1.SERVICE, new OkHttpClient());

    private Gen1Requests() {}

    /**
     * Returns the upload that a bean asks for. A {@code removeTransactionId} in it has no meaning and is ignored, as in
     * generation 1.
     *
     * @throws Gen1RequestException if a required field is missing, or a field is malformed
     */
    public static UploadRequest upload(Gen1DevicesRequest bean) {
        return read(subject(bean), API.upload(bean), UploadRequest.class, "");
    }

    /**
     * Returns the deletion that a bean asks for: a {@link RemovalRequest} if it names an upload, or else a {@link
     * DeleteRequest}. {@link DeploymentProgram#write} takes both.
     *
     * @throws Gen1RequestException if a required field is missing, or a field is malformed
     */
    public static WriteRequest deletion(Gen1DevicesRequest bean) {
        return read(subject(bean), API.delete(bean), WriteRequest.class, "");
    }

    /**
     * Returns the deletion of devices that a bean asks for.
     *
     * @throws Gen1RequestException if a required field is missing, a field is malformed, or the bean names an upload in
     *     {@code removeTransactionId}
     */
    public static DeleteRequest delete(Gen1DevicesRequest bean) {
        return read(
                subject(bean),
                API.delete(bean),
                DeleteRequest.class,
                "removeTransactionId is set: use Gen1Requests.removal, or deletion for both kinds");
    }

    /**
     * Returns the removal of an upload that a bean asks for.
     *
     * @throws Gen1RequestException if a required field is missing, a field is malformed, or the bean names devices instead of
     *     an upload
     */
    public static RemovalRequest removal(Gen1DevicesRequest bean) {
        return read(
                subject(bean),
                API.delete(bean),
                RemovalRequest.class,
                "removeTransactionId is missing: use Gen1Requests.delete, or deletion for both kinds");
    }

    /**
     * Returns the request for the status of a transaction.
     *
     * @param vendorId the downstream reseller of a two-tier sale; null or empty in a single-tier one
     * @throws Gen1RequestException if the account or the transaction is empty
     */
    public static StatusRequest status(String resellerId, String transactionId, @Nullable String vendorId) {
        return read(
                "status of transaction " + transactionId,
                API.statusV2(resellerId, transactionId, vendorId),
                StatusRequest.class,
                "transactionId is missing");
    }

    /**
     * Returns the query for a page of transactions; {@link Gen1ResellerApi#transactions} has the parameters.
     *
     * @throws Gen1RequestException if the account is empty, or a number is out of range
     */
    public static TransactionsQuery transactions(
            String resellerId,
            @Nullable String customerId,
            @Nullable String vendorId,
            @Nullable Integer pageNum,
            @Nullable Integer pageSize) {
        return read(
                "list of transactions",
                API.transactions(resellerId, customerId, vendorId, pageNum, pageSize),
                TransactionsQuery.class,
                "");
    }

    /**
     * Returns the query for a page of devices; {@link Gen1ResellerApi#devices} has the parameters.
     *
     * @throws Gen1RequestException if the account is empty, or a number is out of range
     */
    public static DeviceQuery devices(
            String resellerId,
            @Nullable String customerId,
            @Nullable String vendorId,
            @Nullable Integer pageNum,
            @Nullable Integer pageSize) {
        return read(
                "list of devices",
                API.devices(resellerId, customerId, vendorId, pageNum, pageSize),
                DeviceQuery.class,
                "");
    }

    /**
     * Returns the query for a page of customers.
     *
     * @throws Gen1RequestException if the account is missing, or a number is out of range
     */
    public static CustomerQuery customers(Gen1ListRequest bean) {
        return read(subject(bean), API.customers(bean), CustomerQuery.class, "");
    }

    /**
     * Returns the query for a page of resellers; a customer in the bean is ignored.
     *
     * @throws Gen1RequestException if the account is missing, or a number is out of range
     */
    public static ResellerQuery resellers(Gen1ListRequest bean) {
        return read(subject(bean), API.resellers(bean), ResellerQuery.class, "");
    }

    private static String subject(Object bean) {
        return Objects.requireNonNull(bean, "bean").toString();
    }

    /**
     * Reads the HTTP request of a call that is never sent.
     *
     * @param subject what to name in a complaint
     * @param otherwise the complaint about a request of another type
     */
    private static <Q extends Request<?>> Q read(String subject, Call<?> call, Class<Q> type, String otherwise) {
        Gen1Request http = http(call.request());
        try {
            Request<?> request = TRANSLATION.request(http);
            if (!type.isInstance(request)) {
                throw Gen1Refusal.parameter(otherwise);
            }
            return type.cast(request);
        } catch (Gen1Refusal refusal) {
            Gen1Response answer = TRANSLATION.refusal(http, refusal);
            throw new Gen1RequestException(subject, Gen1Answers.error(answer));
        }
    }

    private static Gen1Request http(okhttp3.Request request) {
        Buffer body = new Buffer();
        RequestBody written = request.body();
        if (written != null) {
            try {
                written.writeTo(body);
            } catch (IOException e) {
                throw new UncheckedIOException("a body in memory cannot be written", e);
            }
        }
        return new Gen1Request(
                request.method(),
                request.url().encodedPath(),
                request.url().encodedQuery(),
                Map.of(),
                body.readByteString());
    }
}
