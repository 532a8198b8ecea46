package io.github.kdpbridge.recipes;

import static org.openrewrite.properties.Assertions.properties;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;

/** Texts in which the URL of a gateway cannot simply take the place of a host. */
@Tag("one-jdk")
class GatewayTextsTest implements RewriteTest {
    private static final String EU = "https://eu-be-reseller.samsungknox.com";
    private static final String US = "https://us-be-reseller.samsungknox.com";
    private static final String GATEWAY = "http://kdp.internal:8080";

    @Override
    public void defaults(RecipeSpec spec) {
        spec.recipe(new ToGateway(GATEWAY)).cycles(2).expectedCyclesThatMakeChanges(1);
    }

    @Test
    void valueOfSeveralLines_keepsThem() {
        String text = "kdp.urls = %s,\\\n    %s\nkdp.url=https\\://%s/bulkenroll\nkdp.paths=a,\\\n  b\n";
        rewriteRun(properties(
                text.formatted(EU, US, "eu-be-reseller.samsungknox.com"),
                "kdp.urls = " + GATEWAY + ",\\\n    " + GATEWAY + "\nkdp.url=" + GATEWAY
                        + "/bulkenroll\nkdp.paths=a,\\\n  b\n"));
    }

    @Test
    void hostInTwoLines_staysWithAComment() {
        String text = "kdp.url = https://eu-be-\\\n    reseller.samsungknox.com\n";
        rewriteRun(properties(text, "# " + Words.PREFIX + Words.HOST_LEFT + "\n" + text));
    }
}
