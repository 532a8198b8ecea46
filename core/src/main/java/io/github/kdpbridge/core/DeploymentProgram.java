package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.KdpException;
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
     * Takes back what an earlier upload registered. The devices are looked for in the list of devices, which costs a
     * request for each of its pages; {@link UploadedDevices} says how.
     *
     * @throws KdpException if there is no such upload, or the service did not give a receipt
     */
    default Receipt remove(RemovalRequest request) {
        return delete(new UploadedDevices(this, request).deletion());
    }

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
     * Lists resellers with their details, one page of them: the account itself and those below it (assumed).
     *
     * @throws KdpException if the service did not give the page
     */
    Page<Reseller> resellers(PageRequest page);

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
