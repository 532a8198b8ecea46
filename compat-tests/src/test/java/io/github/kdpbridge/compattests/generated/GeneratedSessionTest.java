package io.github.kdpbridge.compattests.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.kdpbridge.compattests.scenario.Dialects;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sessions of several resellers and customers end in equal portals and get equal answers on the way, whichever way
 * into the bridge they take and whichever dialect the service speaks. A session that does not is shortened, and printed as
 * a file for {@code bin/kdp replay}.
 *
 * <p>{@code sessions.operations} says how many requests all of them make through the bridge, {@code sessions.seed} which.
 */
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("the service is otherwise than assumed .*")
@ExpectedLog("reseller [0-9]+: it is assumed that identifiers come back as they were sent; seen: .*")
@ExpectedLog("reseller [0-9]+: devices of upload .* are there already: upload .* had the same content")
@ExpectedLog("status .*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog(".* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
@Tag("one-jdk")
final class GeneratedSessionTest {
    private static final long OPERATIONS = Long.getLong("sessions.operations", 1_500);
    private static final long SEED = Long.getLong("sessions.seed", 1);

    /** The documented dialect gets as many as all others together get in a quarter. */
    private static final int WEIGHT_OF_THE_DOCUMENTED = 10;

    private static final Map<PeerKind, Rehearsal> REHEARSALS = new EnumMap<>(PeerKind.class);

    @AfterAll
    static void close() {
        REHEARSALS.values().forEach(Rehearsal::close);
        REHEARSALS.clear();
    }

    static Stream<Dialect> dialects() {
        return Dialects.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void bridge_comesToTheSameAsGeneration1(Dialect dialect) {
        List<PeerKind> kinds = Stream.of(PeerKind.values())
                .filter(kind -> !kind.cuts() || dialect.get(Dialect.FOREIGN_DEVICE_LEVEL) == Dialect.ErrorLevel.DEVICE)
                .toList();
        Sessions sessions = new Sessions(SEED + dialect.toString().hashCode());
        long share = share(dialect);
        long before = operations();
        for (int i = 0; i < kinds.size() || operations() - before < share; i++) {
            PeerKind kind = kinds.get(i % kinds.size());
            Rehearsal rehearsal = REHEARSALS.computeIfAbsent(kind, Rehearsal::new);
            List<Action> session = sessions.next();
            if (rehearsal.play(session, dialect).isPresent()) {
                Optional<String> difference = rehearsal.play(rehearsal.shortened(session, dialect), dialect);
                fail("%s, %s, -Dsessions.seed=%d: %s", kind, dialect, SEED, difference.orElse("not twice"));
            }
        }
    }

    private static long share(Dialect dialect) {
        int others = Dialects.all().size() - 1;
        int weight = dialect.equals(Dialect.documented()) ? WEIGHT_OF_THE_DOCUMENTED : 1;
        return OPERATIONS * weight / (others + WEIGHT_OF_THE_DOCUMENTED);
    }

    private static long operations() {
        return REHEARSALS.values().stream().mapToLong(Rehearsal::operations).sum();
    }

    /** A gateway has a ledger in a file unless it is turned off, so that is what sessions must run through. */
    @Test
    void shippedDefault_isPlayedCutAndUncut() {
        assertThat(PeerKind.values())
                .filteredOn(kind -> kind.name().endsWith("WITH_FILE"))
                .extracting(PeerKind::cuts)
                .containsExactlyInAnyOrder(false, true);
    }

    @Test
    void eachSwitchOfTheDialect_isTurned() {
        Map<String, ?> documented = Dialect.documented().toJson();

        assertThat(documented.keySet())
                .allSatisfy(name -> assertThat(Dialects.all())
                        .anySatisfy(dialect ->
                                assertThat(dialect.toJson().get(name)).isNotEqualTo(documented.get(name))));
    }
}
