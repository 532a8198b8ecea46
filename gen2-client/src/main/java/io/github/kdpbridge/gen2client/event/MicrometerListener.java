package io.github.kdpbridge.gen2client.event;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.ServiceError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts a client's work in a Micrometer registry; Micrometer has to be on the class path.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>tags</th></tr>
 *   <tr><td>{@code kdp.client.calls}</td><td>timer</td><td>{@code operation}, {@code outcome}: {@code success},
 *       the condition of a refusal, {@code unreachable}, {@code not_understood} or {@code held_back}</td></tr>
 *   <tr><td>{@code kdp.client.retries}</td><td>counter</td><td>{@code operation}</td></tr>
 *   <tr><td>{@code kdp.client.lost.answers}</td><td>counter</td><td>{@code operation}, {@code outcome}: {@code done},
 *       {@code sent_again} or {@code unknown}</td></tr>
 *   <tr><td>{@code kdp.client.tokens}</td><td>counter</td><td>{@code outcome}: {@code success} or
 *       {@code failure}</td></tr>
 *   <tr><td>{@code kdp.client.breaker.open}</td><td>gauge</td><td>1 while nothing is sent, otherwise 0</td></tr>
 *   <tr><td>{@code kdp.client.unknown.codes}</td><td>counter</td><td>{@code operation}, {@code code}: a code that the
 *       error catalogue does not know; {@code other} from the hundredth on, and for what does not look like one</td></tr>
 *   <tr><td>{@code kdp.contract.surprises}</td><td>counter</td><td>{@code row}: the {@link Assumption#key() key} of an
 *       assumption that the service showed not to hold; 0 for all others</td></tr>
 * </table>
 *
 * <p>Several clients that count in one registry need tags that tell them apart, the reseller for example.
 */
public final class MicrometerListener implements ClientListener {
    private static final int MOST_CODES = 100;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_]{1,20}");

    private final MeterRegistry registry;
    private final Tags tags;
    private final ImmutableMap<Assumption, Counter> surprises;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<String> codes = new HashSet<>();
    /** A registry finds a meter by its tags at the price of sorting them. */
    private final Map<Call, Timer> calls = new ConcurrentHashMap<>();

    /** Creates a listener that counts in a registry. */
    public MicrometerListener(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Creates a listener that counts in a registry.
     *
     * @param tags what each of its meters is tagged with in addition
     */
    public MicrometerListener(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
        Gauge.builder("kdp.client.breaker.open", open, AtomicInteger::get)
                .tags(tags)
                .register(registry);
        this.surprises = Maps.immutableEnumMap(Maps.toMap(
                EnumSet.allOf(Assumption.class),
                assumption -> registry.counter("kdp.contract.surprises", this.tags.and("row", assumption.key()))));
    }

    @Override
    public void call(Operation operation, @Nullable KdpException failure, Duration took) {
        calls.computeIfAbsent(new Call(operation.kind(), outcome(failure)), this::timer)
                .record(took);
    }

    @Override
    public void retry(Operation operation, KdpException failure, Duration pause) {
        registry.counter("kdp.client.retries", tags.and("operation", operation.kind()))
                .increment();
    }

    @Override
    public void lostAnswer(Operation operation, LostAnswer outcome) {
        registry.counter(
                        "kdp.client.lost.answers",
                        tags.and(
                                "operation",
                                operation.kind(),
                                "outcome",
                                outcome.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    @Override
    public void token(boolean obtained) {
        registry.counter("kdp.client.tokens", tags.and("outcome", obtained ? "success" : "failure"))
                .increment();
    }

    @Override
    public void breaker(String state) {
        open.set(state.equals("OPEN") ? 1 : 0);
    }

    @Override
    public void unknownCode(Operation operation, ServiceError error, long count) {
        registry.counter(
                        "kdp.client.unknown.codes",
                        tags.and("operation", operation.kind(), "code", bounded(error.code())))
                .increment((double) count);
    }

    @Override
    public void surprise(Assumption assumption, String seen) {
        Counter counter = surprises.get(assumption);
        if (counter != null) {
            counter.increment();
        }
    }

    private Timer timer(Call call) {
        return registry.timer("kdp.client.calls", tags.and("operation", call.operation(), "outcome", call.outcome()));
    }

    /** A service that makes up codes must not make up meters without end. */
    private synchronized String bounded(String code) {
        boolean named = CODE.matcher(code).matches()
                && (codes.contains(code) || (codes.size() < MOST_CODES && codes.add(code)));
        return named ? code : "other";
    }

    private static String outcome(@Nullable KdpException failure) {
        if (failure == null) {
            return "success";
        }
        if (failure instanceof RefusedException refusal) {
            Condition condition = refusal.condition();
            return condition.name().toLowerCase(Locale.ROOT);
        }
        if (failure instanceof RefusedLocallyException) {
            return "held_back";
        }
        return failure instanceof AnswerNotUnderstoodException ? "not_understood" : "unreachable";
    }

    /** What calls are counted by. */
    private record Call(String operation, String outcome) {}
}
