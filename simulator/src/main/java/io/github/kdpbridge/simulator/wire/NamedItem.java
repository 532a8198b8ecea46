package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.AccountView;
import io.github.kdpbridge.simulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Customers and resellers as the lists have them: a name and a number (contract, section 6: documented for the
 * customers of generation 2), then whatever else the world says about them.
 */
public final class NamedItem {
    private NamedItem() {}

    /**
     * A customer.
     *
     * @param customer the customer
     * @return the fields of its item
     */
    public static Map<String, String> of(World.Customer customer) {
        return fields("customerId", customer.customerId(), customer.details());
    }

    /**
     * A reseller.
     *
     * @param reseller the reseller
     * @return the fields of its item
     */
    public static Map<String, String> of(AccountView reseller) {
        return fields("resellerId", reseller.resellerId(), reseller.details());
    }

    private static Map<String, String> fields(String numberField, String number, World.Details details) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = details.name();
        if (name != null) {
            fields.put("name", name);
        }
        fields.put(numberField, number);
        fields.putAll(details.more());
        return fields;
    }
}
