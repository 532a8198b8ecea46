package io.github.kdpbridge.gateway.page;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.DifferenceFilter.Alike;
import io.github.kdpbridge.core.migration.DifferenceFilter.Which;
import io.github.kdpbridge.core.migration.DifferenceGroup;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.Part;
import java.util.List;

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
    public record Filter(String state, String text, List<String> states, String all) {}

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
        private static Where of(DifferenceGroup group) {
            Alike alike = group.alike();
            return new Where(alike.operation(), alike.path(), alike.kind(), group.isOutcome());
        }
    }

    /**
     * How widely a difference is seen.
     *
     * @param differences how many there are
     * @param seen how often they were seen
     * @param text in which units: {@code in all 12 units}
     */
    public record Spread(long differences, long seen, String text) {}

    static DifferencesScreen of(Scene scene) {
        String state = scene.word("state", "open");
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException("state must be open, accepted or all, not " + state);
        }
        String path = scene.request().one("path");
        Filter filter = new Filter(
                state,
                scene.word("q", ""),
                STATES,
                path == null
                        ? ""
                        : scene.links().again(scene.request(), PATH, "operation", "path", "kind", "page", "done"));
        DifferenceFilter wanted = new DifferenceFilter(Which.valueOf(Ascii.toUpperCase(state)), filter.text(), null);
        Frame frame = scene.live("Differences", "Differences", PATH);
        return path == null
                ? all(scene, frame, filter, wanted)
                : one(
                        scene,
                        frame,
                        filter,
                        wanted.of(new Alike(scene.word("operation", ""), path, scene.word("kind", ""))));
    }

    private static DifferencesScreen all(Scene scene, Frame frame, Filter filter, DifferenceFilter wanted) {
        Part<DifferenceGroup> part = known(scene).groups(wanted, Pager.cut(scene, GROUPS));
        long units = units(scene);
        return new DifferencesScreen(
                frame,
                filter,
                part.rows().stream().map(group -> group(scene, group, units)).toList(),
                Pager.of(scene, PATH, part, GROUPS));
    }

    private static KnownDifferences known(Scene scene) {
        return scene.account().comparisons().known();
    }

    private static long units(Scene scene) {
        return scene.desk().units();
    }

    private static Group group(Scene scene, DifferenceGroup group, long units) {
        Where place = Where.of(group);
        boolean isWhole = group.sums().differences() <= group.examples().size();
        return new Group(place, spread(group, units), rows(scene, group.examples()), isWhole ? "" : of(scene, place));
    }

    private static List<Difference> rows(Scene scene, List<Known> known) {
        return known.stream().map(each -> Difference.of(scene, each)).toList();
    }

    private static DifferencesScreen one(Scene scene, Frame frame, Filter filter, DifferenceFilter wanted) {
        Part<Known> part = known(scene).part(wanted, Pager.cut(scene, OF_ONE_GROUP));
        List<Group> groups = known(scene).groups(wanted, Cut.WHOLE).rows().stream()
                .map(group -> new Group(Where.of(group), spread(group, units(scene)), rows(scene, part.rows()), ""))
                .toList();
        return new DifferencesScreen(frame, filter, groups, Pager.of(scene, PATH, part, OF_ONE_GROUP));
    }

    private static Spread spread(DifferenceGroup group, long units) {
        DifferenceGroup.Sums sums = group.sums();
        String text = sums.units() >= units && units > 1
                ? "in all %d units".formatted(units)
                : sums.units() == 1
                        ? "only in " + group.examples().get(0).place().unit()
                        : "in %d of %d units".formatted(sums.units(), units);
        return new Spread(sums.differences(), sums.seen(), text);
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
