package io.github.kdpbridge.compattests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fact of contract-facts.txt names tests that there are, and no section is left out. */
final class ContractFactsTest {
    private static final Path FILE = Path.of("src/test/resources/contract-facts.txt");
    private static final String CORRECTIONS = "9 Corrections";
    private static final List<String> SECTIONS = List.of(
            "1 Hosts and authentication",
            "1.1 OAuth 2.0",
            "1.2 Signed token",
            "2 Operations and paths",
            "3 Upload and delete: request",
            "4 Upload and delete: answer",
            "5 Status",
            "6 Lists",
            "7 Rules of devices",
            "8 Error table",
            "8 Names against numbers",
            "8.1 Lost answers",
            "8.2 Shapes",
            "8.3 History",
            CORRECTIONS);

    /** A line of the file. */
    private record Fact(String section, String text, List<String> tests) {
        static Fact of(String line) {
            List<String> columns = Splitter.on(" | ").trimResults().splitToList(line);
            assertThat(columns).as(line).hasSize(3).doesNotContain("");
            return new Fact(columns.get(0), columns.get(1), Splitter.on(' ').splitToList(columns.get(2)));
        }
    }

    private final TestSources sources = new TestSources(Path.of(".."));
    private List<Fact> facts;

    @BeforeEach
    void read() throws IOException {
        facts = Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Fact::of)
                .toList();
    }

    @Test
    void eachFact_namesTestsThatThereAre() {
        assertThat(facts.stream()
                        .flatMap(fact -> fact.tests().stream())
                        .distinct()
                        .flatMap(test -> sources.problem(test).stream()))
                .isEmpty();
    }

    @Test
    void eachSection_hasFacts() {
        assertThat(facts.stream().map(Fact::section).distinct()).containsExactlyElementsOf(SECTIONS);
    }

    @Test
    void eachFact_isSaidOnceInItsSection() {
        assertThat(facts)
                .extracting(fact -> fact.section() + ": " + fact.text())
                .doesNotHaveDuplicates();
    }

    /** They are twenty; each begins with its number. */
    @Test
    void eachCorrection_hasItsTests() {
        assertThat(facts)
                .filteredOn(fact -> fact.section().equals(CORRECTIONS))
                .extracting(fact ->
                        Integer.valueOf(fact.text().substring(0, fact.text().indexOf(' '))))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compat-tests/ContractFactsTest                      | is not of the form module/TestClass#method
            nowhere/ContractFactsTest#eachSection_hasFacts      | : the module has 0 classes of that name
            compat-tests/NoSuchTest#eachSection_hasFacts        | : the module has 0 classes of that name
            compat-tests/ContractFactsTest#nothing_isTested     | : the class has no such test
            compat-tests/ContractFactsTest#read                 | : the class has no such test
            """)
    void testThatIsNotThere_isFoundOut(String name, String problem) {
        assertThat(sources.problem(name)).contains(problem.startsWith(":") ? name + problem : name + " " + problem);
    }

    @Test
    void testThatIsThere_hasNoProblem() {
        assertThat(sources.problem("compat-tests/ContractFactsTest#testThatIsNotThere_isFoundOut"))
                .isEqualTo(Optional.empty());
    }
}
