package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is assumed of the services, and what was seen of it.
 *
 * @param frame what is around it
 * @param otherwise what was seen otherwise
 * @param seen what was seen so
 * @param unseen what was not seen yet
 */
public record ContractScreen(Frame frame, List<Row> otherwise, List<Row> seen, List<Row> unseen) {
    static final String PATH = "/contract";
    private static final Map<String, String> SIGNS =
            Stream.of(Assumption.values()).collect(ImmutableMap.toImmutableMap(Assumption::fact, Assumption::sign));

    /**
     * A fact.
     *
     * @param fact what is assumed
     * @param sign what shows that it is otherwise; empty if nothing is known of that
     * @param seen what was seen
     * @param evidence how often
     * @param settings the lines of the configuration that correct it
     */
    public record Row(String fact, String sign, String seen, String evidence, List<String> settings) {}

    static ContractScreen of(Scene scene) {
        List<Row> rows = scene.account().comparisons().lessons().stream()
                .map(ContractScreen::row)
                .toList();
        return new ContractScreen(
                scene.live("Contract", "Contract", PATH),
                rows.stream()
                        .filter(row ->
                                row.seen().equals("otherwise") || row.seen().equals("no"))
                        .toList(),
                rows.stream()
                        .filter(row ->
                                row.seen().equals("as documented") || row.seen().equals("yes"))
                        .toList(),
                rows.stream().filter(row -> row.seen().equals("not seen")).toList());
    }

    private static Row row(Lesson lesson) {
        String seen = switch (lesson.seen()) {
            case "seen so" -> "as documented";
            case "seen otherwise" -> "otherwise";
            case "unknown" -> "not seen";
            default -> lesson.seen();
        };
        return new Row(
                lesson.fact(), SIGNS.getOrDefault(lesson.fact(), ""), seen, lesson.evidence(), lesson.settings());
    }
}
