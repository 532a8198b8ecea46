package io.github.kdpbridge.gateway.operator;

import com.google.common.collect.ImmutableList;
import com.sun.management.OperatingSystemMXBean;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.MicrometerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a gateway, for Prometheus. Tags are bounded: operations, configured resellers, classes of status; never
 * text of a caller.
 */
public final class GatewayMeters implements AutoCloseable {
    private static final String NONE = "none";
    private static final String RESELLER = "reseller";
    private static final double NANOS_A_SECOND = 1e9;
    private static final ImmutableList<String> LIMITS =
            ImmutableList.of("requests", "memory", "body", "body_time", "answers", "answer_time", "threads");
    private static final ImmutableList<Integer> STATUS_CLASSES = ImmutableList.of(2, 4, 5);
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final PrometheusMeterRegistry registry = registry();
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Counter received = counter("kdp.gateway.received.bytes", "Bytes of the bodies of requests");
    private final Counter sent = counter("kdp.gateway.sent.bytes", "Bytes of the bodies of answers");
    private final Counter wrongKeys = counter("kdp.gateway.wrong.keys", "Requests with a key that no reseller has");
    private final LedgerMeters ledger = new LedgerMeters(registry);
    /** One for each reseller; a replaced client keeps it. */
    private final Map<ResellerId, ClientListener> clients = new ConcurrentHashMap<>();

    private final Map<ResellerId, ClientListener> oldServices = new ConcurrentHashMap<>();
    private final Map<ResellerId, MigrationMeters> migrations = new ConcurrentHashMap<>();
    /** A cache: a registry sorts the tags at each look-up. */
    private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();

    private final Map<Answers, Counter> answers = new ConcurrentHashMap<>();

    /** Registers all counters at 0, so that an alarm sees the first event as an increase. */
    public GatewayMeters() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS_A_SECOND)
                    .description("Time of the processors that the process has used")
                    .baseUnit("seconds")
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        gc.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        String version = GatewayMeters.class.getPackage().getImplementationVersion();
        Gauge.builder("kdp.build.info", () -> 1)
                .description("Always 1; the version is a tag")
                .tag("version", version == null ? "unknown" : version)
                .register(registry);
        LIMITS.forEach(this::limit);
        timer(new Kind(null, null, 4));
        STATUS_CLASSES.forEach(status -> answers(new Answers(null, status)));
    }

    /**
     * Prometheus counts in seconds, and reserves the suffix _count for histograms: promtool complains about these two.
     */
    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config()
                .meterFilter(new OldServiceMeters())
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        return registry;
    }

    /** Returns the ledger with its claims and settlements counted; the owner of the original closes it. */
    public Ledger counted(Ledger given) {
        return ledger.counted(given);
    }

    /** Registers the counters of a reseller at 0. */
    void reseller(ResellerId reseller) {
        EnumSet.allOf(Assumption.class).forEach(assumption -> counter(reseller, assumption));
        STATUS_CLASSES.forEach(status -> answers(new Answers(reseller, status)));
    }

    /** Returns a listener that counts the work of a reseller's client. */
    public ClientListener client(ResellerId reseller) {
        return clients.computeIfAbsent(
                reseller, each -> new MicrometerListener(registry, Tags.of(RESELLER, each.value())));
    }

    /** Returns a listener that counts the work of a reseller's old service, in meters of its own. */
    public ClientListener oldService(ResellerId reseller) {
        return oldServices.computeIfAbsent(
                reseller, each -> new MicrometerListener(registry, OldServiceMeters.MARK.and(RESELLER, each.value())));
    }

    /** Returns the meters of a reseller's migration. */
    public MigrationMeters migration(ResellerId reseller) {
        return migrations.computeIfAbsent(reseller, each -> new MigrationMeters(registry, each));
    }

    /** Shows whether a reseller has no access token: 1 if the last request for one failed, 0 otherwise. */
    void tokenMissing(ResellerId reseller, Supplier<Number> value) {
        Gauge.builder("kdp.gateway.token.missing", value)
                .description("Whether the last access token that was asked for did not come")
                .tag(RESELLER, reseller.value())
                .register(registry);
    }

    /** Counts a surprise of a reseller's service. Its client has the same counter. */
    void surprise(ResellerId reseller, Assumption assumption) {
        counter(reseller, assumption).increment();
    }

    private Counter counter(ResellerId reseller, Assumption assumption) {
        return counter(
                "kdp.contract.surprises",
                "Signs that the service is not as it is assumed to be",
                RESELLER,
                reseller.value(),
                "row",
                assumption.key());
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    /** Registers a gauge. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    public void wrongKey() {
        wrongKeys.increment();
    }

    /** Counts a request rejected by a limit. */
    public void rejected(String limit) {
        limit(limit).increment();
    }

    private Counter limit(String limit) {
        return counter("kdp.gateway.rejected", "Requests that a limit turned away", "limit", limit);
    }

    /**
     * Counts the answer to a request.
     *
     * @param status its HTTP status; 0 if there was none
     * @param nanos the time from its whole head to the end of its answer, in nanoseconds
     */
    public void answered(Gen1Subject subject, int status, long nanos) {
        timer(new Kind(subject.operation(), subject.reseller(), status / 100)).record(nanos, TimeUnit.NANOSECONDS);
        answers(new Answers(subject.reseller(), status / 100)).increment();
    }

    /** Counts the bytes of a request's body and of its answer's. */
    public void carried(long in, long out) {
        received.increment((double) in);
        sent.increment((double) out);
    }

    private Counter answers(Answers kind) {
        return answers.computeIfAbsent(
                kind,
                unused -> counter(
                        "kdp.gateway.answers",
                        "Answers to callers, by the class of their status",
                        RESELLER,
                        name(kind.reseller()),
                        "status",
                        statusClass(kind.statusClass())));
    }

    private static String statusClass(int number) {
        return number == 0 ? NONE : number + "xx";
    }

    private static String name(@Nullable ResellerId reseller) {
        return reseller == null ? NONE : reseller.value();
    }

    private Timer timer(Kind kind) {
        return requests.computeIfAbsent(kind, this::newTimer);
    }

    private Timer newTimer(Kind kind) {
        return Timer.builder("kdp.gateway.requests")
                .description("Requests of callers, from the whole head to the end of the answer")
                .tag("operation", kind.operation() == null ? NONE : kind.operation())
                .tag(RESELLER, name(kind.reseller()))
                .tag("status", statusClass(kind.statusClass()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Returns all meters in the text format of Prometheus, version 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        ledger.close();
        gc.close();
        registry.close();
    }

    /** The tags of requests. */
    private record Kind(
            @Nullable String operation, @Nullable ResellerId reseller, int statusClass) {}

    /** The tags of answers. Every combination is registered at the start, so there must be few. */
    private record Answers(@Nullable ResellerId reseller, int statusClass) {}
}
