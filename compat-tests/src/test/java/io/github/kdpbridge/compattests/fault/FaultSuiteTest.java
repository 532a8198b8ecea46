package io.github.kdpbridge.compattests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plays every operation in every trouble through each way in, and holds docs/faults.md against what came of it. */
@ExpectedLog("no new token: .*")
@ExpectedLog(".*; once more in [0-9]+ ms")
@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog(".* got no answer: .*")
@ExpectedLog(".* got an answer that cannot be understood: .*")
@ExpectedLog(".* was refused: .*")
@ExpectedLog(".* was not sent: .*")
@ExpectedLog("the service is otherwise than assumed .*")
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("circuit breaker .*")
final class FaultSuiteTest {
    private static final Path PAGE = Path.of("../docs/faults.md");

    /** What the page explains, and nothing else. */
    private static final Pattern DONE = Pattern.compile("done(, sent 2 times|, looked up)?");

    private static final Pattern LATER =
            Pattern.compile("(nothing done|not known|refused 403|503|502|500(, 502)?), then done");

    private static List<CellResult> results;

    @BeforeAll
    static void play() throws InterruptedException {
        results = FaultSuite.play(FaultSuite.cells());
    }

    @Test
    void noCell_losesADeviceOrDoublesATransaction() {
        assertThat(results).filteredOn(result -> !result.problems().isEmpty()).isEmpty();
    }

    @Test
    void noCell_isEmptyOrSaysWhatThePageDoesNotExplain() {
        assertThat(results)
                .hasSize(Way.values().length * Troubles.ALL.size() * Operation.values().length)
                .extracting(CellResult::text)
                .allSatisfy(text -> assertThat(text).containsPattern("^(" + DONE + "|" + LATER + ")$"));
    }

    @Test
    void onlyOneRequestThatIsRefused_isRefusedToItsCaller() {
        assertThat(results)
                .filteredOn(result -> result.text().contains("refused"))
                .hasSize(Way.values().length * Operation.values().length)
                .allSatisfy(result -> assertThat(result.cell().trouble().name()).isEqualTo("403, once"));
    }

    @Test
    void page_saysWhatCameOfEachCell() throws IOException {
        String found = FaultPage.of(Files.readString(PAGE), results);
        if (System.getProperty("faults.write") != null) {
            Files.writeString(PAGE, found);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/faults.md does not say what the fault suite found. If what it found is right, write it anew: "
                        + "mvn test -pl compat-tests -am -Djacoco.skip -Dtest=FaultSuiteTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.write")
                .isEqualTo(found);
    }
}
