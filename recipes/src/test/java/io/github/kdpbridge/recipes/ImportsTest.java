package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrewrite.test.RewriteTest;

/** What a run does to imports that stay. */
@Tag("one-jdk")
class ImportsTest implements RewriteTest {
    private static final String TYPED = "import io.github.kdpbridge.gen1facade.typed.";
    private static final String FIRST = "import io.github.kdpbridge.core.DeploymentProgram;\n" + TYPED + "Gen1;\n"
            + TYPED + "Gen1DevicesRequest;\n";

    private static String shop(String imports, String call) {
        return imports + """

                class Shop {
                    DeploymentProgram api;

                    void sell(Gen1DevicesRequest bean) throws Exception {
                        %s
                    }
                }
                """.formatted(call);
    }

    /** Such as after an earlier run, which has put imports before those of Java already. */
    @ParameterizedTest
    @CsvSource({"'',''", "'\n','\n'"})
    void importThatStays_getsNoBlankLineBeforeIt(String before, String after) {
        rewriteRun(
                spec -> TestParser.parses(spec.recipe(new ToNativeClient(true))),
                java(
                        shop(
                                FIRST + before
                                        + "import java.io.IOException;\nimport java.util.*;\nimport retrofit2.*;\n",
                                "try {\n            Gen1.shared(api).upload(bean).execute();\n"
                                        + "        } catch (IOException e) {\n            bean = null;\n        }"),
                        spec -> spec.after(actual -> {
                            assertThat(actual)
                                    .contains("Gen1Requests;\n" + after + "import java.util.*;\n")
                                    .doesNotContain("IOException");
                            return actual;
                        })));
    }
}
