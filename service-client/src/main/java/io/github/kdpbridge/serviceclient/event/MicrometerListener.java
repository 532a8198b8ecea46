package io.github.kdpbridge.serviceclient.event;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.Operation;
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
 * Counts a client's work in a Micrometer registry, version 1.15 or later, which has to be on the class path.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>kind</th><th>tags</th></tr>
 *   <tr><td>{@code kdp.client.calls}</td><td>timer</td><td>{@code operation}; {@code outcome}: {@code success},
 *       {@code refused}, {@code unreachable}, {@code not_understood} or {@code held_back}</td></tr>
 *   <tr><td>{@code kdp.client.refusals}</td><td>counter</td><td>{@code condition}: the {@link Condition} of a call that
 *       was refused, in lower case</td></tr>
 *   <tr><td>{@code kdp.client.retries}</td><td>counter</td><td>{@code operation}</td></tr>
 *   <tr><td>{@code kdp.client.lost.answers}</td><td>counter</td><td>{@code operation}; {@code outcome}: {@code done},
 *       {@code sent_again} or {@code unknown}</td></tr>
 *   <tr><td>{@code kdp.client.tokens}</td><td>counter</td><td>{@code outcome}: {@code success} or
 *       {@code failure}</td></tr>
 *   <tr><td>{@code kdp.client.breaker.open}</td><td>gauge</td><td>1 while nothing is sent, otherwise 0</td></tr>
 *   <tr><td>{@code kdp.client.unknown.codes}</td><td>counter</td><td>{@code operation}; {@code code}: a code that the
 *       error catalogue does not know; {@code other} from the hundredth on, and for a text that does not look like a code</td></tr>
 *   <tr><td>{@code kdp.contract.surprises}</td><td>counter</td><td>{@code row}: the {@link Assumption#key() key} of an
 *       assumption that the service showed not to hold</td></tr>
 * </table>
 *
 * <p>All are registered at 0 when the listener is created, so that an alarm sees the first event as an increase. The
 * series of an unknown code starts with its first event.
 *
 * <p>Clients that share a registry need distinguishing tags, the reseller for example.
 */
public final class MicrometerListener implements ClientListener {
    private static final int MOST_CODES = 100;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_]{1,20}");
    private static final String OTHER = "other";
    private static final String REFUSED = "refused";
    /** Generation 2 has no list of resellers: its series start with the first call of a client that has one. */
    private static final ImmutableList<Operation<?, ?>> OPERATIONS = Operation.all().stream()
            .filter(operation -> operation != Operation.RESELLERS)
            .collect(ImmutableList.toImmutableList());

    private static final ImmutableList<String> OUTCOMES =
            ImmutableList.of("success", REFUSED, "unreachable", "not_understood", "held_back");

    private final MeterRegistry registry;
    private final Tags tags;
    private final ImmutableMap<Assumption, Counter> surprises;
    private final ImmutableMap<Condition, Counter> refusals;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<String> codes = new HashSet<>();
    /** A cache: a registry sorts the tags at each look-up. */
    private final Map<Ending, Timer> calls = new ConcurrentHashMap<>();

    /** Creates a listener that counts in a registry. */
    public MicrometerListener(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Creates a listener that counts in a registry.
     *
     * @param tags additional tags for each of its meters
     */
    public MicrometerListener(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.tags = Tags.of(tags);
        Gauge.builder("kdp.client.breaker.open", open, AtomicInteger::get)
                .description("1 while the circuit breaker lets nothing through to the service, otherwise 0")
                .tags(tags)
                .register(registry);
        this.surprises = Maps.immutableEnumMap(Maps.toMap(
                EnumSet.allOf(Assumption.class),
                assumption -> counter(
                        "kdp.contract.surprises",
                        "Signs that the service is not as it is assumed to be",
                        "row",
                        assumption.key())));
        this.refusals = Maps.immutableEnumMap(Maps.toMap(
                EnumSet.allOf(Condition.class),
                condition -> counter(
                        "kdp.client.refusals",
                        "Calls that the service refused, by what it said",
                        "condition",
                        condition.name().toLowerCase(Locale.ROOT))));
        registerAtZero();
    }

    private void registerAtZero() {
        for (Operation<?, ?> operation : OPERATIONS) {
            OUTCOMES.forEach(outcome -> timer(new Ending(operation, outcome)));
            retries(operation);
            unknownCodes(operation, OTHER);
        }
        for (LostAnswer outcome : LostAnswer.values()) {
            Operation.all().stream().filter(Operation::isWrite).forEach(operation -> lostAnswers(operation, outcome));
        }
        tokens(true);
        tokens(false);
    }

    @Override
    public void call(Call call, @Nullable KdpException failure, Duration took) {
        timer(new Ending(call.operation(), outcome(failure))).record(took);
        if (failure instanceof RefusedException refusal) {
            Counter counter = refusals.get(refusal.condition());
            if (counter != null) {
                counter.increment();
            }
        }
    }

    @Override
    public void retry(Call call, KdpException failure, Duration pause) {
        retries(call.operation()).increment();
    }

    @Override
    public void lostAnswer(Call call, LostAnswer outcome) {
        lostAnswers(call.operation(), outcome).increment();
    }

    @Override
    public void token(boolean obtained) {
        tokens(obtained).increment();
    }

    @Override
    public void breaker(String state) {
        open.set(state.equals("OPEN") ? 1 : 0);
    }

    @Override
    public void unknownCode(Call call, ServiceError error, long count) {
        unknownCodes(call.operation(), bounded(error.code())).increment((double) count);
    }

    @Override
    public void surprise(Assumption assumption, String seen) {
        Counter counter = surprises.get(assumption);
        if (counter != null) {
            counter.increment();
        }
    }

    private Timer timer(Ending ending) {
        return calls.computeIfAbsent(
                ending,
                unused -> Timer.builder("kdp.client.calls")
                        .description("Calls of the client, with all their repeats and waits")
                        .tags(tags.and("operation", ending.operation().name(), "outcome", ending.outcome()))
                        .register(registry));
    }

    private Counter retries(Operation<?, ?> operation) {
        return counter(
                "kdp.client.retries",
                "Requests that are sent once more after a failure",
                "operation",
                operation.name());
    }

    private Counter lostAnswers(Operation<?, ?> operation, LostAnswer outcome) {
        return counter(
                "kdp.client.lost.answers",
                "Writes whose answer was lost, by what the service said when it was asked",
                "operation",
                operation.name(),
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
    }

    private Counter tokens(boolean obtained) {
        return counter("kdp.client.tokens", "Tokens that were asked for", "outcome", obtained ? "success" : "failure");
    }

    private Counter unknownCodes(Operation<?, ?> operation, String code) {
        return counter(
                "kdp.client.unknown.codes",
                "Codes of the service that the error catalogue does not know",
                "operation",
                operation.name(),
                "code",
                code);
    }

    private Counter counter(String name, String description, String... more) {
        return Counter.builder(name)
                .description(description)
                .tags(tags.and(more))
                .register(registry);
    }

    /** Limits the codes with a tag of their own, because the service could send any number of codes. */
    private synchronized String bounded(String code) {
        boolean named = CODE.matcher(code).matches()
                && (codes.contains(code) || (codes.size() < MOST_CODES && codes.add(code)));
        return named ? code : OTHER;
    }

    private static String outcome(@Nullable KdpException failure) {
        if (failure == null) {
            return "success";
        }
        if (failure instanceof RefusedException) {
            return REFUSED;
        }
        if (failure instanceof RefusedLocallyException) {
            return "held_back";
        }
        return failure instanceof AnswerNotUnderstoodException ? "not_understood" : "unreachable";
    }

    /** The tags of calls. */
    private record Ending(Operation<?, ?> operation, String outcome) {}
}
