package io.github.kdpbridge.spring;

import static io.github.kdpbridge.spring.KdpConfigurationException.naming;
import static io.github.kdpbridge.spring.KdpConfigurationException.required;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteGate;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.spring.KdpProperties.Reseller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.io.ResourceLoader;

/** Makes the beans of each reseller. Safe for use by many threads. */
public final class ResellerBeans {
    private static final String LEDGER = "kdpLedger";

    private final KdpProperties properties;
    private final ConfigurableListableBeanFactory beans;
    private final ResourceLoader resources;
    private final ObjectProvider<Gen2ClientCustomizer> customizers;
    private final Map<String, ResellerState> states = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Gen2Client> clients = new CopyOnWriteArrayList<>();
    private final List<LedgerProgram> programs = new CopyOnWriteArrayList<>();
    private final WriteGate gate = new WriteGate();

    ResellerBeans(
            KdpProperties properties,
            ConfigurableListableBeanFactory beans,
            ResourceLoader resources,
            ObjectProvider<Gen2ClientCustomizer> customizers) {
        this.properties = properties;
        this.beans = beans;
        this.resources = resources;
        this.customizers = customizers;
        Map<String, String> names = new HashMap<>();
        new TreeMap<>(properties.resellers()).forEach((name, reseller) -> {
            String id = reseller.id();
            String other = id == null || id.isBlank() ? null : names.putIfAbsent(id, name);
            if (other != null) {
                throw new KdpConfigurationException(
                        prefix(name) + "id",
                        "is the same as " + prefix(other) + "id",
                        "Name each account once: what one reseller records, the other does not see.");
            }
        });
    }

    /** Returns the name of a reseller's bean. */
    static String name(String reseller, Class<?> type) {
        return reseller + type.getSimpleName();
    }

    Gen2Client client(String name) {
        Reseller reseller = reseller(name);
        String prefix = prefix(name);
        Gen2Client.Builder builder = Gen2Client.builder(ResellerId.of(required(prefix + "id", reseller.id())))
                .tokens(new Credentials(prefix, reseller, resources).source())
                .resilience(limits(name))
                .deviceCheck(reseller.checkIdentifiers() ? DeviceCheck.standard() : DeviceCheck.none())
                .listener(state(name));
        if (reseller.url() != null) {
            String url = required(prefix + "url", reseller.url());
            naming(prefix + "url", () -> builder.baseUrl(url));
        }
        if (reseller.region() != null) {
            if (reseller.url() != null) {
                throw new KdpConfigurationException(
                        prefix + "region",
                        "is set beside " + prefix + "url",
                        "Keep url for a service outside the regions, or else region.");
            }
            builder.region(reseller.region());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(name, builder));
        Gen2Client client = builder.build();
        clients.addIfAbsent(client);
        return client;
    }

    private Resilience limits(String name) {
        return Limits.of(prefix(name) + "resilience.", reseller(name).resilience());
    }

    private ResellerState state(String name) {
        return states.computeIfAbsent(
                name, unused -> new ResellerState(limits(name).breakerPause(), System::nanoTime));
    }

    Ledger ledger(String name) {
        String prefix = prefix(name) + "ledger";
        KdpProperties.Ledger settings = Objects.requireNonNull(reseller(name).ledger(), "ledger");
        if (settings.settleInterval() != null) {
            throw new KdpConfigurationException(
                    prefix + ".settle-interval",
                    "is set, and there is one for all ledgers",
                    "Remove it, or set kdp.ledger.settle-interval.");
        }
        return Ledgers.open(prefix, settings, beans);
    }

    DeploymentProgram program(String name) {
        Ledger ledger = ledgerOf(name);
        Gen2Client client = get(name, Gen2Client.class);
        clients.addIfAbsent(client); // one of the application's is drained too
        LedgerProgram program = LedgerProgram.of(client, ledger);
        state(name).ledger(ledger);
        programs.add(program);
        return gate.before(program);
    }

    Gen1ResellerApi gen1(String name) {
        return Gen1.connect(get(name, DeploymentProgram.class));
    }

    Gen1OkHttpCustomizer okHttp(String name) {
        Gen1CompatInterceptor interceptor = Gen1CompatInterceptor.on(get(name, DeploymentProgram.class));
        for (String host : reseller(name).gen1Hosts()) {
            Gen1CompatInterceptor one = interceptor;
            interceptor = naming(prefix(name) + "gen1-hosts", () -> one.alsoFor(host));
        }
        return new Gen1OkHttpCustomizer(interceptor);
    }

    private static String prefix(String name) {
        return "kdp.resellers." + name + ".";
    }

    private Reseller reseller(String name) {
        return Objects.requireNonNull(properties.resellers().get(name), name);
    }

    private Ledger ledgerOf(String name) {
        String own = name(name, Ledger.class);
        if (beans.containsBean(own)) {
            return beans.getBean(own, Ledger.class);
        }
        return beans.containsBean(LEDGER) ? beans.getBean(LEDGER, Ledger.class) : beans.getBean(Ledger.class);
    }

    /** Returns a reseller's bean, or the application's in its place. */
    private <T> T get(String reseller, Class<T> type) {
        String name = name(reseller, type);
        return beans.containsBean(name) ? beans.getBean(name, type) : beans.getBean(type);
    }

    /** Returns what is known of each reseller that is in use, by name. */
    public Map<String, ResellerState> states() {
        return new TreeMap<>(states);
    }

    List<Gen2Client> clients() {
        return List.copyOf(clients);
    }

    List<LedgerProgram> programs() {
        return List.copyOf(programs);
    }

    /** Returns what all programs with a ledger pass before a write. */
    WriteGate gate() {
        return gate;
    }
}
