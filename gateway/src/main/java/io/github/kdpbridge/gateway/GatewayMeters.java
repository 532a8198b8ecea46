package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import io.github.kdpbridge.gen2client.event.ClientListener;
import io.github.kdpbridge.gen2client.event.MicrometerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway counts, for Prometheus. Tags hold what is bounded: operations, resellers of the configuration, classes of
 * status; never what a caller wrote.
 */
final class GatewayMeters implements RequestLog, AutoCloseable {
    private static final String NONE = "none";
    private static final String RESELLER = "reseller";
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

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Counter received = registry.counter("kdp.gateway.received.bytes");
    private final Counter sent = registry.counter("kdp.gateway.sent.bytes");
    /** One for each reseller, also when its client is replaced by another. */
    private final Map<ResellerId, ClientListener> clients = new ConcurrentHashMap<>();
    /** A registry finds a meter by its tags at the price of sorting them. */
    private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();

    GatewayMeters() {
        new JvmMemoryMetrics().bindTo(registry);
        gc.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Returns a listener that counts the work of a reseller's client. */
    ClientListener client(ResellerId reseller) {
        return clients.computeIfAbsent(
                reseller, each -> new MicrometerListener(registry, Tags.of(RESELLER, each.value())));
    }

    /** Shows whether a reseller has no access token: 1 if the last one that was asked for did not come, 0 otherwise. */
    void tokenMissing(ResellerId reseller, Supplier<Number> value) {
        Gauge.builder("kdp.gateway.token.missing", value)
                .description("Whether the last access token that was asked for did not come")
                .tag(RESELLER, reseller.value())
                .register(registry);
    }

    /** Shows the assumptions of which no sign was seen of a reseller's service yet. */
    void surprises(ResellerId reseller) {
        EnumSet.allOf(Assumption.class).forEach(assumption -> counter(reseller, assumption));
    }

    /** Counts a sign that a reseller's service is not as it is assumed to be. Its client has the same counter. */
    void surprise(ResellerId reseller, Assumption assumption) {
        counter(reseller, assumption).increment();
    }

    private Counter counter(ResellerId reseller, Assumption assumption) {
        return registry.counter("kdp.contract.surprises", RESELLER, reseller.value(), "row", assumption.key());
    }

    /** Shows a number as it is at the moment of the question. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void wrongKey() {
        registry.counter("kdp.gateway.wrong.keys").increment();
    }

    /** Counts a request that a limit turned away. */
    void rejected(String limit) {
        registry.counter("kdp.gateway.rejected", "limit", limit).increment();
    }

    @Override
    public void log(Request request, Response response) {
        Gen1Subject subject = Subjects.of(request);
        requests.computeIfAbsent(
                        new Kind(subject.operation(), subject.reseller(), response.getStatus() / 100), this::timer)
                .record(NanoTime.since(request.getHeadersNanoTime()), TimeUnit.NANOSECONDS);
        received.increment((double) Request.getContentBytesRead(request));
        sent.increment((double) Response.getContentBytesWritten(response));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("kdp.gateway.requests")
                .description("Requests of callers, from the whole head to the end of the answer")
                .tag("operation", kind.operation() == null ? NONE : kind.operation())
                .tag(RESELLER, kind.reseller() == null ? NONE : kind.reseller().value())
                .tag("status", kind.statusClass() + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Returns all meters in the text format of Prometheus, version 0.0.4. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    /** What requests are counted by. */
    private record Kind(
            @Nullable String operation, @Nullable ResellerId reseller, int statusClass) {}
}
