package io.github.kdpbridge.compattests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.fault.LedgerCell.Result;
import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plays uploads, deletions and questions while a real database is in trouble, and holds docs/faults.md against it. */
@ExpectedLog("nothing is sent until it can be recorded: the ledger's file .*/kdp-fault-.*/ledger.db cannot be used: .*")
@ExpectedLog("nothing is sent until it can be recorded: the ledger's database cannot be used: .*")
@ExpectedLog("((upload|delete|remove) PO-7|status PO-6) was not sent: the ledger cannot be used now")
@ExpectedLog("reseller 4680000925: the outcome of a write is not known yet: the ledger's database cannot be used: .*")
@ExpectedLog("kdp-ledger(-heart)? - Connection .* marked as broken because of SQLSTATE\\(08006\\), .*")
@ExpectedLog("kdp-ledger(-heart)? - Failed to validate connection .* \\(This connection has been closed.\\)..*")
final class LedgerFaultTest {
    private static final Path PAGE = Path.of("../docs/faults.md");
    private static final String BEGIN = "<!-- LedgerFaultTest writes from here: -Dfaults.write -->\n";
    private static final String END = "<!-- to here -->\n";
    private static final List<AskedOperation> OPERATIONS =
            List.of(AskedOperation.UPLOAD, AskedOperation.DELETE, AskedOperation.STATUS);

    private static List<Result> results;

    @BeforeAll
    static void play() throws Exception {
        ExecutorService players = Executors.newFixedThreadPool(LedgerTrouble.values().length * OPERATIONS.size());
        try (TestPostgresql server = TestPostgresql.start()) {
            List<Future<Result>> cells = new ArrayList<>();
            for (LedgerTrouble trouble : LedgerTrouble.values()) {
                for (AskedOperation operation : OPERATIONS) {
                    cells.add(players.submit(() -> new LedgerCell(trouble, operation).play(server)));
                }
            }
            results = new ArrayList<>();
            for (Future<Result> cell : cells) {
                results.add(cell.get());
            }
        } finally {
            players.shutdownNow();
        }
    }

    @Test
    void noCell_losesAWriteOrDoublesIt() {
        assertThat(results).filteredOn(result -> !result.problems().isEmpty()).isEmpty();
    }

    @Test
    void noCell_isAnythingButDoneOrToBeSentAgain() {
        assertThat(results).extracting(Result::text).allMatch(text -> text.matches("(503, then )?done"));
    }

    @Test
    void page_saysWhatCameOfEachCell() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).as("the marks of the table").isBetween(BEGIN.length(), end);
        String found = page.substring(0, begin) + table() + page.substring(end);
        if (System.getProperty("faults.write") != null) {
            Files.writeString(PAGE, found);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/faults.md does not say what was found. If that is right, write it anew: mvn test"
                        + " -pl compat-tests -am -Dtest=LedgerFaultTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.write")
                .isEqualTo(found);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| ledger | trouble |");
        OPERATIONS.forEach(
                operation -> table.append(' ').append(operation.title()).append(" |"));
        table.append("\n|---|---|").append("---|".repeat(OPERATIONS.size())).append('\n');
        for (LedgerTrouble trouble : LedgerTrouble.values()) {
            table.append("| %s | %s | ".formatted(trouble.database(), trouble.title()))
                    .append(results.stream()
                            .filter(result -> result.cell().trouble() == trouble)
                            .map(Result::text)
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }
}
