package io.github.kdpbridge.core;

import io.github.kdpbridge.core.error.KdpException;

/**
 * What one reseller can do in the Knox Deployment Program, without HTTP, JSON or generation: the port of the project.
 *
 * <p>Whatever speaks to a service implements it; whatever changes behaviour wraps it; whatever speaks to callers is
 * given one. Uploads and deletions are asynchronous: a {@link Receipt} says that the service took the work, and
 * {@link #status(StatusRequest)} what became of each device.
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
}
