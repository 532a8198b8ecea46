package io.github.kdpbridge.compattests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.fault.Reply.Meaning;
import io.github.kdpbridge.compattests.fault.Stage.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A suite that finds nothing says something only if it would find what is wrong. */
final class ObservationTest {
    private static final Told DONE = new Told(Reply.done(), Effect.ONCE);
    private static final Reply NOTHING = new Reply(Meaning.NOTHING_DONE, "503");
    private static final Reply UNKNOWN = new Reply(Meaning.NOT_KNOWN, "502");
    private static final List<String> UPLOADED = List.of("PO-7");

    private static Observation upload(List<Told> during, List<Told> after) {
        return new Observation(AskedOperation.UPLOAD, during, after, Effect.ONCE, UPLOADED, List.of(), "");
    }

    @Test
    void successAtOnce_isDone() {
        Observation observation = new Observation(
                AskedOperation.UPLOAD, List.of(DONE), List.of(), Effect.ONCE, UPLOADED, List.of(), ", noted");

        assertThat(observation.text()).isEqualTo("done, noted");
        assertThat(observation.problems()).isEmpty();
    }

    @Test
    void whoIsToldThatNobodyKnows_mayFindEither() {
        for (Effect effect : List.of(Effect.NONE, Effect.ONCE)) {
            Observation observation = upload(List.of(new Told(UNKNOWN, effect)), List.of(DONE));

            assertThat(observation.text()).isEqualTo("502, then done");
            assertThat(observation.problems()).isEmpty();
        }
    }

    @Test
    void equalAnswers_areNamedOnce() {
        Told nothing = new Told(NOTHING, Effect.NONE);

        assertThat(upload(List.of(nothing, nothing), List.of(DONE)).text()).isEqualTo("503, then done");
        assertThat(upload(List.of(new Told(UNKNOWN, Effect.NONE), nothing), List.of(DONE))
                        .text())
                .isEqualTo("502, 503, then done");
        assertThat(upload(List.of(nothing, DONE), List.of()).text()).isEqualTo("503, then done");
    }

    @Test
    void successWithoutEffect_isALie() {
        assertThat(upload(List.of(new Told(Reply.done(), Effect.NONE)), List.of())
                        .problems())
                .containsExactly("the caller was told \"done\", but the effect was NONE");
        assertThat(upload(List.of(new Told(Reply.done(), Effect.HALF)), List.of())
                        .problems())
                .containsExactly("the caller was told \"done\", but the effect was HALF");
    }

    @Test
    void nothingDoneOrRefused_isALieIfItIsDone() {
        assertThat(upload(List.of(new Told(NOTHING, Effect.ONCE)), List.of(DONE))
                        .problems())
                .containsExactly("the caller was told \"503\", but the effect was ONCE");
        assertThat(upload(List.of(new Told(Reply.refused(409), Effect.ONCE)), List.of(DONE))
                        .problems())
                .containsExactly("the caller was told \"refused 409\", but the effect was ONCE");
    }

    @Test
    void callerWhoNeverSucceeds_isAProblem() {
        Observation observation =
                upload(List.of(new Told(UNKNOWN, Effect.ONCE)), List.of(new Told(UNKNOWN, Effect.ONCE)));

        assertThat(observation.text()).isEqualTo("502, then 502");
        assertThat(observation.problems()).containsExactly("the caller is never told that it is done: 502");
    }

    @Test
    void lossInTheEnd_isAProblem() {
        Observation observation = new Observation(
                AskedOperation.DELETE, List.of(DONE), List.of(), Effect.NONE, List.of("PO-6"), List.of(), "");

        assertThat(observation.problems())
                .containsExactly(
                        "lost: the effect is NONE in the end", "the service accepted [PO-6], not [PO-6, PO-7]");
    }

    @Test
    void secondTransaction_isAProblem() {
        Observation observation = new Observation(
                AskedOperation.UPLOAD, List.of(DONE), List.of(), Effect.ONCE, List.of("PO-7", "PO-7-1"), List.of(), "");

        assertThat(observation.problems()).containsExactly("the service accepted [PO-7, PO-7-1], not [PO-7]");
    }

    @Test
    void ledgerThatDoesNotAgree_isAProblem() {
        Observation observation = new Observation(
                AskedOperation.UPLOAD,
                List.of(DONE),
                List.of(),
                Effect.ONCE,
                UPLOADED,
                List.of("upload PO-7 Open"),
                "");

        assertThat(observation.problems()).containsExactly("the ledger does not agree: upload PO-7 Open");
    }

    @Test
    void wrongAnswerToAQuestion_isAProblem() {
        Told wrong = new Told(Reply.doneIf(false, "200 {}"), Effect.NONE);
        Observation observation = new Observation(
                AskedOperation.STATUS, List.of(wrong), List.of(), Effect.NONE, List.of("PO-6"), List.of(), "");

        assertThat(observation.problems())
                .containsExactly(
                        "unexpected answer: 200 {}",
                        "the caller is never told that it is done: unexpected answer: 200 {}");
    }

    @Test
    void questionThatIsNotAnswered_isJudgedByItsAnswerAlone() {
        Told nothing = new Told(NOTHING, Effect.ONCE);
        Observation observation = new Observation(
                AskedOperation.STATUS, List.of(nothing), List.of(DONE), Effect.ONCE, List.of("PO-6"), List.of(), "");

        assertThat(observation.problems()).isEmpty();
    }
}
