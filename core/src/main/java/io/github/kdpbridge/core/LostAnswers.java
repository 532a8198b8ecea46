package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one rule for a write whose answer was lost (contract, section 8.1), both for a client that sends it again and for
 * a ledger that finds it after a crash.
 *
 * <p>The service accepts a transaction id once, so sending the same write again under the same id is safe. A write that
 * the status does not show may still be on its way: a negative look-up is no proof. A transaction is another write only
 * if its content is provably different.
 */
public final class LostAnswers {
    /** The service's knowledge of a write. */
    public enum Sight {
        /** It shows a transaction of this id, which may be this write. */
        FITTING,
        /** It shows a transaction of this id with provably other content. */
        ANOTHERS,
        /** It shows no transaction. The write may still be on its way. */
        NOT_SHOWN
    }

    private LostAnswers() {}

    /**
     * Asks for a write's transaction.
     *
     * @param status asks the service
     * @return the service's knowledge; fails with a {@link KdpException} if the service does not answer
     */
    public static CompletionStage<Sight> look(
            WriteRequest write, Function<StatusRequest, ? extends CompletionStage<TransactionStatus>> status) {
        CompletionStage<Sight> seen = Stages.begin(() -> status.apply(StatusRequest.of(write)))
                .thenApply(shown -> isProvablyOther(write, shown) ? Sight.ANOTHERS : Sight.FITTING);
        return Stages.recover(
                seen, e -> isNotShown(e) ? CompletableFuture.completedFuture(Sight.NOT_SHOWN) : Stages.failed(e));
    }

    /** Returns whether a status request failed because the service does not show the transaction. */
    private static boolean isNotShown(KdpException e) {
        if (e instanceof RefusedException refusal) {
            return refusal.condition() == Condition.TRANSACTION_NOT_FOUND;
        }
        // A 404 without a code is one of the forms of an unknown transaction (contract, section 5). A proxy may send it
        // as well, so it settles nothing: it only allows the write to be sent again.
        return e instanceof AnswerNotUnderstoodException && e.httpStatus() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /**
     * Interprets the refusal of a write whose earlier attempt lost its answer. The result is the receipt of that
     * attempt if the status shows it, or if the id is taken and not provably by other content.
     *
     * @param refusal the final refusal of the later attempt
     * @param status asks the service
     * @return the receipt; fails with the refusal if it holds for both attempts, and with an
     *     {@link UnreachableException} if the outcome of the earlier attempt is unknown
     */
    public static CompletionStage<Receipt> afterEarlierAttempt(
            WriteRequest write,
            RefusedException refusal,
            Function<StatusRequest, ? extends CompletionStage<TransactionStatus>> status) {
        CompletionStage<@Nullable Sight> sight = look(write, status).thenApply(seen -> seen);
        return Stages.recover(sight, unanswered -> {
                    refusal.addSuppressed(unanswered);
                    return CompletableFuture.completedFuture(null);
                })
                .thenApply(seen -> afterEarlierAttempt(write, refusal, seen));
    }

    private static Receipt afterEarlierAttempt(WriteRequest write, RefusedException refusal, @Nullable Sight sight) {
        boolean duplicate = refusal.condition() == Condition.TRANSACTION_ID_DUPLICATE;
        if (sight == Sight.FITTING || (duplicate && sight != Sight.ANOTHERS)) {
            return new Receipt(write.transaction(), TransactionState.PROGRESS);
        }
        boolean sameReason = sight == Sight.NOT_SHOWN && refusal.condition() != Condition.UNKNOWN;
        if (sight == Sight.ANOTHERS || sameReason) {
            throw refusal;
        }
        throw new UnreachableException(
                write.label(), "an earlier attempt may have been taken: " + refusal.getMessage(), refusal, true);
    }

    /** Returns whether a transaction of this id is certainly not this write. */
    public static boolean isProvablyOther(WriteRequest write, TransactionStatus shown) {
        if (shown.hasKnownType() && !shown.type().equals(write.type())) {
            return true;
        }
        return write instanceof DeviceWrite named
                && named.devices().type().equals(DeviceType.IMEI)
                && !shown.devices().isEmpty()
                && showsAnotherImei(named.devices(), shown);
    }

    /** Only an IMEI has a single spelling, apart from its check digit. */
    private static boolean showsAnotherImei(Devices submitted, TransactionStatus shown) {
        Set<String> keys =
                submitted.identifiers().stream().map(LostAnswers::key).collect(ImmutableSet.toImmutableSet());
        return shown.devices().stream()
                .map(DeviceOutcome::id)
                .filter(id -> id.type().equals(DeviceType.IMEI))
                .anyMatch(id -> !keys.contains(key(id.value())));
    }

    private static String key(String identifier) {
        return DeviceKey.withoutCheckDigit(DeviceKey.of(identifier));
    }
}
