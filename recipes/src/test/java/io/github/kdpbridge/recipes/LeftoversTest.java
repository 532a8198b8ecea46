package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.xml.Assertions.xml;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrewrite.test.RewriteTest;

/** Which dependencies go with the last use of generation 1. */
@Tag("one-jdk")
class LeftoversTest implements RewriteTest {
    private static String dependency(String text) {
        String[] parts = text.split(":", -1);
        String group = parts[0].startsWith("kdp") ? "io.github.kdpbridge" : "com.squareup.retrofit2";
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + parts[0] + "</artifactId>"
                + (parts.length > 1 ? parts[1] : "") + "</dependency>";
    }

    /** The dependencies of a module, a field in a file beside the one that moves, and the artifacts that are left. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            retrofit converter-gson kdp-bridge-gen1-facade kdp-bridge-gen2-client | -                               | kdp-bridge-gen2-client
            retrofit converter-moshi kdp-bridge-gen1-facade kdp-bridge-gen2-client | com.squareup.moshi.Moshi json | converter-moshi kdp-bridge-gen2-client
            retrofit converter-gson kdp-bridge-gen1-facade kdp-bridge-gen2-client | okhttp3.OkHttpClient http      | retrofit kdp-bridge-gen2-client
            converter-moshi kdp-bridge-gen1-facade kdp-bridge-gen2-client         | retrofit2.Retrofit http        | kdp-bridge-gen1-facade kdp-bridge-gen2-client
            converter-moshi kdp-bridge-gen1-facade:<scope>test</scope> kdp-bridge-gen2-client | retrofit2.Retrofit http | converter-moshi kdp-bridge-gen1-facade kdp-bridge-gen2-client
            converter-moshi kdp-bridge-gen1-facade:<exclusions/> kdp-bridge-gen2-client | retrofit2.Retrofit http | converter-moshi kdp-bridge-gen1-facade kdp-bridge-gen2-client
            converter-other kdp-bridge-gen1-facade kdp-bridge-gen2-client         | -                              | converter-other kdp-bridge-gen2-client
            kdp-bridge-gen1-facade kdp-bridge-gen2-client:<scope>test</scope>     | -                              | kdp-bridge-gen1-facade kdp-bridge-gen2-client
            kdp-bridge-gen1-facade kdp-bridge-gen2-client:<scope>runtime</scope>  | -                              | kdp-bridge-gen1-facade kdp-bridge-gen2-client
            kdp-bridge-gen1-facade kdp-bridge-gen2-client:<optional>true</optional> | -                            | kdp-bridge-gen1-facade kdp-bridge-gen2-client
            kdp-bridge-gen1-facade kdp-bridge-gen2-client:<exclusions/>           | -                              | kdp-bridge-gen1-facade kdp-bridge-gen2-client
            kdp-bridge-gen1-facade:<scope>test</scope> kdp-bridge-gen2-client:<scope>test</scope> | -              | kdp-bridge-gen2-client
            kdp-bridge-gen1-facade:<scope>test</scope> kdp-bridge-gen2-client     | -                              | kdp-bridge-gen2-client
            kdp-bridge-gen1-facade                                                | -                              | kdp-bridge-gen1-facade
            """)
    void dependency_goesOnlyWithAllThatComesByIt(String dependencies, String field, String left) {
        String pom = Stream.of(dependencies.split(" ", -1))
                .map(LeftoversTest::dependency)
                .collect(Collectors.joining("\n", "<project>\n<dependencies>\n", "\n</dependencies>\n</project>\n"));
        List<String> expected = List.of(left.split(" ", -1));
        boolean changes = expected.size() < dependencies.split(" ", -1).length;
        rewriteRun(
                spec -> TestParser.parses(spec.recipe(new ToNativeClient(true))),
                java(
                        "class Shop {\n    io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi api;\n}\n",
                        spec -> spec.after(actual -> actual)),
                java("class Other {\n    " + (field == null ? "int none" : field) + ";\n}\n"),
                xml(pom, spec -> {
                    spec.path("pom.xml");
                    if (changes) {
                        spec.after(actual -> {
                            assertThat(actual.lines().filter(line -> line.contains("artifactId")))
                                    .extracting(line -> line.replaceAll(".*<artifactId>|</artifactId>.*", ""))
                                    .isEqualTo(expected);
                            return actual;
                        });
                    }
                }));
    }

    @Test
    void commentsOfADependencyThatGoes_stay() {
        String before = """
                <project>
                  <dependencies>
                    <!-- of old -->
                    <dependency>
                      <groupId>com.squareup.retrofit2</groupId>
                      <!-- as the BOM says -->
                      <artifactId>retrofit</artifactId>
                    </dependency>
                    <!-- ours -->
                  </dependencies>
                </project>
                """;
        String after = """
                <project>
                  <dependencies>
                    <!-- of old -->
                    <!-- as the BOM says -->
                    <!-- ours -->
                  </dependencies>
                </project>
                """;
        rewriteRun(
                TestParser::movesAtOnce,
                java(
                        "class Shop {\n    io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi api;\n}\n",
                        spec -> spec.after(actual -> actual)),
                xml(before, after, spec -> spec.path("pom.xml")));
    }
}
