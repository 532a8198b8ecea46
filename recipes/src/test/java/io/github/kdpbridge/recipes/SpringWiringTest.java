package io.github.kdpbridge.recipes;

import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.xml.Assertions.xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;

/** Names by which Spring finds the interface of generation 1, and which the change of its type breaks. */
class SpringWiringTest implements RewriteTest {
    @Override
    public void defaults(RecipeSpec spec) {
        spec.recipe(new ToNativeClient(true))
                .parser(TestParser.create())
                .cycles(2)
                .expectedCyclesThatMakeChanges(1);
    }

    /** The starter's bean of that name stays a Gen1ResellerApi, and is no DeploymentProgram. */
    @Test
    void nameOfABeanOfTheStarter_getsAComment() {
        String code = """
                import io.github.kdpbridge.%1$s.%2$s;

                class Shop {
                    %3$s@Qualifier("shopGen1ResellerApi") %2$s api;

                    %3$sShop(%2$s shopGen1ResellerApi) {
                        api = shopGen1ResellerApi;
                    }

                    @interface Qualifier {
                        String value();
                    }
                }
                """;
        String comment = "// " + Words.PREFIX + Words.BEAN_NAME.formatted("shop") + "\n    ";
        rewriteRun(java(
                code.formatted("gen1facade.typed", "Gen1ResellerApi", ""),
                code.formatted("core", "DeploymentProgram", comment)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bean class=\"io.github.kdpbridge.gen1facade.typed.Gen1\" factory-method=\"connect\"/>",
                "<bean class=\"Shop\"><constructor-arg type=\"io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi\"/></bean>",
            })
    void beanInXml_keepsTheProject(String bean) {
        String file = "<beans>" + bean + "</beans>";
        rewriteRun(
                java("class Shop {\n    io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi api;\n}\n"),
                xml(file, "<!-- " + Words.PREFIX + Words.WIRED + " -->\n" + file));
    }

    @Test
    void loggerInXml_keepsNothing() {
        rewriteRun(
                java(
                        "class Shop {\n    io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi api;\n}\n",
                        spec -> spec.after(actual -> actual)),
                xml(
                        "<configuration><logger name=\"io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi\"/></configuration>"));
    }
}
