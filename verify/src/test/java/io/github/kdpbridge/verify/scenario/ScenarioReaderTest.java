package io.github.kdpbridge.verify.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.HttpFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
    private static final String HEAD = "# @operation status\n# @condition accepted\n";
    private static final String STEP = "### One\n# @expect 200\nGET /a\n";

    private static Scenario read(String text) {
        return Scenario.parse(text, "status/one", Map.of("id", "PO-1"));
    }

    @Test
    void scenario_isReadInFull() {
        Scenario scenario = read("""
                # Says what it shows.
                #
                # @operation status
                # @condition in progress
                # @world processing=PT1H
                # @world deviceLimit=3
                # @world pageSizeLimit=2
                # @world reupload=SILENT
                # @unknown wrongCustomer=IN_DEVICES
                # @portal IMEI 1 customer=2 upload={{id}}
                # @portal IMEI 3 customer=2 upload={{id}}

                ### An hour later
                # @wait PT1H
                # @expect 405 {"id":
                #    "{{id}}"}
                # @expect-header Allow: PUT, GET
                # @expect-header X-A:b
                GET /a

                ### and at once
                # @expect 200
                GET /b
                """);

        assertThat(scenario.name()).isEqualTo("status/one");
        assertThat(scenario.operation()).isEqualTo("status");
        assertThat(scenario.condition()).isEqualTo("in progress");
        assertThat(scenario.world())
                .isEqualTo(new WorldNeeds(
                        Duration.ofHours(1),
                        3,
                        2,
                        Dialect.documented().with(Dialect.REUPLOAD, Dialect.Reupload.SILENT)));
        assertThat(scenario.unknownUnder()).containsExactly("wrongCustomer=IN_DEVICES");
        assertThat(scenario.portal()).containsExactly("IMEI 1 customer=2 upload=PO-1", "IMEI 3 customer=2 upload=PO-1");
        assertThat(scenario.steps()).extracting(Step::pause).containsExactly(Duration.ofHours(1), Duration.ZERO);
        assertThat(scenario.steps())
                .extracting(Step::expected)
                .containsExactly(
                        new Expectation(
                                405,
                                JsonTree.parse("{\"id\":\"PO-1\"}").orElseThrow(),
                                List.of(new Header("Allow", "PUT, GET"), new Header("X-A", "b"))),
                        new Expectation(200, null, List.of()));
        assertThat(scenario.steps())
                .extracting(step -> step.request().name())
                .containsExactly("An hour later", "and at once");
    }

    @Test
    void scenarioThatSaysNothingMore_hasNoNeeds() {
        Scenario scenario = read(HEAD + STEP);

        assertThat(scenario.world()).isEqualTo(WorldNeeds.none());
        assertThat(scenario.portal()).isNull();
    }

    @Test
    void portalWithoutDevices_isEmpty() {
        assertThat(read(HEAD + "# @portal none\n" + STEP).portal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @world processing              | @world: expected 'name=value'
            @world speed=1                 | @world: there is no such need: speed; known: processing, deviceLimit, pageSizeLimit, reupload
            @world processing=1h           | @world: expected a duration such as PT5S
            @world deviceLimit=many        | @world: expected a whole number from 1
            @world pageSizeLimit=0         | @world: expected a whole number from 1
            @world reupload=yes            | @world: expected ERROR, SILENT or DUPLICATE
            @unknown wrongCustomer         | @unknown: expected 'switch=value'
            @operation upload              | @operation: is there twice
            @condition paging              | @condition: is there twice
            @expect 200                    | @expect: belongs to a request, below its ###
            @expect-header Allow: PUT      | @expect-header: belongs to a request, below its ###
            @wait PT1S                     | @wait: belongs to a request, below its ###
            @portal {{nothing}}            | the variable {{nothing}} is not defined
            """)
    void mistakeInTheHead_isToldWithItsLine(String line, String message) {
        assertThatThrownBy(() -> read(HEAD + "# " + line + "\n" + STEP))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("status/one:3: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @wait an hour          | @wait: expected a duration such as PT5S
            @expect OK             | @expect: expected 'STATUS' or 'STATUS BODY'
            @expect 999            | @expect: expected 'STATUS' or 'STATUS BODY'
            @expect 200 {"a": }    | @expect: the body is not JSON
            @expect 200 {"a":1,"a":2} | @expect: the body is not JSON
            @expect-header Allow   | @expect-header: expected 'Name: value'
            @operation status      | @operation: belongs to the head of the file, before its first ###
            @condition accepted    | @condition: belongs to the head of the file, before its first ###
            @world deviceLimit=3   | @world: belongs to the head of the file, before its first ###
            @portal none           | @portal: belongs to the head of the file, before its first ###
            """)
    void mistakeInARequest_isToldWithItsLine(String line, String message) {
        assertThatThrownBy(() -> read(HEAD + "### One\n# " + line + "\nGET /a\n"))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("status/one:4: " + message);
    }

    @ParameterizedTest
    @CsvSource({"# @expect 200, @expect", "# @wait PT1S, @wait"})
    void whatIsSaidTwiceOfARequest_isTold(String line, String directive) {
        assertThatThrownBy(() -> read(HEAD + "### One\n" + line + "\n" + line + "\nGET /a\n"))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("status/one:5: " + directive + ": is there twice");
    }

    @Test
    void requestWithoutExpectation_isTold() {
        assertThatThrownBy(() -> read(HEAD + STEP + "\n### Two\nGET /b\n"))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("status/one:8: @expect is missing");
    }

    @ParameterizedTest
    @CsvSource({"condition, operation", "operation, condition"})
    void scenarioThatDoesNotSayWhatItIsAbout_isTold(String given, String missing) {
        assertThatThrownBy(() -> read("# @" + given + " status\n" + STEP))
                .isInstanceOf(HttpFileException.class)
                .hasMessage("status/one: @" + missing + " is missing");
    }
}
