package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.compattests.generated.Action.Account;
import io.github.kdpbridge.compattests.generated.Action.Accounts;
import io.github.kdpbridge.compattests.generated.Action.Devices;
import io.github.kdpbridge.compattests.generated.Action.Status;
import io.github.kdpbridge.compattests.generated.Action.Transactions;
import io.github.kdpbridge.compattests.generated.Action.What;
import io.github.kdpbridge.compattests.generated.Action.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random sessions, the same ones for the same seed. All is drawn from small pools, so that each action matters to the next:
 * the same devices, transaction ids, customers and vendors come again and again, and some of them are wrong.
 */
final class Sessions {
    private static final int LONGEST = 14;

    /** More than the service takes in one request. */
    private static final int TOO_MANY = 4;

    private static final Map<String, Integer> IDENTIFIERS = Map.of("IMEI", 6, "MEID", 3, "SN", 3);

    private final Random random;
    private List<Action> session = new ArrayList<>();

    Sessions(long seed) {
        this.random = new Random(seed);
    }

    List<Action> next() {
        session = new ArrayList<>();
        int length = 1 + random.nextInt(LONGEST);
        while (session.size() < length) {
            session.add(action());
        }
        return List.copyOf(session);
    }

    private Action action() {
        int kind = random.nextInt(22);
        What what = kind < 3 ? removal() : what(kind - 3);
        // What an upload in progress will register, the bridge cannot know yet: a known difference.
        boolean patient = what instanceof Write write && write.removed() != null;
        return new Action(patient ? 5 : seconds(), account(), what);
    }

    private What what(int kind) {
        if (kind < 7) {
            return kind == 0 ? again() : write(true);
        }
        if (kind < 11) {
            return kind == 7 ? again() : write(false);
        }
        if (kind < 14) {
            return new Status(version(), known(), vendor());
        }
        if (kind < 16) {
            return new Transactions(version(), maybe(customer()), vendor(), random.nextInt(3), pageSize());
        }
        return kind < 18
                ? new Devices(maybe(customer()), vendor(), random.nextInt(3), pageSize())
                : new Accounts(oneOf("customers", "resellers"), maybe(customer()), random.nextInt(2), pageSize());
    }

    /** An earlier write to the letter, as a caller sends it that got no answer. */
    private What again() {
        List<Write> writes = writes();
        return writes.isEmpty() ? write(true) : writes.get(random.nextInt(writes.size()));
    }

    private List<Write> writes() {
        return session.stream()
                .map(Action::what)
                .filter(Write.class::isInstance)
                .map(Write.class::cast)
                .toList();
    }

    /** A transaction of an earlier write, as a rule. */
    private String known() {
        List<Write> writes = writes();
        return writes.isEmpty() || random.nextInt(5) == 0
                ? transaction()
                : writes.get(random.nextInt(writes.size())).transaction();
    }

    private Write write(boolean upload) {
        String type = oneOf("IMEI", "IMEI", "IMEI", "IMEI", "SN", "MEID");
        List<Integer> devices = places(IDENTIFIERS.get(type));
        if (type.equals("MEID") && devices.contains(Names.UPPER_CASE)) {
            // Of two spellings in one list, the service may say anything: a known difference.
            devices.replaceAll(place -> place == Names.LOWER_CASE ? Names.UPPER_CASE : place);
        }
        return new Write(upload, version(), transaction(), customer(), vendor(), type, List.copyOf(devices), null);
    }

    /** Some devices, a few of them twice; if there are too many, each is another one. */
    private List<Integer> places(int known) {
        int count = random.nextInt(10) < 9 ? random.nextInt(4) : TOO_MANY;
        if (count == TOO_MANY && known > TOO_MANY) {
            int first = random.nextInt(known);
            return List.of(first, (first + 1) % known, (first + 2) % known, (first + 3) % known);
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < Math.min(count, 3); i++) {
            places.add(random.nextInt(known));
        }
        return places;
    }

    private Write removal() {
        return new Write(false, version(), transaction(), customer(), vendor(), "", List.of(), known());
    }

    private int seconds() {
        return List.of(0, 0, 0, 1, 1, 5).get(random.nextInt(6));
    }

    private Account account() {
        int one = random.nextInt(10);
        if (one < 6) {
            return new Account("4680000925", "sim-gen1-key");
        }
        return switch (one) {
            case 6, 7 -> new Account("4680000926", "sim-gen1-key-2");
            case 8 -> new Account("4680000926", "sim-gen1-key");
            default -> new Account("4680000925", "wrong");
        };
    }

    private int pageSize() {
        return List.of(100, 100, 100, 2, 2, 2, 1, 0, 1001).get(random.nextInt(9));
    }

    private String version() {
        return oneOf("v1", "v2");
    }

    private String transaction() {
        return oneOf("T1", "T2", "T3", "T4", "T5", "T6");
    }

    private String customer() {
        int one = random.nextInt(12);
        if (one < 6) {
            return "1200000321";
        }
        return one < 9 ? "1200000322" : one < 11 ? "1200000323" : "12x";
    }

    private @Nullable String vendor() {
        int one = random.nextInt(15);
        if (one < 6) {
            return null;
        }
        return one < 11 ? "" : one < 14 ? "7850000063" : "7850000099";
    }

    private @Nullable String maybe(String value) {
        return random.nextBoolean() ? value : null;
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }
}
