package io.github.kdpbridge.verify.scenario;

import com.google.common.io.Resources;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The scenarios that come with the suite. */
public final class Scenarios {
    private static final String FOLDER = "io/github/kdpbridge/verify/scenarios/";
    private static final String ENDING = ".http";

    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("key", "sim-gen1-key"),
            Map.entry("reseller", "4680000925"),
            Map.entry("customer", "1200000321"),
            Map.entry("otherCustomer", "1200000322"),
            Map.entry("vendor", "7850000063"),
            Map.entry("profile", "default-profile"),
            Map.entry("key2", "sim-gen1-key-2"),
            Map.entry("reseller2", "4680000926"),
            Map.entry("customer2", "1200000323"),
            Map.entry("run", ""),
            Map.entry("bom", "\uFEFF"),
            Map.entry("base", "/bulkenroll/v1/reseller"),
            Map.entry("v1", "/bulkenroll/v1/reseller/devices"),
            Map.entry("v2", "/bulkenroll/v2/reseller/devices"));

    private Scenarios() {}

    /** Returns the variables of every scenario, with the values of the simulator's standard world. */
    public static Map<String, String> standardVariables() {
        return STANDARD;
    }

    /** Returns the same with digits that are unique to a run. */
    public static Map<String, String> variables(String run) {
        Map<String, String> variables = new LinkedHashMap<>(STANDARD);
        variables.put("run", run);
        return variables;
    }

    /**
     * Reads all scenarios, ordered by name.
     *
     * @param variables the values of {@link #standardVariables()}
     * @throws io.github.kdpbridge.verify.session.HttpFileException if one cannot be parsed
     */
    public static List<Scenario> all(Map<String, String> variables) {
        return resources().stream().map(name -> read(name, variables)).toList();
    }

    private static List<String> resources() {
        try {
            return ClassPath.from(Scenarios.class.getClassLoader()).getResources().stream()
                    .map(ClassPath.ResourceInfo::getResourceName)
                    .filter(name -> name.startsWith(FOLDER) && name.endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the scenarios", e);
        }
    }

    /**
     * Reads all scenarios, each with another {@code run}, so that no two use one transaction id.
     *
     * @param mark the digits with which each of these runs begins
     */
    public static List<Scenario> marked(String mark) {
        List<String> resources = resources();
        return IntStream.range(0, resources.size())
                .mapToObj(i -> read(resources.get(i), variables(mark + "%03d".formatted(i))))
                .toList();
    }

    private static Scenario read(String resource, Map<String, String> variables) {
        String name = resource.substring(FOLDER.length(), resource.length() - ENDING.length());
        try {
            return Scenario.parse(
                    Resources.toString(Resources.getResource(resource), StandardCharsets.UTF_8), name, variables);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the scenario " + name, e);
        }
    }
}
