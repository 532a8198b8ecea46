package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * An operation of the deployment program. The constants are the only list of them: clients, metrics, the fault suite and the
 * documentation follow it, and tests hold them to it.
 *
 * @param <Q> the request that asks for it
 * @param <A> its answer
 */
@Immutable
public final class Operation<Q extends Request<A>, A> {
    /** Registers devices with a customer. */
    public static final Operation<UploadRequest, Receipt> UPLOAD = new Operation<>("upload", UploadRequest.class);

    /** Removes devices from a customer's account. */
    public static final Operation<DeleteRequest, Receipt> DELETE = new Operation<>("delete", DeleteRequest.class);

    /** Removes the devices that an earlier upload registered. */
    public static final Operation<RemovalRequest, Receipt> REMOVE = new Operation<>("remove", RemovalRequest.class);

    /** Returns the status of an upload or a deletion. */
    public static final Operation<StatusRequest, TransactionStatus> STATUS =
            new Operation<>("status", StatusRequest.class);

    /** Lists transactions of the reseller. */
    public static final Operation<TransactionsQuery, Page<TransactionStatus>> TRANSACTIONS =
            new Operation<>("transactions", TransactionsQuery.class);

    /** Lists devices that the reseller registered. */
    public static final Operation<DeviceQuery, Page<ListedDevice>> DEVICES =
            new Operation<>("devices", DeviceQuery.class);

    /** Lists customers of the reseller with their details. */
    public static final Operation<CustomerQuery, Page<Customer>> CUSTOMERS =
            new Operation<>("customers", CustomerQuery.class);

    /** Lists the account itself and the resellers below it. */
    public static final Operation<ResellerQuery, Page<Reseller>> RESELLERS =
            new Operation<>("resellers", ResellerQuery.class);

    /** Lists a customer's Knox Mobile Enrollment profiles (documented for generation 2, July 2020). */
    public static final Operation<ProfileQuery, List<Profile>> PROFILES =
            new Operation<>("profiles", ProfileQuery.class);

    private static final ImmutableList<Operation<?, ?>> ALL =
            ImmutableList.of(UPLOAD, DELETE, REMOVE, STATUS, TRANSACTIONS, DEVICES, CUSTOMERS, RESELLERS, PROFILES);

    private final String name;
    private final Class<Q> request;

    private Operation(String name, Class<Q> request) {
        this.name = name;
        this.request = request;
    }

    /** Returns all operations: writes, then questions. */
    public static List<Operation<?, ?>> all() {
        return ALL;
    }

    /** Returns the name in metrics, messages and the ledger: one lower-case word, {@code upload}. */
    public String name() {
        return name;
    }

    /** Returns whether it changes registered devices. */
    public boolean isWrite() {
        return WriteRequest.class.isAssignableFrom(request);
    }

    /** Returns the type of its requests. */
    public Class<Q> request() {
        return request;
    }

    /** Returns the {@link #name()}. */
    @Override
    public String toString() {
        return name;
    }
}
