package io.github.kdpbridge.cli.migrate;

import static io.github.kdpbridge.cli.migrate.MigratingGateway.OPERATOR_2;
import static io.github.kdpbridge.cli.migrate.MigratingGateway.RESELLER;
import static io.github.kdpbridge.cli.migrate.MigratingGateway.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands that look again and again; between two looks, the test lets something happen. */
final class WaitingTest {
    private final MigratingGateway gateway = new MigratingGateway();
    private final Deque<Runnable> events = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private String error = "";

    @BeforeEach
    void secondCustomerIsReadyToo() {
        gateway.parities.put(customer("1200000322"), gateway.parity(customer("1200000321")));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private int run(String... words) {
        CommandLine command = MigrateCommand.of(Map.of("KDP_MIGRATE_TOKEN", MigratingGateway.OPERATOR), time -> {
            Runnable event = events.poll();
            if (event != null) {
                event.run();
            }
            return event != null;
        });
        command.setOut(new PrintWriter(out));
        command.setExecutionExceptionHandler((e, failed, parsed) -> {
            error = String.valueOf(e.getMessage());
            return e instanceof MigrateException refused ? refused.exitCode() : -1;
        });
        List<String> args = new ArrayList<>(List.of(words));
        args.addAll(List.of("--url", gateway.url()));
        return command.execute(args.toArray(String[]::new));
    }

    private void happens(Runnable... what) {
        events.addAll(List.of(what));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void wave_movesUnitByUnitUntilAllHaveMoved() {
        happens(gateway::drive, gateway::drive, gateway::drive, gateway::drive);

        int exitCode = run("promote", "1200000321", "1200000322", "--wait", "--reason", "week three");

        assertThat(lines())
                .containsExactly(
                        "1200000321  begun    SHADOW to CANARY waits until the unit is drained",
                        "1200000321  moved    it is in CANARY",
                        "1200000322  begun    SHADOW to CANARY waits until the unit is drained",
                        "1200000322  moved    it is in CANARY");
        assertThat(exitCode).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void unitThatCameBack_stopsThoseThatWait() {
        happens(gateway::drive, () -> {
            gateway.drive();
            gateway.routes.begin(
                    customer("1200000321"),
                    2,
                    Move.backAtOnce(Phase.CANARY, Cause.rule("errors", "9 of 20 calls failed", "")));
        });

        int exitCode = run("promote", "1200000321", "1200000322", "--wait", "--reason", "week three");

        assertThat(exitCode).isEqualTo(1);
        assertThat(error)
                .isEqualTo("stopped: customer 1200000321: CANARY to SHADOW MOVED by rule:errors: 9 of 20 calls failed");
        assertThat(gateway.routes.find(customer("1200000322")))
                .hasValueSatisfying(route -> assertThat(route.epoch()).isZero());
    }

    @Test
    void moveThatIsGivenUp_endsWithOne() {
        happens(() -> gateway.routes.end(
                customer("1200000321"), 1, Result.GIVEN_UP, OPERATOR_2.cause("not drained within 60 min")));

        int exitCode = run("promote", "1200000321", "--wait", "--reason", "week three");

        assertThat(exitCode).isEqualTo(1);
        assertThat(error)
                .isEqualTo(
                        "stopped: customer 1200000321: SHADOW to CANARY GIVEN_UP by operator-2: not drained within 60 min");
    }

    @Test
    void severalAtOnce_areBegunTogether() {
        happens(gateway::drive, gateway::drive);

        int exitCode = run(
                "promote", "--wave", "w1", "--to", "CANARY", "--max-parallel", "2", "--wait", "--reason", "week three");

        assertThat(lines())
                .containsExactly(
                        "customer 1200000330  GEN1   → SHADOW   first      not compared yet",
                        "1200000321  begun    SHADOW to CANARY waits until the unit is drained",
                        "1200000322  begun    SHADOW to CANARY waits until the unit is drained",
                        "1200000321  moved    it is in CANARY",
                        "1200000322  moved    it is in CANARY");
        assertThat(exitCode).isZero();
    }

    @Test
    void withoutWaiting_theRestIsToldOf() {
        int exitCode = run("promote", "--wave", "w1", "--to", "CANARY", "--reason", "week three");

        assertThat(lines())
                .endsWith(
                        "1200000321  begun    SHADOW to CANARY waits until the unit is drained",
                        "1 unit waits for its turn; ask again, or use --wait");
        assertThat(exitCode).isZero();
    }

    @Test
    void watch_showsWhatChanged() {
        happens(
                () -> {},
                () -> gateway.routes.begin(
                        customer("1200000330"),
                        0,
                        Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_2.cause("first look"))),
                () -> {});

        assertThat(run("status", "1200000330", "--watch")).isZero();

        assertThat(lines())
                .containsExactly(
                        "customer 1200000330  GEN1    since it was first seen",
                        "1 unit: 1 GEN1",
                        "customer 1200000330  SHADOW  since 2026-11-23T12:00:00Z",
                        "1 unit: 1 SHADOW");
        assertThat(gateway.routes.log(RESELLER)).hasSize(1);
    }
}
