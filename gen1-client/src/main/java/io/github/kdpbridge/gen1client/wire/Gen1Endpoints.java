package io.github.kdpbridge.gen1client.wire;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonItems;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The reads of generation 1: how each is asked, and how its answer is read. */
public final class Gen1Endpoints {
    private final ImmutableMap<Operation<?, ?>, Endpoint<?, ?>> endpoints;

    /**
     * One operation.
     *
     * @param question makes the request, without its key
     * @param reading reads the answer
     */
    private record Endpoint<Q extends ReadRequest<A>, A>(Function<Q, Request> question, Reading<Q, A> reading) {
        interface Reading<Q, A> {
            A read(Q request, Exchange exchange, RawAnswer raw);
        }
    }

    /**
     * Creates the table.
     *
     * @param baseUrl the URL up to {@code /bulkenroll}
     * @param reseller the account that is asked for
     * @param profile what generation 1 looks like
     */
    public Gen1Endpoints(HttpUrl baseUrl, ResellerId reseller, Gen1Profile profile) {
        Gen1Questions questions = new Gen1Questions(baseUrl, reseller, profile);
        Gen1ListProfile lists = profile.lists();
        Gen1Items items = new Gen1Items(profile);
        Gen1Verdicts verdicts = new Gen1Verdicts(profile.errors());
        StatusReading statuses = new StatusReading(profile);
        JsonReading<ListAnswer<TransactionStatus>> transactions =
                ListAnswer.reading(Gen1Field.TRANSACTIONS, statuses::all, verdicts);
        ImmutableMap.Builder<Operation<?, ?>, Endpoint<?, ?>> table = ImmutableMap.builder();
        table.put(
                Operation.STATUS,
                new Endpoint<StatusRequest, TransactionStatus>(
                        questions::status,
                        (request, exchange, raw) ->
                                statuses.only(request, exchange.read(raw, transactions), exchange)));
        table.put(Operation.TRANSACTIONS, list(questions::transactions, transactions));
        table.put(Operation.DEVICES, list(questions::devices, reading(Gen1Field.DEVICES, items.device(), verdicts)));
        table.put(
                Operation.CUSTOMERS,
                list(
                        (CustomerQuery query) -> questions.list(lists.customersPaths(), query.customer(), query.page()),
                        reading(Gen1Field.CUSTOMERS, items.customer(), verdicts)));
        table.put(
                Operation.RESELLERS,
                list(
                        (ResellerQuery query) -> questions.list(lists.resellersPaths(), null, query.page()),
                        reading(lists.name(Gen1ListField.RESELLERS), items.reseller(), verdicts)));
        this.endpoints = table.buildOrThrow();
    }

    private static <T> JsonReading<ListAnswer<T>> reading(String name, ItemReading<T> item, Gen1Verdicts verdicts) {
        return ListAnswer.reading(name, reader -> JsonItems.allButNulls(reader, item), verdicts);
    }

    /** A page behind the end may be an error (documented for generation 2), and is an empty page here as there. */
    private static <Q extends ListQuery<T>, T> Endpoint<Q, Page<T>> list(
            Function<Q, Request> question, JsonReading<ListAnswer<T>> reading) {
        return new Endpoint<>(question, (query, exchange, raw) -> {
            try {
                return exchange.read(raw, reading).page(exchange, query.page());
            } catch (RefusedException e) {
                if (e.condition() != Condition.PAGE_OUT_OF_BOUNDS) {
                    throw e;
                }
                return new Page<>(List.of(), 0L, query.page().number(), 0L, UnknownFields.none());
            }
        });
    }

    /**
     * Returns the HTTP request for a request, without its key.
     *
     * @throws UnsupportedOperationException if generation 1 does not have the operation
     */
    public <A> Request question(ReadRequest<A> request) {
        return asked(request).question().apply(request);
    }

    /**
     * Reads the answer to a request.
     *
     * @throws io.github.kdpbridge.core.error.KdpException if it is a refusal, or not as expected
     * @throws UnsupportedOperationException if generation 1 does not have the operation
     */
    public <A> A read(ReadRequest<A> request, Exchange exchange, RawAnswer raw) {
        return asked(request).reading().read(request, exchange, raw);
    }

    // Safe: the constructor pairs each operation with an endpoint of its types, and requests are a sealed family.
    @SuppressWarnings("unchecked")
    private <A> Endpoint<ReadRequest<A>, A> asked(ReadRequest<A> request) {
        Endpoint<ReadRequest<A>, A> endpoint = (Endpoint<ReadRequest<A>, A>) endpoints.get(request.operation());
        if (endpoint == null) {
            throw new UnsupportedOperationException("generation 1 does not offer " + request.operation());
        }
        return endpoint;
    }
}
