package io.github.kdpbridge.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The names below {@code kdp.resellers}, before there are beans. */
final class ConfiguredResellers {
    private ConfiguredResellers() {}

    /** Returns for each name whether the reseller has a ledger of its own. */
    static Map<String, Boolean> of(Environment environment) {
        Map<String, Boolean> resellers = new LinkedHashMap<>();
        Binder.get(environment)
                .bind("kdp.resellers", Bindable.mapOf(String.class, Object.class))
                .ifBound(found -> found.forEach((name, settings) ->
                        resellers.put(name, settings instanceof Map<?, ?> map && map.containsKey("ledger"))));
        return resellers;
    }
}
