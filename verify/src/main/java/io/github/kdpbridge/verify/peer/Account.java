package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CaseFormat;
import com.google.common.base.Splitter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Scenarios;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The account for the requests to a server: keys and numbers from the environment, such as {@code KDP_VERIFY_KEY} and
 * {@code KDP_VERIFY_OTHER_CUSTOMER}. {@code KDP_VERIFY_LEFT_KEY} is for the left side only.
 *
 * <p>Immutable. Its text shows no value.
 */
public final class Account {
    private static final String PREFIX = "KDP_VERIFY_";
    /** Variables of the scenarios. */
    private static final List<String> NAMES = List.of(
            "key", "reseller", "customer", "otherCustomer", "vendor", "profile", "key2", "reseller2", "customer2");

    private static final List<String> REQUIRED = NAMES.subList(0, 3);
    private static final List<String> KEYS = List.of("key", "key2");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._ -]*[A-Za-z0-9])?");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final Map<String, DeviceType> LISTS = Map.of(
            "KDP_VERIFY_IMEIS", DeviceType.IMEI,
            "KDP_VERIFY_MEIDS", DeviceType.MEID,
            "KDP_VERIFY_SERIAL_NUMBERS", DeviceType.SERIAL_NUMBER);
    /** The types as generation 1 writes them (contract section 3). */
    private static final Map<String, DeviceType> TYPES =
            Map.of("IMEI", DeviceType.IMEI, "MEID", DeviceType.MEID, "SN", DeviceType.SERIAL_NUMBER);

    private final String side;
    /** By variable of the scenarios. */
    private final Map<String, String> values;

    private final Map<DeviceType, List<String>> devices;

    private Account(String side, Map<String, String> values, Map<DeviceType, List<String>> devices) {
        this.side = side;
        this.values = Map.copyOf(values);
        this.devices = Map.copyOf(devices);
    }

    /**
     * Reads an account.
     *
     * @param environment the variables of the process
     * @param side {@code LEFT} or {@code RIGHT}
     * @throws IllegalArgumentException if a variable that every scenario needs is missing, or a value is malformed; the
     *     message names the variables
     */
    public static Account fromEnvironment(Map<String, String> environment, String side) {
        Account account = read(environment, side);
        List<String> missing = REQUIRED.stream()
                .filter(name -> !account.values.containsKey(name))
                .map(Account::variable)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " not set; docs/compatibility.md lists the variables");
        }
        return account;
    }

    /** Reads an account; values missing in the environment are those of the simulator's standard world. */
    public static Account ofSimulator(Map<String, String> environment, String side) {
        Account given = read(environment, side);
        Map<String, String> values = new LinkedHashMap<>(given.values);
        NAMES.forEach(name -> values.putIfAbsent(name, standard(name)));
        return new Account(side, values, given.devices);
    }

    /** Reads keys only, for a session with its own numbers; the first key is required. */
    public static Account keysFromEnvironment(Map<String, String> environment, String side) {
        Map<String, String> keys = new LinkedHashMap<>(read(environment, side).values);
        keys.keySet().retainAll(KEYS);
        if (!keys.containsKey("key")) {
            throw new IllegalArgumentException(variable("key")
                    + " is not set: a recorded key is never sent to a server, this one takes its place");
        }
        return new Account(side, keys, Map.of());
    }

    private static Account read(Map<String, String> environment, String side) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> seen = new TreeMap<>();
        for (String name : NAMES) {
            value(environment, side, variable(name)).ifPresent(value -> values.put(name, checked(name, value)));
        }
        values.forEach((name, value) -> {
            String other = seen.put(value, name);
            if (other != null) {
                throw new IllegalArgumentException(
                        variable(other) + " and " + variable(name) + " must not be the same");
            }
        });
        Map<DeviceType, List<String>> devices = new LinkedHashMap<>();
        LISTS.forEach((variable, type) ->
                value(environment, side, variable).ifPresent(value -> devices.put(type, list(variable, value))));
        return new Account(side, values, devices);
    }

    private static Optional<String> value(Map<String, String> environment, String side, String variable) {
        String own = environment.getOrDefault(variable.replace(PREFIX, PREFIX + side + "_"), "");
        String value = own.isBlank() ? environment.getOrDefault(variable, "") : own;
        return Optional.of(value.strip()).filter(text -> !text.isEmpty());
    }

    private static String checked(String name, String value) {
        boolean key = KEYS.contains(name);
        if (!(key ? PRINTABLE : PLAIN).matcher(value).matches()) {
            throw new IllegalArgumentException(variable(name) + " must be "
                    + (key
                            ? "printable ASCII without blanks"
                            : "letters, digits, blanks, dots, dashes and underscores"));
        }
        return value;
    }

    private static List<String> list(String variable, String value) {
        List<String> all = Splitter.on(',')
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(value)
                .distinct()
                .toList();
        if (!all.stream().allMatch(id -> PLAIN.matcher(id).matches())) {
            throw new IllegalArgumentException(variable + " must be identifiers with commas between them");
        }
        return all;
    }

    private static String variable(String name) {
        return PREFIX + CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, name);
    }

    private static String standard(String name) {
        return requireNonNull(Scenarios.standardVariables().get(name), name);
    }

    /** Returns the values that no report may show. */
    public Set<String> secrets() {
        return Set.copyOf(keys());
    }

    /** Returns the keys, the caller's own first. */
    List<String> keys() {
        return KEYS.stream()
                .flatMap(name -> Optional.ofNullable(values.get(name)).stream())
                .toList();
    }

    /** Returns the requirements of a scenario that this account lacks; empty if none. */
    Optional<String> lacks(Scenario scenario) {
        for (String name : NAMES) {
            if (!values.containsKey(name) && mentions(scenario, standard(name))) {
                return Optional.of("needs " + variable(name));
            }
        }
        Map<DeviceType, List<String>> needed = devices(scenario);
        for (Map.Entry<DeviceType, List<String>> own : devices.entrySet()) {
            int number = needed.getOrDefault(own.getKey(), List.of()).size();
            if (number > own.getValue().size()) {
                return Optional.of("needs " + number + " devices of type " + own.getKey() + ", and "
                        + own.getValue().size() + " are given");
            }
        }
        return Optional.empty();
    }

    /** The well-formed identifiers that a scenario names. */
    private static Map<DeviceType, List<String>> devices(Scenario scenario) {
        Map<DeviceType, List<String>> found = new LinkedHashMap<>();
        scenario.steps().stream()
                .flatMap(step -> Submission.of(step.request()).stream())
                .filter(submission -> TYPES.containsKey(submission.type()))
                .forEach(submission -> {
                    DeviceType type = requireNonNull(TYPES.get(submission.type()));
                    List<String> known = found.computeIfAbsent(type, unused -> new ArrayList<>());
                    submission.devices().stream()
                            .filter(JsonTree.TextNode.class::isInstance)
                            .map(JsonTree::text)
                            .filter(id -> new DeviceId(type, id).problem().isEmpty() && !known.contains(id))
                            .forEach(known::add);
                });
        return found;
    }

    private static boolean mentions(Scenario scenario, String value) {
        Pattern alone = Names.alone(value);
        return scenario.steps().stream()
                .anyMatch(step -> alone.matcher(text(step.request())).find());
    }

    private static String text(SessionRequest request) {
        return request.target() + "\n"
                + request.headers().stream()
                        .map(header -> header.value() + "\n")
                        .collect(Collectors.joining())
                + request.body();
    }

    /** Returns this account's values for the names in a scenario. */
    Names names(Scenario scenario, String run) {
        Map<String, String> there = new LinkedHashMap<>();
        values.forEach((name, value) -> there.put(standard(name), value));
        devices(scenario).forEach((type, ids) -> {
            List<String> own = devices.getOrDefault(type, List.of());
            for (int i = 0; i < Math.min(own.size(), ids.size()); i++) {
                there.put(ids.get(i), own.get(i));
            }
        });
        return new Names(there, run);
    }

    /** Returns the side, without a value. */
    @Override
    public String toString() {
        return "Account[" + side + "]";
    }
}
