package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.simulator.world.World.OAuthClient;
import io.github.kdpbridge.simulator.world.World.Reseller;
import io.github.kdpbridge.spring.Gen2ClientCustomizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts a simulator for a context, and points its properties to it.
 *
 * @param isSlice whether the rest of the application is left out
 */
record SimulatorCustomizer(boolean isSlice) implements ContextCustomizer {
    static final String BEAN = "kdpSimulator";

    private static final String SECRET = "sim-secret";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        Map<String, String> ids = ids(context.getEnvironment());
        Simulator simulator =
                Simulator.start(SimulatorOptions.builder().world(world(ids)).build());
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton(BEAN, simulator);
        beans.registerDisposableBean(BEAN, simulator::close);
        Map<String, String> properties = new LinkedHashMap<>();
        String url = simulator.url() + "/kcs/v1/rp";
        Set<String> regional = having("region", context.getEnvironment());
        ids.forEach((name, id) -> {
            String prefix = "kdp.resellers." + name + ".";
            pointTo(prefix, name, id, properties);
            if (!regional.contains(name)) {
                properties.put(prefix + "url", url);
            }
        });
        // A region cannot be taken back by a property, and is not allowed beside a URL.
        Gen2ClientCustomizer toSimulator = (name, builder) -> builder.baseUrl(url);
        beans.registerSingleton("kdpSimulatorUrl", toSimulator);
        if (isSlice) {
            inMemory("kdp.ledger.", properties);
            properties.put("spring.boot.enableautoconfiguration", "false");
            properties.put("spring.main.web-application-type", "none");
            beans.registerSingleton("kdpSlice", new Slice());
        }
        Set<String> ledgers = having("ledger", context.getEnvironment());
        if (isSlice) {
            ledgers.forEach(name -> inMemory("kdp.resellers." + name + ".ledger.", properties));
        }
        beans.addBeanPostProcessor(new Forgetting(ledgers));
        TestPropertyValues.of(properties).applyTo(context);
    }

    /** Returns the ids of the configured resellers; one without gets that of the default world, or one next to it. */
    private static Map<String, String> ids(Environment environment) {
        Map<String, String> ids = new LinkedHashMap<>();
        Binder.get(environment)
                .bind("kdp.resellers", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of("shop", Map.of()))
                .forEach((name, settings) -> {
                    String id = settings instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "";
                    ids.put(name, id.matches("[0-9]+") ? id : String.valueOf(4680000925L + ids.size()));
                });
        return ids;
    }

    /** Returns the names of the resellers that have a property, or a group of them. */
    private static Set<String> having(String property, Environment environment) {
        return Binder.get(environment)
                .bind("kdp.resellers", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .entrySet()
                .stream()
                .filter(reseller -> reseller.getValue() instanceof Map<?, ?> settings && settings.containsKey(property))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The default world's first account, once for each reseller. */
    private static World world(Map<String, String> ids) {
        World standard = World.standard();
        Reseller model = standard.resellers().get(0);
        List<Reseller> resellers = new ArrayList<>();
        ids.forEach((name, id) -> resellers.add(new Reseller(
                id,
                "sim-gen1-key-" + name,
                List.of(),
                List.of(new OAuthClient(clientId(name), SECRET)),
                model.customers(),
                model.vendors(),
                List.of(),
                model.details())));
        return new World(standard.settings(), standard.dialect(), resellers, standard.phones(), standard.rejected());
    }

    private static String clientId(String name) {
        return "sim-client-" + name;
    }

    private static void inMemory(String prefix, Map<String, String> properties) {
        properties.put(prefix + "type", "memory");
        properties.put(prefix + "data-source", "");
        properties.put(prefix + "migrate", "true");
    }

    private static void pointTo(String prefix, String name, String id, Map<String, String> properties) {
        properties.put(prefix + "id", id);
        properties.put(prefix + "client-id", clientId(name));
        properties.put(prefix + "client-secret", SECRET);
        properties.put(prefix + "client-identifier", "");
        properties.put(prefix + "key-file", "");
    }

    /**
     * Has the ledgers in memory that belong to one reseller forget as the simulator does.
     *
     * @param resellers the names of those with a ledger of their own
     */
    private record Forgetting(Set<String> resellers) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            boolean isOwn = name.endsWith("Ledger") && resellers.contains(name.substring(0, name.length() - 6));
            return isOwn && bean instanceof InMemoryLedger ? ForgetfulLedger.create() : bean;
        }
    }

    /** Leaves out what is found by scanning; what a test imports stays. */
    private static final class Slice extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice;
        }

        @Override
        public int hashCode() {
            return Slice.class.hashCode();
        }
    }
}
