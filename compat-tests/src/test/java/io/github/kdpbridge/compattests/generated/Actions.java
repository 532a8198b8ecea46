package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.generated.Action.Account;
import io.github.kdpbridge.compattests.generated.Action.Accounts;
import io.github.kdpbridge.compattests.generated.Action.Devices;
import io.github.kdpbridge.compattests.generated.Action.Status;
import io.github.kdpbridge.compattests.generated.Action.What;
import io.github.kdpbridge.compattests.generated.Action.Write;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random actions. Everything is drawn from small pools, so that what one action does matters to the next: the same
 * devices, transaction ids, customers and vendors come again and again, and some of them are wrong.
 */
final class Actions {
    private static final Map<String, List<String>> IDENTIFIERS = Map.of(
            "IMEI", List.of("351800000000701", "351800000001188", "351800000002228", "351800000000702", "not-an-imei"),
            "MEID", List.of("A10000000000AF", "a10000000000b0"),
            "SN", List.of("R58M1234567", "R58M1234568"));

    private Actions() {}

    static Arbitrary<List<Action>> sessions() {
        return action().list().ofMinSize(1).ofMaxSize(12);
    }

    private static Arbitrary<Action> action() {
        Arbitrary<Integer> seconds = Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 5));
        return Arbitraries.frequencyOf(
                Tuple.of(17, Combinators.combine(seconds, account(), what()).as(Action::new)),
                // What an upload in progress registers, the bridge cannot know yet: a known difference.
                Tuple.of(
                        3,
                        Combinators.combine(Arbitraries.just(5), account(), removal())
                                .as(Action::new)));
    }

    private static Arbitrary<Account> account() {
        return Arbitraries.frequency(
                Tuple.of(6, new Account("4680000925", "sim-gen1-key")),
                Tuple.of(2, new Account("4680000926", "sim-gen1-key-2")),
                Tuple.of(1, new Account("4680000926", "sim-gen1-key")),
                Tuple.of(1, new Account("4680000925", "wrong")));
    }

    private static Arbitrary<What> what() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, upload()),
                Tuple.of(3, deletion()),
                Tuple.of(4, status()),
                Tuple.of(3, devices()),
                Tuple.of(1, accounts()));
    }

    private static Arbitrary<What> upload() {
        return write(true);
    }

    private static Arbitrary<What> deletion() {
        return write(false);
    }

    private static Arbitrary<What> write(boolean upload) {
        return type().flatMap(type -> Combinators.combine(
                        version(),
                        transaction(),
                        customer(),
                        vendor(),
                        Arbitraries.of(IDENTIFIERS.get(type)).list().ofMaxSize(4))
                .as((version, transaction, customer, vendor, ids) ->
                        new Write(upload, version, transaction, customer, vendor, type, ids, null)));
    }

    private static Arbitrary<What> removal() {
        return Combinators.combine(version(), transaction(), customer(), vendor(), transaction())
                .as((version, transaction, customer, vendor, removed) ->
                        new Write(false, version, transaction, customer, vendor, "", List.of(), removed));
    }

    private static Arbitrary<What> status() {
        return Combinators.combine(version(), transaction(), vendor()).as(Status::new);
    }

    private static Arbitrary<What> devices() {
        return Combinators.combine(
                        customer().injectNull(0.5),
                        vendor(),
                        Arbitraries.integers().between(0, 2),
                        pageSize())
                .as(Devices::new);
    }

    private static Arbitrary<What> accounts() {
        return Combinators.combine(
                        Arbitraries.of("customers", "resellers"),
                        customer().injectNull(0.5),
                        Arbitraries.integers().between(0, 1),
                        pageSize())
                .as(Accounts::new);
    }

    private static Arbitrary<Integer> pageSize() {
        return Arbitraries.frequency(
                Tuple.of(3, 100), Tuple.of(3, 2), Tuple.of(1, 1), Tuple.of(1, 0), Tuple.of(1, 1001));
    }

    private static Arbitrary<String> type() {
        return Arbitraries.frequency(Tuple.of(8, "IMEI"), Tuple.of(2, "SN"), Tuple.of(2, "MEID"));
    }

    private static Arbitrary<String> version() {
        return Arbitraries.of("v1", "v2");
    }

    private static Arbitrary<String> transaction() {
        return Arbitraries.of("T1", "T2", "T3", "T4", "T5", "T6");
    }

    private static Arbitrary<String> customer() {
        return Arbitraries.frequency(
                Tuple.of(6, "1200000321"), Tuple.of(3, "1200000322"), Tuple.of(2, "1200000323"), Tuple.of(1, "12x"));
    }

    private static Arbitrary<String> vendor() {
        return Arbitraries.frequency(Tuple.of(5, ""), Tuple.of(3, "7850000063"), Tuple.of(1, "7850000099"))
                .injectNull(0.4);
    }
}
