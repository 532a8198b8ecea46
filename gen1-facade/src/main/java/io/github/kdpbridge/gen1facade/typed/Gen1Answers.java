package io.github.kdpbridge.gen1facade.typed;

import com.squareup.moshi.JsonAdapter;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.Gen1Translation;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Turns the answers and the failures of a {@code Gen2Client} into the beans of generation 1, for code that moves step by step:
 * what asks is new already, and what reads the answer is still old. {@link Gen1Requests} goes the other way.
 *
 * <p>The translation is that of generation 1 on kdp-bridge. What generation 1 has no field for is not in a bean, such as the
 * order number of a status. A number, a code or a text of generation 2 that generation 1 has another one for becomes that one.
 *
 * <p>Safe for use by many threads.
 */
public final class Gen1Answers {
    private static final Gen1Writer WRITER = new Gen1Writer(Gen1Profile.standard());
    private static final Gen1Translation TRANSLATION = Gen1Translation.of(Gen1Profile.standard());

    private Gen1Answers() {}

    /** Returns the answer to an accepted upload or deletion: code 2000000. */
    public static Gen1Receipt receipt(Receipt receipt) {
        return read(Gen1Receipt.class, WRITER.receipt(Objects.requireNonNull(receipt, "receipt")));
    }

    /**
     * Returns the status of a transaction, in its page. A device without a code has succeeded.
     *
     * @param status the status; callers of generation 1 expect all devices in it, but a service of generation 2 names the failed
     *     ones only. {@link io.github.kdpbridge.core.Completion} adds the others, and a {@link
     *     io.github.kdpbridge.core.ledger.LedgerProgram} does so by itself
     */
    public static Gen1Status status(TransactionStatus status) {
        return read(Gen1Status.class, WRITER.status(Objects.requireNonNull(status, "status"), 0));
    }

    /**
     * Returns a page of transactions.
     *
     * @param asked the page that was asked for, whose size tells the number of pages if the service did not
     */
    public static Gen1Status transactions(Page<TransactionStatus> page, PageRequest asked) {
        return read(
                Gen1Status.class,
                WRITER.transactions(Objects.requireNonNull(page, "page"), Objects.requireNonNull(asked, "asked")));
    }

    /** Returns a page of devices; without a number of pages, if the service did not say it. */
    public static Gen1DeviceList devices(Page<ListedDevice> page) {
        return devices(
                page, new PageRequest(Objects.requireNonNull(page, "page").number(), null));
    }

    /**
     * Returns a page of devices.
     *
     * @param asked the page that was asked for, whose size tells the number of pages if the service did not
     */
    public static Gen1DeviceList devices(Page<ListedDevice> page, PageRequest asked) {
        return read(
                Gen1DeviceList.class,
                WRITER.devices(Objects.requireNonNull(page, "page"), Objects.requireNonNull(asked, "asked")));
    }

    /** Returns a page of customers. */
    public static Gen1CustomerList customers(Page<Customer> page) {
        return read(Gen1CustomerList.class, WRITER.customers(Objects.requireNonNull(page, "page")));
    }

    /** Returns a page of resellers. */
    public static Gen1ResellerList resellers(Page<Reseller> page) {
        return read(Gen1ResellerList.class, WRITER.resellers(Objects.requireNonNull(page, "page")));
    }

    /**
     * Returns the error of a failed request that is not at hand any more: without its transaction, and with the service's own
     * text where that of generation 1 names the customer or the transaction.
     */
    public static Gen1Error error(KdpException failure) {
        return error(TRANSLATION.failure(null, Objects.requireNonNull(failure, "failure")));
    }

    /**
     * Returns the error of a failed request: {@link Gen1Error#isTemporary} if it may succeed later, like the answer of a service
     * of generation 1.
     */
    public static Gen1Error error(Request<?> request, KdpException failure) {
        Objects.requireNonNull(request, "request");
        return error(TRANSLATION.failure(request, Objects.requireNonNull(failure, "failure")));
    }

    /**
     * Returns the error of the request of a stage that failed, as generation 1 answers it; null if the stage did not fail, or
     * with what generation 1 has no answer for.
     *
     * @param failure a {@link KdpException} or a {@link Gen1RequestException}, or a {@link CompletionException} with one as its
     *     cause; null if the stage succeeded
     */
    public static @Nullable Gen1Error errorOf(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Gen1RequestException malformed) {
            return malformed.error();
        }
        return cause instanceof KdpException refused ? error(refused) : null;
    }

    static Gen1Error error(Gen1Response answer) {
        Gen1Error error = read(Answers.ERROR, answer.body());
        error.setBody(answer.body().utf8());
        error.setHttpStatus(answer.status());
        return error;
    }

    private static <T> T read(Class<T> type, ByteString json) {
        return read(Answers.MOSHI.adapter(type), json);
    }

    private static <T> T read(JsonAdapter<T> adapter, ByteString json) {
        try {
            @Nullable T bean = adapter.fromJson(json.utf8());
            return Objects.requireNonNull(bean, "bean");
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of the bridge's own is not one of generation 1", e);
        }
    }
}
