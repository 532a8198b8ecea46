package io.github.kdpbridge.serviceclient.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MicrometerListenerTest {
    private static final Call UPLOAD = new Call(Operation.UPLOAD, "244303");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClientListener listener = new MicrometerListener(registry);

    static Stream<Arguments> outcomes() {
        ServiceError error = new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400004", "X", null);
        return Stream.of(
                Arguments.of(null, "success"),
                Arguments.of(new RefusedException("upload", error, 404, null, false), "refused"),
                Arguments.of(new UnreachableException("upload", "x", null, false), "unreachable"),
                Arguments.of(new AnswerNotUnderstoodException("upload", 200, "x", null, true), "not_understood"),
                Arguments.of(new RefusedLocallyException("upload", Reason.LIMIT, "x", null), "held_back"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void call_isTimedByItsOutcome(@Nullable KdpException failure, String outcome) {
        listener.call(UPLOAD, failure, Duration.ofMillis(40));

        assertThat(registry.get("kdp.client.calls")
                        .tags("operation", "upload", "outcome", outcome)
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(40);
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains("244303"));
    }

    @Test
    void surprises_areCountedByTheirRow_andThereFromTheStart() {
        assertThat(registry.find("kdp.contract.surprises").counters())
                .hasSize(Assumption.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());

        listener.surprise(Assumption.STATUS_FILTER, "transactions that were not asked for");
        listener.surprise(Assumption.STATUS_FILTER, "transactions that were not asked for");

        assertThat(registry.get("kdp.contract.surprises")
                        .tag("row", "status-filter")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains("asked"));
    }

    /** An alarm on an increase does not see the first event of a counter that begins with it. */
    @Test
    void everyMeter_isThereAtZeroBeforeTheFirstEvent_andSaysWhatItIs() {
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains(
                        "kdp.client.calls",
                        "kdp.client.refusals",
                        "kdp.client.retries",
                        "kdp.client.lost.answers",
                        "kdp.client.tokens",
                        "kdp.client.breaker.open",
                        "kdp.client.unknown.codes",
                        "kdp.contract.surprises");
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            assertThat(meter.getId().getDescription())
                    .as(meter.getId().toString())
                    .isNotBlank();
            assertThat(meter.measure())
                    .extracting(Measurement::getValue)
                    .as(meter.getId().toString())
                    .containsOnly(0.0);
        });
    }

    @Test
    void everyEvent_countsInAMeterThatWasThereBefore() {
        int before = registry.getMeters().size();
        ServiceError error = new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400004", "X", null);
        RefusedException refusal = new RefusedException("x", error, 404, null, false);

        List<Operation<?, ?>> asked = new ArrayList<>(Operation.all());
        asked.remove(Operation.RESELLERS); // asks no service
        for (Operation<?, ?> operation : asked) {
            Call call = new Call(operation, "x");
            outcomes().forEach(outcome -> listener.call(call, (KdpException) outcome.get()[0], Duration.ofMillis(1)));
            listener.retry(call, refusal, Duration.ZERO);
            listener.unknownCode(call, new ServiceError(Condition.UNKNOWN, "no code\n", "X", null), 1);
        }
        for (LostAnswer outcome : LostAnswer.values()) {
            listener.lostAnswer(UPLOAD, outcome);
            listener.lostAnswer(new Call(Operation.DELETE, "x"), outcome);
            listener.lostAnswer(new Call(Operation.REMOVE, "x"), outcome);
        }
        listener.token(true);
        listener.token(false);

        assertThat(registry.getMeters()).hasSize(before);
        assertThat(registry.get("kdp.client.refusals")
                        .tag("condition", "customer_not_found")
                        .counter()
                        .count())
                .isEqualTo(8);
    }

    @Test
    void retriesTokensAndBreaker_areCounted() {
        listener.retry(UPLOAD, new UnreachableException("upload", "x", null, false), Duration.ZERO);
        listener.token(true);
        listener.token(false);
        listener.token(false);
        listener.breaker("OPEN");

        assertThat(registry.get("kdp.client.retries")
                        .tag("operation", "upload")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("kdp.client.tokens")
                        .tag("outcome", "success")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("kdp.client.tokens")
                        .tag("outcome", "failure")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("kdp.client.breaker.open").gauge().value()).isEqualTo(1);
        listener.breaker("HALF_OPEN");
        assertThat(registry.get("kdp.client.breaker.open").gauge().value()).isZero();
    }

    @Test
    @ExpectedLog("a listener failed")
    void listenerThatThrows_harmsNobody() {
        ClientListener broken = new ClientListener() {
            @Override
            public void token(boolean obtained) {
                throw new IllegalStateException("broken");
            }
        };
        Listeners both = new Listeners(List.of(broken, listener));

        both.token(true);
        both.call(UPLOAD, null, Duration.ZERO);

        assertThat(registry.get("kdp.client.tokens")
                        .tag("outcome", "success")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void clientsWithTagsOfTheirOwn_shareARegistry() {
        ClientListener one = new MicrometerListener(registry, Tags.of("reseller", "1"));
        ClientListener two = new MicrometerListener(registry, Tags.of("reseller", "2"));

        one.breaker("OPEN");
        two.call(UPLOAD, null, Duration.ofMillis(40));

        assertThat(registry.get("kdp.client.breaker.open")
                        .tag("reseller", "1")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("kdp.client.breaker.open")
                        .tag("reseller", "2")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("kdp.client.calls")
                        .tags("reseller", "2", "operation", "upload", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void lostAnswersOfSeveralClients_wereCountedAsThoseOfOne() {
        ClientListener one = new MicrometerListener(registry, Tags.of("reseller", "1"));
        ClientListener two = new MicrometerListener(registry, Tags.of("reseller", "2"));

        one.lostAnswer(UPLOAD, LostAnswer.DONE);
        one.lostAnswer(UPLOAD, LostAnswer.DONE);
        two.lostAnswer(UPLOAD, LostAnswer.SENT_AGAIN);

        assertThat(registry.get("kdp.client.lost.answers")
                        .tags("reseller", "1", "operation", "upload", "outcome", "done")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("kdp.client.lost.answers")
                        .tags("reseller", "2", "operation", "upload", "outcome", "sent_again")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void unknownCodes_areCountedEachByItsName_upToAHundred() {
        for (int code = 0; code < 150; code++) {
            listener.unknownCode(UPLOAD, new ServiceError(Condition.UNKNOWN, "4" + code, "X", null), 2);
        }
        listener.unknownCode(UPLOAD, new ServiceError(Condition.UNKNOWN, "40", "X", null), 1);
        listener.unknownCode(UPLOAD, new ServiceError(Condition.UNKNOWN, "no code\n", "X", null), 1);

        assertThat(unknown("40")).isEqualTo(3);
        assertThat(unknown("499")).isEqualTo(2);
        assertThat(unknown("other")).isEqualTo(2 * 50 + 1);
        assertThat(registry.find("kdp.client.unknown.codes")
                        .tag("operation", "upload")
                        .counters())
                .hasSize(101);
    }

    private double unknown(String code) {
        return registry.get("kdp.client.unknown.codes")
                .tags("operation", "upload", "code", code)
                .counter()
                .count();
    }
}
