package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MigrationDemoTest {
    /** The servers, the commands and the rule are real, so the story takes as long as the second look of a rule. */
    @Test
    @ExpectedLog("customer 1200000321: rule OUTCOME says BACK: .*")
    void story_isTrue() {
        CommandRun run = CommandRun.of("demo", "migrate");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .as("plain without a terminal")
                .doesNotContain("\u001b")
                .containsSubsequence(story());
        assertThat(run.out().lines())
                .as("each command is one that a reader can type")
                .filteredOn(line -> line.startsWith("$ kdp "))
                .hasSizeGreaterThan(12)
                .allMatch(line -> line.startsWith("$ kdp migrate "));
    }

    private static List<String> story() {
        return List.of(
                "token of operator-1, shown this once: ",
                "1. The gateway stands in front of the old service",
                "  -> 200 {",
                "(the simulator's journal: gen1 accepted PO-1)",
                "(the old service itself says the same, byte by byte)",
                "customer 1200000321  GEN1 ",
                "2. Answers are compared in the shadow",
                "1200000321  moved    GEN1 to SHADOW",
                "devices  matched       1 on gen1, 1 on gen2",
                "3. Gates keep a customer",
                "customer 1200000321  SHADOW → CANARY   not yet    ",
                " compared of 20 (account ",
                "customer 1200000322  SHADOW → CANARY   not yet    ",
                "devices  matched       1 on gen1, 1 on gen2  (19 times)",
                "customer 1200000321  SHADOW → CANARY   ready      ",
                "1 of 2 would move. New uploads of a customer are answered 503 for at most 30 s while it moves.",
                "kdp migrate promote: customer 1200000322 does not move to CANARY: ",
                "(exit code 4)",
                "4. The first customer moves",
                "1200000321  begun    SHADOW to CANARY waits until the unit is drained",
                "operator-1 moves it to CANARY: ",
                "customer 1200000321  CANARY  since ",
                "5. Generation 2 serves the same calls",
                "(the simulator's journal: gen2 accepted PO-3)",
                "(the simulator's journal: gen1 accepted PO-4)",
                "PO-1  GEN1  ",
                "PO-3  GEN2  ",
                "6. Something breaks",
                "(the simulator's journal: gen2 accepted PO-5)",
                "devices  mismatched    2 on gen1, 3 on gen2",
                "BROUGHT BACK by rule:outcome: 2 differences in outcome",
                "(the simulator's journal: gen1 accepted PO-6)",
                "7. What happened, and why",
                "operator-1 by command: first customer; ",
                "rule:outcome by rule: 2 differences in outcome; second hit in a row",
                "customer 1200000321,SHADOW,",
                "docs/migration/README.md");
    }
}
