package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mover asks for the status of the transactions that hold up a move: again and again, but not often. */
class QuestionsTest {
    private static final Duration LAST = Duration.ofMinutes(10);

    private final InMemoryRoutes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> false);
    private final List<CompletableFuture<TransactionStatus>> asked = new ArrayList<>();
    private List<StatusRequest> unfinished = questions(1);
    private Questions questions;

    @BeforeEach
    void begin() {
        DeploymentProgram program = Handlers.builder()
                .on(Operation.STATUS, request -> {
                    CompletableFuture<TransactionStatus> answer = new CompletableFuture<>();
                    asked.add(answer);
                    return answer;
                })
                .build()
                .program(RESELLER);
        questions = new Questions(
                routes,
                (unit, most) -> unfinished.stream().limit(most).toList(),
                reseller -> Optional.of(program).filter(its -> its.reseller().equals(reseller)));
        routes.see(UNIT, Phase.SHADOW);
    }

    private static List<StatusRequest> questions(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> StatusRequest.of(TransactionId.of("PO-" + i)))
                .toList();
    }

    private void move() {
        routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
    }

    private void askAt(int second) {
        questions.ask(Duration.ofSeconds(second));
    }

    private static void answer(CompletableFuture<TransactionStatus> question) {
        question.complete(new TransactionStatus(
                TransactionId.of("PO-0"), TransactionState.PROGRESS, TransactionType.UPLOAD, List.of()));
    }

    @Test
    void withoutAMove_nothingIsAsked() {
        askAt(0);

        assertThat(asked).isEmpty();
    }

    @Test
    void transactionInProgress_isAskedAboutWithBackoff() {
        move();
        List<Integer> seconds = new ArrayList<>();
        for (int second = 0; second < LAST.toSeconds(); second++) {
            int before = asked.size();
            askAt(second);
            if (asked.size() > before) {
                seconds.add(second);
                answer(asked.get(before));
            }
        }

        assertThat(seconds.subList(0, 8)).containsExactly(0, 1, 3, 7, 15, 31, 63, 123);
        assertThat(seconds).hasSize(15);
    }

    @Test
    void questionWithoutAnAnswer_isNotRepeated() {
        move();
        askAt(0);
        assertThat(asked).hasSize(1);
        askAt(100);
        assertThat(asked).hasSize(1);

        asked.get(0).completeExceptionally(new IllegalStateException("made up"));
        askAt(101);
        assertThat(asked).hasSize(2);
    }

    @Test
    void manyTransactions_areAskedAboutEightAtATime() {
        unfinished = questions(30);
        move();
        askAt(0);
        assertThat(asked).hasSize(8);
        askAt(1);
        assertThat(asked).hasSize(8);
    }
}
