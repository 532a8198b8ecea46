package io.github.kdpbridge.compattests.verify;

import io.github.kdpbridge.compattests.json.JsonTree;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulated world in which a session makes sense: each reseller that it names exists, with the key that it was first
 * named with, and owns every customer, vendor and profile that it was named with.
 */
final class SessionWorld {
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /** What was seen of a reseller. */
    private static final class Account {
        private @Nullable String key;
        private final Map<String, Set<String>> profilesByCustomer = new LinkedHashMap<>();
        private final Set<String> vendors = new LinkedHashSet<>();
    }

    private SessionWorld() {}

    /** Returns the world of a session; the simulator's standard world if it opens no account. */
    static World of(RecordedSession session) {
        SessionWorld world = new SessionWorld();
        session.requests().forEach(world::see);
        boolean opensNothing = world.accounts.values().stream().allMatch(account -> account.key == null);
        return opensNothing ? World.standard() : world.world();
    }

    private void see(SessionRequest request) {
        Map<String, JsonTree> body = request.body() == null
                ? Map.of()
                : JsonTree.parse(request.body()).orElse(null) instanceof JsonTree.ObjectNode object
                        ? object.fields()
                        : Map.of();
        Map<String, String> query = RecordedSession.query(request);
        String reseller = text(body, query, "resellerId");
        if (reseller.isBlank()) {
            return;
        }
        Account account = accounts.computeIfAbsent(reseller, unused -> new Account());
        String key = RecordedSession.key(request);
        boolean taken = accounts.values().stream().anyMatch(other -> key.equals(other.key));
        if (account.key == null && !key.isEmpty() && !taken) {
            account.key = key;
        }
        String customer = text(body, query, "customerId");
        if (!customer.isBlank()) {
            account.profilesByCustomer
                    .computeIfAbsent(customer, unused -> new LinkedHashSet<>())
                    .addAll(profiles(body));
        }
        String vendor = text(body, query, "vendorId");
        if (!vendor.isBlank()) {
            account.vendors.add(vendor);
        }
    }

    private static List<String> profiles(Map<String, JsonTree> body) {
        List<String> names = new ArrayList<>();
        if (body.get("profileAliases") instanceof JsonTree.ArrayNode aliases) {
            for (JsonTree alias : aliases.items()) {
                if (alias instanceof JsonTree.ObjectNode object
                        && object.fields().get("profileAlias") instanceof JsonTree.TextNode name) {
                    names.add(name.value());
                }
            }
        }
        return names;
    }

    private static String text(Map<String, JsonTree> body, Map<String, String> query, String field) {
        JsonTree value = body.get(field);
        if (value instanceof JsonTree.TextNode text) {
            return text.value();
        }
        return value instanceof JsonTree.NumberNode number ? number.literal() : query.getOrDefault(field, "");
    }

    private World world() {
        List<World.Reseller> resellers = new ArrayList<>();
        accounts.forEach((id, account) -> resellers.add(new World.Reseller(
                id,
                account.key,
                List.of(new World.ClientIdentifier("client-of-" + id, null)),
                List.of(),
                account.profilesByCustomer.entrySet().stream()
                        .map(customer -> new World.Customer(customer.getKey(), List.copyOf(customer.getValue())))
                        .toList(),
                account.vendors.stream()
                        .map(vendor -> new World.Vendor(vendor, World.Details.none()))
                        .toList(),
                List.of(),
                World.Details.none())));
        return new World(World.Settings.standard(), resellers);
    }
}
