package io.github.kdpbridge.gateway.page;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the answers of the generations differ.
 *
 * @param frame what is around it
 * @param filter which differences are shown
 * @param groups those that are alike
 * @param pager which part of the groups it is, or of the differences of one group
 */
public record DifferencesScreen(Frame frame, Filter filter, List<Group> groups, Pager pager) {
    static final String PATH = "/differences";
    private static final int GROUPS = 25;
    /** Of each group, if several are shown. */
    private static final int EXAMPLES = 3;

    private static final int OF_ONE_GROUP = 100;
    private static final List<String> STATES = ImmutableList.of("open", "accepted", "all");

    /**
     * What is looked for.
     *
     * @param state {@code open}, {@code accepted} or {@code all}
     * @param text a part of the unit, path or value; empty for all
     * @param states the states that there are
     * @param all the address of all groups; empty if they are shown
     */
    public record Filter(String state, String text, List<String> states, String all) {
        private boolean shows(Known known) {
            String name = known.state().name();
            boolean isIn = state.equals("all") || name.equals(state.equals("open") ? "NEW" : "ACCEPTED");
            String place = Ascii.toLowerCase(known.place() + " "
                    + known.values().gen1() + " " + known.values().gen2() + " " + known.id());
            return isIn && place.contains(Ascii.toLowerCase(text));
        }
    }

    /**
     * Differences of one place and kind.
     *
     * @param place the place
     * @param spread in how many units it is
     * @param rows some of them, or all
     * @param more the address of all of them; empty if they are shown
     */
    public record Group(Where place, Spread spread, List<Difference> rows, String more) {}

    /**
     * A place.
     *
     * @param isOutcome whether it keeps a unit from moving
     */
    public record Where(String operation, String path, String kind, boolean isOutcome) {
        private static Where of(Place place) {
            return new Where(
                    place.operation(),
                    place.path(),
                    place.kind(),
                    place.severity().equals("outcome"));
        }
    }

    /**
     * How widely a difference is seen.
     *
     * @param differences how many there are
     * @param seen how often they were seen
     * @param text in which units: {@code in all 12 units}
     */
    public record Spread(int differences, long seen, String text) {}

    static DifferencesScreen of(Scene scene) {
        String state = scene.word("state", "open");
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException("state must be open, accepted or all, not " + state);
        }
        boolean isOne = scene.request().one("path") != null;
        Filter filter = new Filter(
                state,
                scene.word("q", ""),
                STATES,
                isOne ? scene.links().again(scene.request(), PATH, "operation", "path", "kind", "page", "done") : "");
        Map<Where, List<Known>> groups = new LinkedHashMap<>();
        scene.account().comparisons().differences(false).stream()
                .filter(filter::shows)
                .forEach(known -> groups.computeIfAbsent(Where.of(known.place()), first -> new ArrayList<>())
                        .add(known));
        Frame frame = scene.live("Differences", "Differences", PATH);
        return isOne ? one(scene, frame, filter, groups) : all(scene, frame, filter, groups);
    }

    private static DifferencesScreen all(Scene scene, Frame frame, Filter filter, Map<Where, List<Known>> groups) {
        int units = scene.desk().status().size();
        List<Map.Entry<Where, List<Known>>> sorted = groups.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Where, List<Known>>, Boolean>comparing(
                                group -> !group.getKey().isOutcome())
                        .thenComparing(group -> -group.getValue().size())
                        .thenComparing(group -> group.getKey().toString()))
                .toList();
        Pager.Part<Map.Entry<Where, List<Known>>> part = Pager.part(scene, PATH, sorted, GROUPS);
        return new DifferencesScreen(
                frame,
                filter,
                part.rows().stream()
                        .map(group -> group(scene, group.getKey(), group.getValue(), units))
                        .toList(),
                part.pager());
    }

    private static Group group(Scene scene, Where place, List<Known> known, int units) {
        List<Difference> examples = known.stream()
                .limit(EXAMPLES)
                .map(each -> Difference.of(scene, each))
                .toList();
        String more = known.size() <= EXAMPLES ? "" : of(scene, place);
        return new Group(place, spread(known, units), examples, more);
    }

    private static DifferencesScreen one(Scene scene, Frame frame, Filter filter, Map<Where, List<Known>> groups) {
        int units = scene.desk().status().size();
        List<Group> found = new ArrayList<>();
        List<Known> none = ImmutableList.of();
        Pager pager = Pager.part(scene, PATH, none, OF_ONE_GROUP).pager();
        for (Map.Entry<Where, List<Known>> group : groups.entrySet()) {
            Where place = group.getKey();
            if (place.operation().equals(scene.request().one("operation"))
                    && place.path().equals(scene.request().one("path"))
                    && place.kind().equals(scene.request().one("kind"))) {
                Pager.Part<Known> part = Pager.part(scene, PATH, group.getValue(), OF_ONE_GROUP);
                List<Difference> rows = part.rows().stream()
                        .map(each -> Difference.of(scene, each))
                        .toList();
                found.add(new Group(place, spread(group.getValue(), units), rows, ""));
                pager = part.pager();
            }
        }
        return new DifferencesScreen(frame, filter, found, pager);
    }

    private static Spread spread(List<Known> known, int units) {
        long in = known.stream().map(each -> each.place().unit()).distinct().count();
        long seen = known.stream().mapToLong(each -> each.times().seen()).sum();
        String text = in >= units && units > 1
                ? "in all %d units".formatted(units)
                : in == 1 ? "only in " + known.get(0).place().unit() : "in %d of %d units".formatted(in, units);
        return new Spread(known.size(), seen, text);
    }

    private static String of(Scene scene, Where place) {
        List<Links.Parameter> group = ImmutableList.of(
                new Links.Parameter("operation", place.operation()),
                new Links.Parameter("path", place.path()),
                new Links.Parameter("kind", place.kind()));
        return scene.links().again(scene.request(), PATH, group, "operation", "path", "kind", "page", "done");
    }

    /** Returns where a difference is shown, whatever its state is. */
    static String address(Links links, Known known) {
        return address(links, known.id());
    }

    static String address(Links links, String id) {
        return links.to(PATH, ImmutableList.of(new Links.Parameter("state", "all"), new Links.Parameter("q", id)));
    }
}
