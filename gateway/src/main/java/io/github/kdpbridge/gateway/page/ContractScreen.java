package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is assumed of the services, and what was seen of it.
 *
 * @param frame what is around it
 * @param otherwise what was seen otherwise
 * @param seen what was seen so
 * @param unseen what was not seen yet
 * @param portal what is known of the portal behind both
 */
public record ContractScreen(Frame frame, List<Row> otherwise, List<Row> seen, List<Row> unseen, List<Row> portal) {
    static final String PATH = "/contract";
    private static final Map<String, String> SIGNS =
            Stream.of(Assumption.values()).collect(ImmutableMap.toImmutableMap(Assumption::fact, Assumption::sign));

    /** What is known of a fact of the portal, which nothing public tells. */
    static final Set<String> OF_PORTAL = ImmutableSet.of("yes", "no", "unknown");

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
                seen(rows, "otherwise"),
                seen(rows, "as documented"),
                seen(rows, "not seen"),
                rows.stream().filter(row -> OF_PORTAL.contains(row.seen())).toList());
    }

    private static List<Row> seen(List<Row> rows, String seen) {
        return rows.stream().filter(row -> row.seen().equals(seen)).toList();
    }

    private static Row row(Lesson lesson) {
        String seen = switch (lesson.seen()) {
            case "seen so" -> "as documented";
            case "seen otherwise" -> "otherwise";
            default -> lesson.seen();
        };
        return new Row(
                lesson.fact(), SIGNS.getOrDefault(lesson.fact(), ""), seen, lesson.evidence(), lesson.settings());
    }
}
