package io.github.kdpbridge.core;

/**
 * A request to a {@link DeploymentProgram}: a value that names its operation.
 *
 * @param <A> the answer
 */
public sealed interface Request<A> permits WriteRequest, ReadRequest {
    Operation<? extends Request<A>, A> operation();

    /**
     * Returns its subject: a transaction, a page or a customer. For messages and logs, so never a device identifier, a
     * key or a secret.
     */
    String subject();

    /** Returns the operation and its subject, for messages: {@code upload 244303}. */
    default String label() {
        return operation() + " " + subject();
    }
}
