package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.KdpException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one reseller can do in the Knox Deployment Program, without HTTP, JSON or generation: the port of the project.
 *
 * <p>Whatever speaks to a service implements it; whatever changes behaviour wraps it; whatever speaks to callers is
 * given one. Uploads and deletions are asynchronous: a {@link Receipt} says that the service took the work, and
 * {@link #status(StatusRequest)} what became of each device.
 *
 * <p>Lists come in pages. The methods that begin with {@code all} give a whole list as a lazy stream, which asks for a
 * page when its first item is wanted; {@link Paging#stream} says when it ends and how it fails.
 *
 * <p>Implementations are safe for use by many threads. Every method blocks until the service answered, and throws a
 * {@link KdpException} when it did not do what was asked; {@link KdpException#mayHaveTakenEffect()} then says whether
 * the request may nevertheless have been carried out.
 */
public interface DeploymentProgram {
    /** Returns the account that this program acts for. */
    ResellerId reseller();

    /**
     * Registers devices with a customer.
     *
     * @throws KdpException if the service did not give a receipt
     */
    Receipt upload(UploadRequest request);

    /**
     * Takes devices back out of a customer's account.
     *
     * @throws KdpException if the service did not give a receipt
     */
    Receipt delete(DeleteRequest request);

    /**
     * Takes back what an earlier upload registered.
     *
     * @throws KdpException if there is no such upload, or the service did not give a receipt
     */
    Receipt remove(RemovalRequest request);

    /**
     * Asks what became of an upload or a deletion.
     *
     * @throws KdpException if the service did not answer, or does not know the transaction
     */
    TransactionStatus status(StatusRequest request);

    /**
     * Asks what became of an upload or a deletion in a single-tier sale.
     *
     * @throws KdpException if the service did not answer, or does not know the transaction
     */
    default TransactionStatus status(Receipt receipt) {
        return status(StatusRequest.of(receipt.transaction()));
    }

    /**
     * Lists transactions of the reseller, one page of them. Their order, and how long they are kept, is not published.
     *
     * @throws KdpException if the service did not give the page
     */
    Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page);

    /**
     * Lists devices that the reseller registered, one page of them.
     *
     * @throws KdpException if the service did not give the page
     */
    Page<ListedDevice> devices(DeviceQuery query, PageRequest page);

    /**
     * Lists customers of the reseller with their details, one page of them.
     *
     * @throws KdpException if the service did not give the page
     */
    Page<Customer> customers(CustomerQuery query, PageRequest page);

    /**
     * Lists resellers, one page of them: the account itself and those below it. Generation 2 has no such list, so it
     * comes from the configuration; without any, the account is alone.
     *
     * @throws KdpException if the program asks a service that did not give the page
     */
    default Page<Reseller> resellers(PageRequest page) {
        return Page.of(List.of(new Reseller(reseller(), null)), page);
    }

    /** Returns whether this program remembers writes, so that it can tell of each device and answer a repeat. */
    default boolean remembersWrites() {
        return false;
    }

    /** Returns all transactions of the reseller; reading the stream throws {@link KdpException}. */
    default Stream<TransactionStatus> allTransactions(TransactionsQuery query) {
        return allTransactions(query, PageRequest.first());
    }

    /** Returns the transactions from a page on, in pages of its size; reading the stream throws {@link KdpException}. */
    default Stream<TransactionStatus> allTransactions(TransactionsQuery query, PageRequest first) {
        Objects.requireNonNull(query, "query");
        return Paging.stream("transaction list", first, page -> transactions(query, page));
    }

    /** Returns all devices that the reseller registered; reading the stream throws {@link KdpException}. */
    default Stream<ListedDevice> allDevices(DeviceQuery query) {
        return allDevices(query, PageRequest.first());
    }

    /** Returns the devices from a page on, in pages of its size; reading the stream throws {@link KdpException}. */
    default Stream<ListedDevice> allDevices(DeviceQuery query, PageRequest first) {
        Objects.requireNonNull(query, "query");
        return Paging.stream("device list", first, page -> devices(query, page));
    }

    /** Returns all customers of the reseller; reading the stream throws {@link KdpException}. */
    default Stream<Customer> allCustomers(CustomerQuery query) {
        return allCustomers(query, PageRequest.first());
    }

    /** Returns the customers from a page on, in pages of its size; reading the stream throws {@link KdpException}. */
    default Stream<Customer> allCustomers(CustomerQuery query, PageRequest first) {
        Objects.requireNonNull(query, "query");
        return Paging.stream("customer list", first, page -> customers(query, page));
    }

    /** Returns all resellers; reading the stream throws {@link KdpException}. */
    default Stream<Reseller> allResellers() {
        return allResellers(PageRequest.first());
    }

    /** Returns the resellers from a page on, in pages of its size; reading the stream throws {@link KdpException}. */
    default Stream<Reseller> allResellers(PageRequest first) {
        return Paging.stream("reseller list", first, this::resellers);
    }
}
