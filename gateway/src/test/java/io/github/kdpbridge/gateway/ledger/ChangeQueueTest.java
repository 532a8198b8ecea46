package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ChangeQueueTest {
    private static final Duration LONG = Duration.ofHours(1);

    private static GroupedChange<Boolean> change(boolean isEnd, int bytes) {
        RowChange<Boolean> change =
                new RowChange<>("sql", "id", new Object[] {new byte[bytes]}, generation -> true, sql -> true);
        return new GroupedChange<>(isEnd, change, done -> {}, work -> new CompletableFuture<>());
    }

    private static GroupedChange<Boolean> claim(int bytes) {
        return change(false, bytes);
    }

    private static GroupedChange<Boolean> end(int bytes) {
        return change(true, bytes);
    }

    private static List<GroupedChange<?>> take(ChangeQueue queue) {
        List<GroupedChange<?>> group = new ArrayList<>(List.of(claim(1)));
        queue.take(group);
        return group;
    }

    @Test
    void endsOfClaims_comeFirst() {
        ChangeQueue queue = new ChangeQueue(LONG);
        List<GroupedChange<?>> changes = List.of(claim(1), end(1), claim(1), end(1));
        changes.forEach(queue::add);

        assertThat(take(queue)).containsExactly(changes.get(1), changes.get(3), changes.get(0), changes.get(2));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(take(queue)).isEmpty();
    }

    @Test
    void group_hasAtMostSoManyChanges() {
        ChangeQueue queue = new ChangeQueue(LONG);
        for (int i = 0; i < 2 * ChangeQueue.MOST + 1; i++) {
            queue.add(i % 2 == 0 ? claim(1) : end(1));
        }

        assertThat(take(queue)).hasSize(64).allMatch(GroupedChange::isEnd);
        assertThat(take(queue)).hasSize(64).noneMatch(GroupedChange::isEnd);
        assertThat(take(queue)).hasSize(1);
    }

    @Test
    void group_hasAtMostAMebibyte_andNothingOvertakesWhatHasNoRoom() {
        ChangeQueue queue = new ChangeQueue(LONG);
        List<GroupedChange<?>> changes =
                List.of(end(1 << 19), end(1 << 19), end(1), claim(1 << 20), claim(1), claim(1));
        changes.forEach(queue::add);

        assertThat(take(queue)).containsExactlyElementsOf(changes.subList(0, 2));
        assertThat(take(queue)).containsExactly(changes.get(2));
        assertThat(take(queue)).containsExactly(changes.get(3));
        assertThat(take(queue)).containsExactlyElementsOf(changes.subList(4, 6));
    }

    @Test
    void changes_areLateAfterTheirTime() {
        ChangeQueue patient = new ChangeQueue(LONG);
        patient.add(claim(1));
        patient.add(end(1));
        ChangeQueue impatient = new ChangeQueue(Duration.ZERO);
        GroupedChange<?> claim = claim(1);
        GroupedChange<?> end = end(1);
        impatient.add(claim);
        impatient.add(end);

        assertThat(patient.pollLate()).isNull();
        assertThat(patient.nanosLeft()).isPositive();
        assertThat(impatient.nanosLeft()).isZero();
        assertThat(List.of(impatient.pollLate(), impatient.pollLate())).containsExactly(end, claim);
        assertThat(impatient.pollLate()).isNull();
    }

    @Test
    void changeThatIsRemoved_isNotTaken() {
        ChangeQueue queue = new ChangeQueue(LONG);
        GroupedChange<?> claim = claim(1);
        queue.add(claim);

        assertThat(queue.remove(claim)).isTrue();
        assertThat(queue.remove(claim)).isFalse();
        assertThat(queue.poll()).isNull();
    }
}
