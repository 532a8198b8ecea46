package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the screens.
 *
 * @param account the account that each address names; null if there is only one
 */
public record Links(@Nullable String account) {
    /** A parameter of an address. */
    record Parameter(String name, String value) {
        @Override
        public String toString() {
            return URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + '='
                    + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /** Returns the address of a screen: {@code /units}, or an empty text for the overview. */
    public String to(String path) {
        return to(path, ImmutableList.of());
    }

    String to(String path, String name, String value) {
        return to(path, ImmutableList.of(new Parameter(name, value)));
    }

    String to(String path, Collection<Parameter> parameters) {
        Stream<Parameter> all = account == null
                ? parameters.stream()
                : Stream.concat(Stream.of(new Parameter("account", account)), parameters.stream());
        String query = all.map(Parameter::toString).collect(Collectors.joining("&"));
        return MigrationPages.ROOT + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** Returns the address of a screen with the fields of a request, but for some. */
    String again(PageRequest request, String path, String... without) {
        return again(request, path, ImmutableList.of(), without);
    }

    /** Does the same, with more parameters behind them. */
    String again(PageRequest request, String path, List<Parameter> more, String... without) {
        List<String> left = List.of(without);
        Stream<Parameter> kept = request.fields().entrySet().stream()
                .filter(field -> !field.getKey().equals("account") && !left.contains(field.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(field -> field.getValue().stream().map(value -> new Parameter(field.getKey(), value)));
        return to(path, Stream.concat(kept, more.stream()).toList());
    }

    /** Returns the address of the units in a phase. */
    public String phase(String phase) {
        return to(UnitsScreen.PATH, "phase", phase);
    }

    /** Returns the address of a unit's screen. */
    public String unit(String label) {
        return to("/unit", "unit", label);
    }

    /** Returns the address of the plan of an act. */
    public String plan(String act) {
        return to("/plan", "act", act);
    }

    /** Returns the address of the plan of an act with one more parameter: {@code unit}, {@code wave} or {@code id}. */
    public String plan(String act, String name, String value) {
        return to("/plan", ImmutableList.of(new Parameter("act", act), new Parameter(name, value)));
    }

    String plan(String act, String unit, String name, String value) {
        return to(
                "/plan",
                ImmutableList.of(new Parameter("act", act), new Parameter("unit", unit), new Parameter(name, value)));
    }

    /** Returns where the form of an act is sent. */
    public String act(String name) {
        return MigrationPages.ROOT + "/acts/" + name;
    }
}
