package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.BYTES;
import static io.github.kdpbridge.gateway.settings.Kind.NUMBER;
import static io.github.kdpbridge.gateway.settings.Kind.TIME;

import io.github.kdpbridge.gateway.settings.Kind;
import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of a {@link Resilience}, one row each, in the section of a service. */
final class ResilienceSettings {
    private static final String BREAKER = "breaker";
    /** The service's limits are not public; a gateway has many callers, so it is given more than a client's own. */
    private static final Resilience STANDARD =
            Resilience.builder().requestsPerSecond(1000).concurrentRequests(128).build();

    private final Section service;
    private final Rows rows;
    private final List<Item<?>> items = new ArrayList<>();

    /** A setting and its method of the builder, which may refuse the value. */
    private record Item<T>(Setting<T> setting, BiFunction<Resilience.Builder, T, Resilience.Builder> setter) {
        void read(Settings section, Resilience.Builder builder) {
            T value = setting.in(section);
            var unused = section.inRange(setting.key(), () -> setter.apply(builder, value));
        }
    }

    /**
     * Creates the settings.
     *
     * @param service the section that they stand in
     * @param rows get each row, the section of the breaker before its settings
     */
    ResilienceSettings(Section service, Rows rows) {
        this.service = service;
        this.rows = rows;
        add(
                "requestsPerSecond",
                NUMBER,
                STANDARD.requestsPerSecond(),
                Resilience.Builder::requestsPerSecond,
                "the most requests a second to this reseller's service");
        add(
                "concurrentRequests",
                NUMBER,
                STANDARD.concurrentRequests(),
                Resilience.Builder::concurrentRequests,
                "the most requests at once to this reseller's service");
        add(
                "patience",
                TIME,
                STANDARD.patience(),
                Resilience.Builder::patience,
                "how long a request waits for its turn, for each of these two");
        add(
                "connectTimeout",
                TIME,
                STANDARD.connectTimeout(),
                Resilience.Builder::connectTimeout,
                "time to connect to the service");
        add(
                "requestTimeout",
                TIME,
                STANDARD.requestTimeout(),
                Resilience.Builder::requestTimeout,
                "how long one attempt may take in all; half of it may pass without a byte");
        add(
                "answerLimit",
                BYTES,
                Math.toIntExact(STANDARD.answerLimit()),
                (builder, bytes) -> builder.answerLimit(bytes),
                "the most bytes of an answer of the service, unpacked; a larger one is 502. 16 MiB hold the status of"
                        + " 100,000 failed devices; reading an answer takes three times its size of the heap");
        add(
                "attempts",
                NUMBER,
                STANDARD.attempts(),
                Resilience.Builder::attempts,
                "the most attempts for a request that is safe to repeat; 1 for no repeats");
        add(
                "firstPause",
                TIME,
                STANDARD.firstPause(),
                Resilience.Builder::firstPause,
                "the pause before the second attempt; each further one is twice as long");
        add(
                "longestPause",
                TIME,
                STANDARD.longestPause(),
                Resilience.Builder::longestPause,
                "the longest of these pauses; if the service asks for a longer one, there is no further attempt");
        rows.section(service.path() + "." + BREAKER, "The circuit breaker. While it is open, callers get 503 at once.");
        add(
                "breaker.window",
                NUMBER,
                STANDARD.breakerWindow(),
                Resilience.Builder::breakerWindow,
                "the last requests that the circuit breaker counts");
        add(
                "breaker.failurePercent",
                NUMBER,
                STANDARD.breakerFailurePercent(),
                Resilience.Builder::breakerFailurePercent,
                "the share of failed requests that opens it");
        add("breaker.pause", TIME, STANDARD.breakerPause(), Resilience.Builder::breakerPause, "how long it stays open");
    }

    private <T> void add(
            String path,
            Kind<T> kind,
            T standard,
            BiFunction<Resilience.Builder, T, Resilience.Builder> setter,
            String meaning) {
        Setting<T> setting = rows.row(Setting.of(service.path() + "." + path, kind, standard, meaning));
        items.add(new Item<>(setting, setter));
    }

    /** Reads how a service is treated. */
    Resilience read(Settings section) {
        Settings breaker = section.sectionOrEmpty(BREAKER);
        Resilience.Builder resilience = Resilience.builder();
        items.forEach(
                item -> item.read(item.setting().path().contains("." + BREAKER + ".") ? breaker : section, resilience));
        breaker.finish();
        return resilience.build();
    }
}
