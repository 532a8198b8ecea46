package io.github.kdpbridge.compattests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plays every operation in every trouble through each way in, and holds docs/faults.md against what came of it. */
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog("no new token: token request (was refused|got no answer|got an answer that cannot be understood): .*")
@ExpectedLog("(upload|delete|remove) PO-7: the answer was lost; the service .*")
@ExpectedLog(FaultSuiteTest.OPERATION + " got (no answer|an answer that cannot be understood): .*")
@ExpectedLog(FaultSuiteTest.OPERATION + " was (refused|not sent): .*")
// Of a gateway that takes so long, on a busy machine, that it settles an open write while the service still fails.
@ExpectedLog(
        "reseller [0-9]+: [0-9]+ writes? (is|are) open from before: the service is asked for (its outcome|their outcomes)")
@ExpectedLog("reseller [0-9]+: the outcome of a write is not known yet: .*")
// Of a simulator that is closed in the middle of an answer, on a busy machine.
@ExpectedLog("Couldn't stop Thread\\[kdp-simulator-.*")
@ExpectedLog("the service is otherwise than assumed \\((error-names|forbidden|rate|scope)\\): .*")
final class FaultSuiteTest {
    /** As the log names what the cells ask for. */
    static final String OPERATION =
            "((upload|delete|remove) PO-7|status PO-[67]|(transactions|devices|customers) page 0)";

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

    /** The list of resellers asks no service, and generation 1 has no profiles. */
    @Test
    void everyOperationThatGeneration1Asks_isPlayed() {
        List<Operation<?, ?>> expected = new ArrayList<>(Operation.all());
        expected.remove(Operation.RESELLERS);
        expected.remove(Operation.PROFILES);

        assertThat(AskedOperation.values()).extracting(AskedOperation::asked).isEqualTo(expected);
    }

    @Test
    void noCell_losesADeviceOrDoublesATransaction() {
        assertThat(results).filteredOn(result -> !result.problems().isEmpty()).isEmpty();
    }

    @Test
    void noCell_isEmptyOrSaysWhatThePageDoesNotExplain() {
        assertThat(results)
                .hasSize(PeerKind.values().length * Troubles.ALL.size() * AskedOperation.values().length)
                .extracting(CellResult::text)
                .allSatisfy(text -> assertThat(text).containsPattern("^(" + DONE + "|" + LATER + ")$"));
    }

    @Test
    void onlyOneRequestThatIsRefused_isRefusedToItsCaller() {
        assertThat(results)
                .filteredOn(result -> result.text().contains("refused"))
                .hasSize(PeerKind.values().length * AskedOperation.values().length)
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
                        + "mvn test -pl compat-tests -am -Dtest=FaultSuiteTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.write")
                .isEqualTo(found);
    }
}
