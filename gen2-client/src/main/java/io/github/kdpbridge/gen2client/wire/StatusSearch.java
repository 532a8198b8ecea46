package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import java.net.HttpURLConnection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches the service's answers for one transaction. The service is assumed to filter by {@code transactionId};
 * otherwise the search walks up to 100 pages. Each page gives the number of pages or transactions (documented). A page
 * with neither is the only one if it holds this transaction alone (assumed); if it holds others, the search goes on.
 */
public final class StatusSearch {
    private static final int MOST_PAGES = 100;

    private final StatusAnswers answers;
    private final ErrorCatalogue errors;
    private final Surprises surprises;
    private final ResellerId reseller;
    private final StatusRequest request;
    private List<StatusDto> before = List.of();
    private long seen;
    private boolean repeated;
    private @Nullable TransactionStatus found;
    private boolean othersTold;

    StatusSearch(
            StatusAnswers answers,
            ErrorCatalogue errors,
            Surprises surprises,
            ResellerId reseller,
            StatusRequest request) {
        this.answers = answers;
        this.errors = errors;
        this.surprises = surprises;
        this.reseller = reseller;
        this.request = request;
    }

    /** Sends the request for a page, with the headers that carry a token. */
    public interface Sender {
        CompletionStage<StatusPage> send(Function<Map<String, String>, Outgoing<StatusPage>> page);
    }

    /**
     * Runs the search, once.
     *
     * @return the transaction; fails with a {@link RefusedException} with {@link Condition#TRANSACTION_NOT_FOUND} if
     *     the service does not know it, and with another {@link KdpException} if the service did not answer
     */
    public CompletionStage<TransactionStatus> run(Sender sender) {
        return from(sender, 0);
    }

    private CompletionStage<TransactionStatus> from(Sender sender, int number) {
        if (number == MOST_PAGES) {
            return Stages.failed(answers.exchange(request.label())
                    .notUnderstood("the transactions fill more than " + MOST_PAGES + " pages"));
        }
        return page(sender, number).thenCompose(page -> {
            take(page, number);
            return isOver(page, number)
                    ? CompletableFuture.completedFuture(result(page.exchange()))
                    : from(sender, number + 1);
        });
    }

    private void take(StatusPage page, int number) {
        Exchange exchange = page.exchange();
        if (!before.isEmpty() && page.transactions().equals(before)) {
            repeated = true;
            if (found == null || page.hasTotals()) {
                throw exchange.notUnderstood("page " + number + " of the transactions repeats the page before");
            }
            return; // the list has no pages
        }
        if (number == 0 && page.contradictsItself()) {
            throw exchange.notUnderstood("it counts transactions and lists none");
        }
        before = page.transactions();
        seen += before.size();
        merge(page);
    }

    private boolean isOver(StatusPage page, int number) {
        boolean last = !page.hasNext(number, seen, found == null || page.hasOthersThan(request.transaction()));
        return repeated || last || (found != null && !page.endsWith(request.transaction()));
    }

    private TransactionStatus result(Exchange exchange) {
        return found == null ? notKnown(exchange) : found;
    }

    private CompletionStage<StatusPage> page(Sender sender, int number) {
        return Stages.recover(
                sender.send(headers -> answers.page(headers, reseller, request, number)),
                e -> Stages.failed(
                        e instanceof RefusedException refusal && saysUnknown(refusal) ? unknown(refusal) : e));
    }

    private RefusedException unknown(RefusedException e) {
        surprises.seen(Assumption.UNKNOWN_TRANSACTION, "code " + e.condition() + " with HTTP " + e.httpStatus());
        ServiceError said = e.error();
        return new RefusedException(
                request.label(),
                new ServiceError(Condition.TRANSACTION_NOT_FOUND, said.code(), said.message(), said.data()),
                e.httpStatus(),
                e.errorId().orElse(null),
                false);
    }

    private static boolean saysUnknown(RefusedException e) {
        Condition condition = e.condition();
        if (condition == Condition.TRANSACTION_ID_INVALID) {
            return true;
        }
        boolean ofAnother = condition == Condition.RESELLER_NOT_FOUND
                || condition == Condition.RESELLER_ID_INVALID
                || condition == Condition.VENDOR_NOT_FOUND
                || condition == Condition.ASSOCIATION_NOT_FOUND
                || condition.isOfAccess()
                || condition.isOfToken();
        return e.httpStatus() == HttpURLConnection.HTTP_NOT_FOUND && !ofAnother;
    }

    private TransactionStatus notKnown(Exchange exchange) {
        String code = errors.code(Generation.GEN1, Condition.TRANSACTION_NOT_FOUND);
        String name = errors.name(Generation.GEN1, Condition.TRANSACTION_NOT_FOUND);
        throw new RefusedException(
                exchange.operation(),
                new ServiceError(
                        Condition.TRANSACTION_NOT_FOUND, code, name, "it is not among the reseller's transactions"),
                HttpURLConnection.HTTP_OK,
                null,
                false);
    }

    private void merge(StatusPage page) {
        TransactionId wanted = request.transaction();
        List<StatusDto> these = page.of(wanted);
        if (these.isEmpty() && page.isBare()) {
            throw page.exchange().notUnderstood("it is about another transaction");
        }
        if (page.hasOthersThan(wanted) && !othersTold) {
            othersTold = true;
            surprises.seen(Assumption.STATUS_FILTER, "transactions that were not asked for");
        }
        TransactionReading reading = new TransactionReading(page.exchange(), surprises);
        for (StatusDto each : these) {
            TransactionStatus status = reading.status(each);
            found = found == null ? status : merged(page.exchange(), found, status);
        }
    }

    private TransactionStatus merged(Exchange exchange, TransactionStatus first, TransactionStatus second) {
        surprises.seen(Assumption.ONE_PAGE, "one transaction twice");
        boolean sameState =
                first.state().equals(second.state()) || first.complete() != second.complete() || !first.complete();
        if (!first.type().equals(second.type()) || !sameState) {
            throw exchange.notUnderstood("it holds the transaction twice, with another type or state");
        }
        Set<DeviceOutcome> devices = new LinkedHashSet<>(first.devices());
        devices.addAll(second.devices());
        TransactionStatus slower = first.complete() ? second : first;
        return new TransactionStatus(
                slower.transaction(),
                slower.state(),
                slower.type(),
                ImmutableList.copyOf(devices),
                slower.coverage(),
                first.error() == null ? second.error() : first.error(),
                first.orderNo() == null ? second.orderNo() : first.orderNo(),
                first.unknown());
    }
}
