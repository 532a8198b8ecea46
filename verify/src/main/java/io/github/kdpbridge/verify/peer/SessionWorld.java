package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulated world that fits a session: each reseller in it exists, with the first key sent for it, and owns every
 * customer, vendor and profile sent with it.
 */
final class SessionWorld {
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    private static final class Account {
        private @Nullable String key;
        private final Map<String, Set<String>> profilesByCustomer = new LinkedHashMap<>();
        private final Set<String> vendors = new LinkedHashSet<>();
    }

    private SessionWorld() {}

    /** Returns the world of a session; the simulator's standard world if the session has no reseller with a key. */
    static World of(List<SessionRequest> requests) {
        SessionWorld world = new SessionWorld();
        requests.forEach(world::see);
        boolean opensNothing = world.accounts.values().stream().allMatch(account -> account.key == null);
        return opensNothing ? World.standard() : world.world();
    }

    private void see(SessionRequest request) {
        String reseller = text(request, "resellerId");
        if (reseller.isBlank()) {
            return;
        }
        Account account = accounts.computeIfAbsent(reseller, unused -> new Account());
        String key = RecordedSession.key(request);
        boolean taken = accounts.values().stream().anyMatch(other -> key.equals(other.key));
        if (account.key == null && !key.isEmpty() && !taken) {
            account.key = key;
        }
        String customer = text(request, "customerId");
        if (!customer.isBlank()) {
            Set<String> profiles =
                    account.profilesByCustomer.computeIfAbsent(customer, unused -> new LinkedHashSet<>());
            for (JsonTree alias : request.json().get("profileAliases").items()) {
                if (alias.get("profileAlias") instanceof JsonTree.TextNode name) {
                    profiles.add(name.value());
                }
            }
        }
        String vendor = text(request, "vendorId");
        if (!vendor.isBlank()) {
            account.vendors.add(vendor);
        }
    }

    private static String text(SessionRequest request, String field) {
        JsonTree value = request.json().get(field);
        return value instanceof JsonTree.TextNode || value instanceof JsonTree.NumberNode
                ? value.text()
                : RecordedSession.query(request).getOrDefault(field, "");
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
