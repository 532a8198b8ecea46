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
 * The Knox Deployment Program for one reseller, independent of HTTP, JSON and generation: the port of the project.
 *
 * <p>A client of a service implements {@link #send}, a decorator wraps it, and an entrance for callers is given a
 * program. {@link #upload}, {@link #status(StatusRequest)} and so on are blocking defaults over {@code send}. Uploads
 * and deletions are asynchronous at the service: a {@link Receipt} confirms that it accepted the work, and
 * {@link #status(StatusRequest)} gives the outcome of each device.
 *
 * <p>Lists come in pages. The methods that begin with {@code all} return a whole list as a lazy stream, which fetches a
 * page when its first item is read; {@link Paging#stream} says when it ends and how it fails.
 *
 * <p>Implementations are safe for use by many threads. A failed request throws a {@link KdpException};
 * {@link KdpException#mayHaveTakenEffect()} says whether it may have had an effect nevertheless.
 */
public interface DeploymentProgram {
    /** Returns the account that this program acts for. */
    ResellerId reseller();

    /**
     * Carries out a request. If the calling thread waits for the answer anyway, as in the blocking methods of this
     * interface, an implementation may block; otherwise the call returns before the answer. Dependent stages run on the
     * implementation's thread, so they must not block.
     *
     * <p>An implementation that holds the calling thread until another program has answered uses the words of that program:
     * to join its stage there would wait for work that is left to the calling thread itself.
     *
     * @param <A> the answer
     * @return the answer; fails with a {@link KdpException} if the service did not give it, and with an
     *     {@link UnsupportedOperationException} if the program does not offer the operation
     */
    <A> CompletionStage<A> send(Request<A> request);

    /** Returns whether this program records writes, so that it knows their devices and answers a repeat itself. */
    default boolean remembersWrites() {
        return false;
    }

    /**
     * Registers devices with a customer.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt upload(UploadRequest request) {
        return waitFor(request);
    }

    /**
     * Removes devices from a customer's account.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt delete(DeleteRequest request) {
        return waitFor(request);
    }

    /**
     * Removes the devices that an earlier upload registered.
     *
     * @throws KdpException if there is no such upload, or the service did not give a receipt
     */
    default Receipt remove(RemovalRequest request) {
        return waitFor(request);
    }

    /**
     * Carries out a write of any kind.
     *
     * @throws KdpException if the service did not give a receipt
     */
    default Receipt write(WriteRequest request) {
        return waitFor(request);
    }

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

    private <A> A waitFor(Request<A> request) {
        return Waiting.on(request.label(), request.operation().isWrite(), () -> send(request));
    }
}
