package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Result;
import io.github.kdpbridge.benchmarks.result.Results;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A system with its Java, as a column of a table.
 *
 * @param system such as {@code gateway}
 * @param jdk empty for nginx
 */
record Contestant(String system, String jdk) {
    static final Contestant NGINX = new Contestant("nginx", "");

    /** Those that results of a name speak of. */
    static List<Contestant> in(Results results, String name, String... labels) {
        return results.named(name, labels).stream()
                .map(result -> new Contestant(result.label("system"), result.label("jdk")))
                .distinct()
                .toList();
    }

    static Contestant gateway(String jdk) {
        return new Contestant("gateway", jdk);
    }

    static Contestant translator(String jdk) {
        return new Contestant("translator", jdk);
    }

    String title() {
        return jdk.isEmpty() ? system : system + " " + jdk;
    }

    Optional<Result> result(Results results, String name, String... labels) {
        String[] all =
                Stream.concat(Stream.of(labels), Stream.of("system", system)).toArray(String[]::new);
        return results.named(name, all).stream()
                .filter(result -> result.label("jdk").equals(jdk))
                .findFirst();
    }

    Optional<Double> median(Results results, String name, String... labels) {
        return result(results, name, labels).map(Result::median);
    }
}
