package io.github.kdpbridge.recipes;

import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.yaml.Assertions.yaml;

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

    /** Marks a line that gets a comment with its sign, and a host that becomes the gateway with angle brackets. */
    private static String code(String marked, boolean isAfter) {
        String hosts = marked.replace("<eu>", isAfter ? GATEWAY : EU)
                .replace("<us>", isAfter ? GATEWAY : US)
                .replace("[eu]", EU)
                .replace("[us]", US);
        return hosts.replaceAll(
                        "(?m)^( *)!(.*)$", isAfter ? "$1// " + Words.PREFIX + Words.HOST_TWICE + "\n$1$2" : "$1$2")
                .replaceAll(
                        "(?m)^( *)\\?(.*)$", isAfter ? "$1// " + Words.PREFIX + Words.HOST_LEFT + "\n$1$2" : "$1$2");
    }

    /** The code would not compile, or fail when its class is loaded. */
    @Test
    void bothHosts_whereNoTwoTextsMayBeEqual_stayWithAComment() {
        String urls = """
                class Urls {
                    !static final String EU = "[eu]";
                    static final String PATH = "/bulkenroll";
                    static final String OTHER = "<us>";
                }
                """;
        String shop = """
                import java.util.Map;
                import java.util.Set;

                class Shop {
                    !Set<String> hosts = Set.of("[eu]", ("[us]"), "x");
                    Set<String> paths = Set.of("<eu>/a", "<us>/b", "<us>");
                    !Map<String, String> regions = Map.of("[eu]", "<eu>", "[us]", "<us>");
                    Map<String, String> urls = Map.of("eu", "<eu>", "us", "<us>");
                    !Map<String, String> entries = Map.ofEntries(Map.entry("[eu]", "<eu>"), Map.entry("[us]", "<us>"));

                    int region(String url) {
                        switch (url) {
                            case Urls.EU + Urls.PATH:
                                return 1;
                            !case "[us]/bulkenroll":
                                return 2;
                            case "<us>/other":
                                return 3;
                            default:
                                return 4;
                        }
                    }

                    int one(String url) {
                        return switch (url) {
                            case "<eu>" -> 1;
                            default -> 2;
                        };
                    }

                    int two(String url) {
                        return switch (url) {
                            !case "[eu]" -> 1;
                            !case "[us]" -> 2;
                            default -> 3;
                        };
                    }
                }
                """;
        rewriteRun(java(code(urls, false), code(urls, true)), java(code(shop, false), code(shop, true)));
    }

    /** No change without a difference: the text of the code does not have the URL that its value has. */
    @Test
    void hostBehindAnEscape_staysWithAComment() {
        String code = """
                class Shop {
                    ?String url = "https:\\u002f/eu-be-reseller.samsungknox.com";
                    ?String urls = "[eu] https:\\u002f/us-be-reseller.samsungknox.com";
                    String plain = "\\"<eu>\\"";
                }
                """;
        rewriteRun(java(code(code, false), code(code, true)));
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

    @Test
    void bothHostsAsKeys_stayWithAComment_andOneDoesNot() {
        String text = "regions:\n  %s: %s\n  %s: us\nnames:\n  %s: eu\n";
        rewriteRun(yaml(
                text.formatted("\"" + EU + "\"", EU, "\"" + US + "\"", "\"" + EU + "\""),
                "# " + Words.PREFIX + Words.HOST_TWICE + "\n"
                        + text.formatted("\"" + EU + "\"", GATEWAY, "\"" + US + "\"", "\"" + GATEWAY + "\"")));
    }
}
