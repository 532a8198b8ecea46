package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import java.util.List;
import java.util.Objects;

/**
 * Compares the answers of both generations to one question, as values and never as JSON.
 *
 * <table>
 * <caption>What is compared</caption>
 * <tr><th>what</th><th>by</th><th>severity</th></tr>
 * <tr><td>success or refusal</td><td>the condition</td><td>outcome</td></tr>
 * <tr><td>devices, customers, resellers, transactions</td><td>the set of identifiers</td><td>outcome</td></tr>
 * <tr><td>a device or transaction that failed</td><td>the condition</td><td>outcome</td></tr>
 * <tr><td>state, type, total, customer of a device</td><td>exactly</td><td>outcome</td></tr>
 * <tr><td>codes, texts, order, other details</td><td>exactly, generation 2's in the words of generation 1</td>
 *     <td>look</td></tr>
 * <tr><td>fields of one generation only</td><td>not compared</td><td></td></tr>
 * </table>
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Comparison {
    private final OneSided oneSided;
    private final Masking masking;
    private final ErrorComparer errors;
    private final ImmutableMap<Operation<?, ?>, Values<?>> operations;

    /** Compares two values of an operation. */
    @FunctionalInterface
    private interface Values<A> {
        void compare(A gen1, A gen2, DifferenceList found);
    }

    private Comparison(ErrorCatalogue catalogue, OneSided oneSided, Masking masking) {
        this.oneSided = oneSided;
        this.masking = masking;
        this.errors = new ErrorComparer(catalogue);
        StatusComparer status = new StatusComparer(errors);
        Values<TransactionStatus> one = (gen1, gen2, found) -> status.compare("", gen1, gen2, found);
        Values<Page<TransactionStatus>> transactions = new PageComparer<TransactionStatus>(
                "transactions[]",
                it -> List.of(it.transaction().value()),
                (it, found) -> found.masked(it.transaction().value()),
                (gen1, gen2, found) -> status.compare("transactions[].", gen1, gen2, found))::compare;
        Values<Page<ListedDevice>> devices = new PageComparer<ListedDevice>(
                "devices[]",
                it -> it.ids().stream().map(id -> DeviceKey.of(id.value())).toList(),
                (it, found) -> found.masked(it.id()),
                Comparison::listed)::compare;
        Values<Page<Customer>> customers = new PageComparer<Customer>(
                "customers[]",
                it -> List.of(it.id().value()),
                (it, found) -> found.masked(it.id().value()),
                Comparison::customer)::compare;
        Values<Page<Reseller>> resellers = new PageComparer<Reseller>(
                "resellers[]",
                it -> List.of(it.id().value()),
                (it, found) -> found.masked(it.id().value()),
                (gen1, gen2, found) -> found.detail("resellers[].name", gen1.name(), gen2.name(), List.of()))::compare;
        this.operations = ImmutableMap.of(
                Operation.STATUS, one,
                Operation.TRANSACTIONS, transactions,
                Operation.DEVICES, devices,
                Operation.CUSTOMERS, customers,
                Operation.RESELLERS, resellers);
    }

    /**
     * Returns a comparison.
     *
     * @param catalogue the translation of errors that callers of generation 1 get
     */
    public static Comparison create(ErrorCatalogue catalogue, OneSided oneSided, Masking masking) {
        return new Comparison(
                Objects.requireNonNull(catalogue, "catalogue"),
                Objects.requireNonNull(oneSided, "oneSided"),
                Objects.requireNonNull(masking, "masking"));
    }

    /** Returns whether the answers of an operation can be compared: it is a question that both generations have. */
    public boolean compares(Operation<?, ?> operation) {
        return operations.containsKey(operation);
    }

    /**
     * Compares two answers to one question.
     *
     * @throws IllegalArgumentException if the operation is a write, or generation 1 does not have it
     */
    public <A> Compared compare(Operation<?, A> operation, Answer<A> gen1, Answer<A> gen2) {
        checkArgument(compares(operation), "answers of %s are not compared", operation);
        if (isUnreachable(gen1) || isUnreachable(gen2)) {
            return Compared.not(Incomparable.UNREACHABLE);
        }
        RefusedException one = gen1.refusal();
        RefusedException two = gen2.refusal();
        if ((gen1.isNotFound() && two == null) || (gen2.isNotFound() && one == null)) {
            return Compared.not(Incomparable.NOT_VISIBLE);
        }
        DifferenceList found = new DifferenceList(operation, oneSided, masking);
        errors.refusals(one, two, found);
        if (gen1.value() != null && gen2.value() != null) {
            values(operation).compare(gen1.value(), gen2.value(), found);
        }
        return found.result();
    }

    private static boolean isUnreachable(Answer<?> answer) {
        return answer.failure() != null && answer.refusal() == null;
    }

    /** The table has a comparison of the right type for each operation. */
    @SuppressWarnings("unchecked")
    private <A> Values<A> values(Operation<?, A> operation) {
        return (Values<A>) Objects.requireNonNull(operations.get(operation));
    }

    private static void listed(ListedDevice gen1, ListedDevice gen2, DifferenceList found) {
        if (gen1.customer() != null
                && gen2.customer() != null
                && !gen1.customer().equals(gen2.customer())) {
            found.add(
                    "devices[].customer",
                    DifferenceKind.FACT,
                    found.masked(gen1.customer().value()),
                    found.masked(gen2.customer().value()));
        }
        found.detail("devices[].recordId", gen1.recordId(), gen2.recordId(), gen1.ids());
        found.detail("devices[].createTime", gen1.createTime(), gen2.createTime(), gen1.ids());
        found.detail("devices[].state", gen1.state(), gen2.state(), gen1.ids());
        found.unknown("devices[].", gen1.unknown(), gen2.unknown(), gen1.ids());
    }

    private static void customer(Customer gen1, Customer gen2, DifferenceList found) {
        found.detail("customers[].name", gen1.name(), gen2.name(), List.of());
        found.unknown("customers[].", gen1.unknown(), gen2.unknown(), List.of());
    }
}
