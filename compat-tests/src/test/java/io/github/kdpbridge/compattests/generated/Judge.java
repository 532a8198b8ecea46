package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.generated.Action.Account;
import io.github.kdpbridge.compattests.generated.Action.Devices;
import io.github.kdpbridge.compattests.generated.Action.Status;
import io.github.kdpbridge.compattests.generated.Action.Transactions;
import io.github.kdpbridge.compattests.generated.Action.Write;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.json.JsonTree.ArrayNode;
import io.github.kdpbridge.verify.json.JsonTree.ObjectNode;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Compares the answers of one session, generation 1 on the left, and knows where they may differ: each rule is a known
 * difference of the bridge, or a consequence of a service that is not as documented.
 */
final class Judge {
    private static final String DUPLICATE_ID = "\"code\":4092101,";
    private static final String CUSTOMER_NOT_FOUND = "4042104";
    private static final Pattern DETAIL = Pattern.compile("\\$\\.devices\\[[0-9]+]\\.[a-zA-Z]+");
    private static final Pattern TOTAL = Pattern.compile("\\$\\.total(Count|Page)");
    private static final Map<String, List<String>> CUSTOMERS =
            Map.of("4680000925", List.of("1200000321", "1200000322"), "4680000926", List.of("1200000323"));

    private final Dialect dialect;
    private final boolean cuts;
    private final Names names;

    /** What generation 1 accepted. */
    private final List<Accepted> accepted = new ArrayList<>();

    private boolean acceptedByTheBridgeAlone;

    private record Accepted(Account account, Write write) {}

    Judge(Dialect dialect, boolean cuts, Names names) {
        this.dialect = dialect;
        this.cuts = cuts;
        this.names = names;
    }

    /** Returns what differs and may not. */
    List<Difference> compare(Action action, Answer generation1, Answer bridge) {
        if (action.what() instanceof Write write) {
            return write(action.account(), write, generation1, bridge);
        }
        List<Difference> differences = Comparison.strict().compare(generation1, bridge);
        if (action.what() instanceof Devices) {
            return differences.stream()
                    .filter(difference -> !isKnownOfADevice(difference))
                    .toList();
        }
        if (action.what() instanceof Status status && isLate(status.transaction())) {
            return failedForTheCustomer(bridge) ? List.of() : differences;
        }
        if (action.what() instanceof Transactions list) {
            return differs(action, list)
                    ? List.of()
                    : differences.stream()
                            .filter(difference ->
                                    !cuts || !TOTAL.matcher(difference.path()).matches())
                            .toList();
        }
        return differences;
    }

    private List<Difference> write(Account account, Write write, Answer generation1, Answer bridge) {
        boolean repeated = generation1.body().contains(DUPLICATE_ID)
                && accepted.stream()
                        .anyMatch(before -> before.account().equals(account)
                                && before.write().isRepeatOf(write));
        if (generation1.status() == 200) {
            accepted.add(new Accepted(account, write));
        }
        if (isLate(write.transaction())) {
            acceptedByTheBridgeAlone |= bridge.status() == 200;
            return bridge.status() < 500 ? List.of() : Comparison.strict().compare(generation1, bridge);
        }
        return Comparison.strict().compare(repeated ? receipt(write) : generation1, bridge);
    }

    /** A repeated write gets the receipt of the first; generation 1 refuses it. */
    private Answer receipt(Write write) {
        return new Answer(
                200,
                List.of(),
                "{\"transactionId\":\"%s\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}"
                        .formatted(names.transaction(write.transaction())),
                Duration.ZERO);
    }

    /**
     * Generation 2 says more of a device, and names a phone by its first IMEI whichever it was uploaded by. A device that was
     * uploaded in two spellings, or whose deletion failed, is in the list in another spelling than it was uploaded in.
     */
    private boolean isKnownOfADevice(Difference difference) {
        return DETAIL.matcher(difference.path()).matches()
                && (difference.left().equals(Difference.ABSENT)
                        || key(difference.left()).equals(key(difference.right()))
                        || names.isListedAs(difference.left(), difference.right()));
    }

    private static String key(String json) {
        return DeviceKey.of(json.replace("\"", ""));
    }

    /**
     * Returns whether two lists of transactions cannot be the same: some transactions are not shown yet, are the bridge's
     * alone, or are parts that fill pages of the service and none of the caller.
     */
    private boolean differs(Action action, Transactions list) {
        boolean notShownYet = !dialect.get(Dialect.STATUS_LAG).isZero() && action.seconds() == 0;
        boolean manyPages = list.pageNum() > 0 || list.pageSize() < 100;
        return notShownYet || acceptedByTheBridgeAlone || (cuts && manyPages);
    }

    /**
     * Returns a session as it can be judged: where the service tells late that it does not know a customer, such a write
     * has an id of its own, and its status is asked for.
     */
    List<Action> prepared(List<Action> session) {
        if (dialect.get(Dialect.WRONG_CUSTOMER) == Dialect.WrongCustomer.AT_ONCE) {
            return session;
        }
        List<Action> prepared = new ArrayList<>();
        for (Action action : session) {
            if (action.what() instanceof Write write
                    && !CUSTOMERS.get(action.account().reseller()).contains(write.customer())) {
                String name = "late" + prepared.size();
                prepared.add(new Action(action.seconds(), action.account(), write.named(name)));
                prepared.add(new Action(5, action.account(), new Status("v1", name, null)));
            } else {
                prepared.add(action);
            }
        }
        return prepared;
    }

    private static boolean isLate(String transaction) {
        return transaction.startsWith("late");
    }

    /** Refused, or each of its devices is: none may be taken for a good one. */
    private static boolean failedForTheCustomer(Answer bridge) {
        if (bridge.status() != 200) {
            return bridge.status() < 500;
        }
        return JsonTree.parse(bridge.body())
                .map(body -> devices(body).stream()
                        .allMatch(device -> device.compact().contains(CUSTOMER_NOT_FOUND)))
                .orElse(false);
    }

    private static List<JsonTree> devices(JsonTree body) {
        return items(items(body, "transactions").get(0), "devices");
    }

    private static List<JsonTree> items(JsonTree object, String name) {
        return ((ArrayNode) ((ObjectNode) object).fields().get(name)).items();
    }
}
