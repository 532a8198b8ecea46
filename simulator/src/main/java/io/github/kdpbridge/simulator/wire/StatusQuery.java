package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.TransactionSelection;
import io.github.kdpbridge.simulator.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question for transactions; both generations have the same. Only the reseller is mandatory (contract, section 5:
 * documented).
 *
 * @param list the reseller, the filters that lists have too, and the page
 * @param transactionId the one transaction, or null for all
 */
public record StatusQuery(ListQuery list, @Nullable String transactionId) {
    /**
     * Reads a query.
     *
     * @param call the request
     * @param settings the sizes of pages
     * @return the query
     * @throws Refused if a parameter is missing or malformed
     */
    public static StatusQuery read(Call call, World.Settings settings) throws Refused {
        return new StatusQuery(ListQuery.ofParameters(call, settings), call.parameter("transactionId"));
    }

    /**
     * Which transactions it asks for.
     *
     * @param filtered whether the transaction id is a filter
     * @param lag how long after its acceptance a transaction is not there yet
     * @return the selection
     */
    public TransactionSelection selection(boolean filtered, Duration lag) {
        return new TransactionSelection(
                list.resellerId(), filtered ? transactionId : null, list.customerId(), list.vendorId(), lag);
    }

    /**
     * The page it asks for.
     *
     * @return the page
     */
    public PageRequest page() {
        return list.page();
    }
}
