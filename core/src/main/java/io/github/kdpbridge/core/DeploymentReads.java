package io.github.kdpbridge.core;

import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The questions that a {@link DeploymentProgram} answers. A caller that holds no more than this cannot write.
 *
 * <p>An implementation has one method, {@link #read}; {@link #status(StatusRequest)}, {@link #page} and so on are blocking
 * defaults over it.
 *
 * <p>Lists come in pages. The methods that begin with {@code all} return a whole list as a lazy stream, which fetches a
 * page when its first item is read; {@link Paging#stream} says when it ends and how it fails.
 *
 * <p>Implementations are safe for use by many threads. A failed request throws a {@link KdpException}.
 */
public interface DeploymentReads {
    /** Returns the account that is asked for. */
    ResellerId reseller();

    /**
     * Carries out a request that changes nothing; {@link DeploymentProgram#send} says on which threads.
     *
     * @param <A> the answer
     * @return the answer; fails with a {@link KdpException} if the service did not give it, and with an
     *     {@link UnsupportedOperationException} if the operation is not offered
     */
    <A> CompletionStage<A> read(ReadRequest<A> request);

    /**
     * Returns the status of an upload or a deletion.
     *
     * @throws RefusedException with {@link Condition#TRANSACTION_NOT_FOUND} if the service does not show the
     *     transaction, which may still be on its way
     * @throws KdpException if the service did not answer
     */
    default TransactionStatus status(StatusRequest request) {
        return waitFor(request);
    }

    /**
     * Returns the status of an upload or a deletion in a single-tier sale.
     *
     * @throws KdpException if the service did not answer, or does not know the transaction
     */
    default TransactionStatus status(Receipt receipt) {
        return status(StatusRequest.of(receipt.transaction()));
    }

    /**
     * Lists one page of transactions, devices, customers or resellers.
     *
     * @param <T> the kind of item
     * @throws KdpException if the service did not give the page
     */
    default <T> Page<T> page(ListQuery<T> query) {
        return waitFor(query);
    }

    /**
     * Lists one page of the reseller's transactions; the page of the query is ignored. Their order and retention are
     * not documented.
     *
     * @throws KdpException if the service did not give the page
     */
    default Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page) {
        return page(query.on(page));
    }

    /**
     * Lists one page of the devices that the reseller registered; the page of the query is ignored.
     *
     * @throws KdpException if the service did not give the page
     */
    default Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        return page(query.on(page));
    }

    /**
     * Lists one page of the reseller's customers with their details; the page of the query is ignored.
     *
     * @throws KdpException if the service did not give the page
     */
    default Page<Customer> customers(CustomerQuery query, PageRequest page) {
        return page(query.on(page));
    }

    /**
     * Lists resellers, one page of them: the account itself and those below it. Generation 2 has no such list, so a program
     * over it takes them from its configuration.
     *
     * @throws KdpException if the program asks a service that did not give the page
     */
    default Page<Reseller> resellers(PageRequest page) {
        return page(new ResellerQuery(page));
    }

    /**
     * Lists a customer's Knox Mobile Enrollment profiles, whose aliases an upload can name (documented for generation
     * 2, July 2020; generation 1 has nothing like it). This list is not known to have pages.
     *
     * @throws KdpException if the service did not give the list
     */
    default List<Profile> kmeProfiles(CustomerId customer) {
        return waitFor(new ProfileQuery(customer));
    }

    /**
     * Returns a whole list, starting at the page of the query; reading the stream throws {@link KdpException}.
     *
     * @param <T> the kind of item
     */
    default <T> Stream<T> all(ListQuery<T> query) {
        Objects.requireNonNull(query, "query");
        return Paging.stream(query.operation().name(), query.page(), page -> page(query.on(page)));
    }

    /** Returns all transactions of the reseller; see {@link #all}. */
    default Stream<TransactionStatus> allTransactions(TransactionsQuery query) {
        return all(query);
    }

    /** Returns all devices that the reseller registered; see {@link #all}. */
    default Stream<ListedDevice> allDevices(DeviceQuery query) {
        return all(query);
    }

    /** Returns all customers of the reseller; see {@link #all}. */
    default Stream<Customer> allCustomers(CustomerQuery query) {
        return all(query);
    }

    /** Returns all resellers; see {@link #all}. */
    default Stream<Reseller> allResellers() {
        return all(new ResellerQuery(PageRequest.first()));
    }

    private <A> A waitFor(ReadRequest<A> request) {
        return Waiting.on(request.label(), false, () -> read(request));
    }
}
