package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.World;
import io.github.kdpbridge.simulator.portal.AccountView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Customers and resellers as both generations list them (contract section 6: assumed): the standard fields that are
 * known, then whatever else the world says about them.
 */
public final class Item {
    private static final String ACTIVE = "Active";

    private Item() {}

    /**
     * A customer.
     *
     * @param customer the customer
     * @return the fields of its item
     */
    public static Map<String, String> of(World.Customer customer) {
        Map<String, String> fields = fields("customer", customer.customerId(), customer.details());
        fields.put("state", ACTIVE);
        fields.putAll(customer.details().more());
        return fields;
    }

    /**
     * A reseller.
     *
     * @param reseller the reseller
     * @return the fields of its item
     */
    public static Map<String, String> of(AccountView reseller) {
        Map<String, String> fields = fields("reseller", reseller.resellerId(), reseller.details());
        fields.putAll(reseller.details().more());
        return fields;
    }

    private static Map<String, String> fields(String kind, String number, World.Details details) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(kind + "Id", number);
        String name = details.name();
        if (name != null) {
            fields.put(kind + "Name", name);
        }
        String country = details.country();
        if (country != null) {
            fields.put("country", country);
        }
        return fields;
    }
}
