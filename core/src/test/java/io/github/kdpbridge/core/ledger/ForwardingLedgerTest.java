package io.github.kdpbridge.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingLedgerTest {
    private static final Map<Class<?>, Object> ANSWERS = Map.of(
            boolean.class,
            true,
            List.class,
            new ArrayList<>(),
            Map.class,
            Map.of(),
            Optional.class,
            Optional.of("made up"),
            CompletionStage.class,
            CompletableFuture.completedFuture("made up"),
            Claim.class,
            new Claim(Claim.Right.BUSY, Outcome.open()));

    private final List<Method> called = new ArrayList<>();
    private final Ledger ledger = new ForwardingLedger((Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                called.add(method);
                return ANSWERS.get(method.getReturnType());
            })) {};

    static Stream<Method> methods() {
        return Arrays.stream(Ledger.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers())
                        && !method.getName().equals("claimNewAsync"));
    }

    /** One with a default of its own would answer in place of the other ledger. */
    @ParameterizedTest
    @MethodSource("methods")
    void method_isThatOfTheOtherLedger(Method method) throws Exception {
        Object answer = method.invoke(ledger, new Object[method.getParameterCount()]);

        assertThat(called).containsExactly(method);
        assertThat(answer).isEqualTo(ANSWERS.get(method.getReturnType()));
    }

    /** Otherwise a subclass that refuses claims, or counts them, would not see those of new ids. */
    @Test
    void everyClaim_isOneOfTheMethodThatASubclassChanges() {
        Entry entry = Entry.of(ResellerId.of("4680000925"), Samples.upload("1", 0, 1), null, Instant.EPOCH);

        assertThat(ledger.claimNewAsync(entry, claim -> {})).isCompletedWithValue(Optional.empty());
        assertThat(called).isEmpty();
    }
}
