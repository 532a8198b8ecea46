package io.github.kdpbridge.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An upload or a delete that can be written for either generation; its values are raw JSON. */
public final class Draft {
    private final Map<String, String> fields;

    private Draft(Map<String, String> fields) {
        this.fields = fields;
    }

    /** An upload of the default reseller's, with nothing wrong. */
    public static Draft of(String transactionId, String... ids) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("transactionId", "\"" + transactionId + "\"");
        fields.put("resellerId", "\"" + Caller.RESELLER + "\"");
        fields.put("customerId", "\"" + Caller.CUSTOMER + "\"");
        fields.put("type", "\"IMEI\"");
        fields.put("devices", "[" + String.join(",", ids.length == 0 ? new String[0] : quoted(ids)) + "]");
        return new Draft(fields);
    }

    /** The same with a field set to raw JSON, or left out when that is empty. */
    public Draft with(String field, String rawJson) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        if (rawJson.isEmpty()) {
            changed.remove(field);
        } else {
            changed.put(field, rawJson);
        }
        return new Draft(changed);
    }

    public String gen2() {
        return json(fields);
    }

    public String gen1() {
        Map<String, String> outer = new LinkedHashMap<>(fields);
        Map<String, String> inner = new LinkedHashMap<>();
        String type = outer.remove("type");
        String devices = outer.remove("devices");
        if (type != null) {
            inner.put("type", type);
        }
        if (devices != null) {
            inner.put("list", devices);
        }
        if (!inner.isEmpty() || !fields.containsKey("removeTransactionId")) {
            outer.put("devices", json(inner));
        }
        return json(outer);
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String[] quoted(String... ids) {
        String[] quoted = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            quoted[i] = "\"" + ids[i] + "\"";
        }
        return quoted;
    }
}
