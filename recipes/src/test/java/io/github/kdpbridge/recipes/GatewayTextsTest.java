package io.github.kdpbridge.recipes;

import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.yaml.Assertions.yaml;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openrewrite.java.JavaParser;
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

    /** Each of these throws when it is made, if two of its texts are equal. */
    @Test
    void bothHosts_inACollectionThatRefusesOneTwice_stayWithAComment() {
        String shop = """
                import com.google.common.collect.BiMap;
                import com.google.common.collect.HashBiMap;
                import com.google.common.collect.ImmutableBiMap;
                import com.google.common.collect.ImmutableMap;
                import com.google.common.collect.ImmutableSortedMap;
                import com.google.common.collect.ImmutableTable;
                import com.google.common.collect.Maps;
                import java.net.URI;
                import java.util.AbstractMap;
                import java.util.Map;

                class Shop {
                    !Object map = ImmutableMap.of("[eu]", 1, "[us]", 2);
                    !Object built = ImmutableMap.builder().put("[eu]", 1).put("x", 2).put("[us]", 3).build();
                    !Object made = new ImmutableMap.Builder<>().put(Map.entry("[eu]", 1)).put("[us]", 2).buildOrThrow();
                    !Object sorted = ImmutableSortedMap.<String, Integer>naturalOrder().put("[eu]", 1).put("[us]", 2).build();
                    !Object entries = ImmutableMap.ofEntries(Maps.immutableEntry("[eu]", 1), Map.entry("[us]", 2));
                    !Object simple = Map.ofEntries(
                            new AbstractMap.SimpleEntry<>("[eu]", 1), new AbstractMap.SimpleImmutableEntry<>("[us]", 2));
                    !Object table = ImmutableTable.builder().put("[eu]", "x", 1).put("[us]", "x", 2).build();
                    !Object keys = ImmutableBiMap.of("[eu]", 1, "[us]", 2);
                    !Object values = ImmutableBiMap.of("eu", "[eu]", "us", "[us]");
                    !Object builtValues = ImmutableBiMap.builder().put("eu", "[eu]").put("us", "[us]").build();
                    !Object entryValues = ImmutableBiMap.ofEntries(Map.entry("eu", "[eu]"), Map.entry("us", "[us]"));
                    !Object urls = Map.of(URI.create("[eu]"), 1, URI.create("[us]"), 2);

                    Object inSteps() {
                        !ImmutableMap.Builder<String, Integer> builder = ImmutableMap.<String, Integer>builder().put("[eu]", 1);
                        !builder.put("[us]", 2);
                        return builder.build();
                    }

                    BiMap<String, String> filled() {
                        BiMap<String, String> map = HashBiMap.create();
                        !map.put("eu", "[eu]");
                        !map.put("us", "[us]");
                        return map;
                    }
                }
                """;
        rewriteRun(GatewayTextsTest::withGuava, java(code(shop, false), code(shop, true)));
    }

    @Test
    void bothHosts_inACollectionThatAllowsOneTwice_becomeTheGateway() {
        String shop = """
                import com.google.common.collect.HashBiMap;
                import com.google.common.collect.ImmutableBiMap;
                import com.google.common.collect.ImmutableMap;
                import com.google.common.collect.ImmutableSet;
                import com.google.common.collect.ImmutableSetMultimap;
                import com.google.common.collect.ImmutableTable;
                import java.util.Map;
                import java.util.Set;

                class Shop {
                    Object values = ImmutableMap.builder().put("eu", "<eu>").put("us", "<us>").build();
                    Object last = ImmutableMap.builder().put("<eu>", 1).put("<us>", 2).buildKeepingLast();
                    Object set = ImmutableSet.builder().add("<eu>").add("<us>").build();
                    Object pairs = ImmutableSetMultimap.builder().put("<eu>", 1).put("<us>", 1).build();
                    Object table = ImmutableTable.builder().put("<eu>", "x", 1).put("<us>", "y", 2).build();
                    Object across = ImmutableBiMap.of("<eu>", "<us>");
                    Object one = ImmutableMap.builder().put("<eu>", 1).build();
                    Object other = ImmutableMap.builder().put("<us>", 1).build();
                    Object objects = Set.of(thread("<eu>"), thread("<us>"));

                    static Thread thread(String url) {
                        return new Thread(url);
                    }

                    Object inSteps() {
                        ImmutableMap.Builder<String, Integer> builder = ImmutableMap.builder();
                        builder.put("<eu>", 1);
                        builder.put("<us>", 2);
                        return builder.buildKeepingLast();
                    }

                    Object chosen(boolean isEu) {
                        Object map = ImmutableMap.builder().put("<eu>", 1).build();
                        if (!isEu) {
                            map = ImmutableMap.builder().put("<us>", 1).build();
                        }
                        return map;
                    }

                    void put(Map<String, String> map, HashBiMap<String, String> first, HashBiMap<String, String> second) {
                        map.put("eu", "<eu>");
                        map.put("us", "<us>");
                        first.put("eu", "<eu>");
                        second.put("us", "<us>");
                    }
                }
                """;
        rewriteRun(GatewayTextsTest::withGuava, java(code(shop, false), code(shop, true)));
    }

    private static void withGuava(RecipeSpec spec) {
        spec.parser(JavaParser.fromJavaVersion().classpath("guava"));
    }

    /** A label twice does not compile. */
    @Test
    void bothHosts_inLabelsOfAnyForm_stayWithAComment() {
        String shop = """
                class Shop {
                    static final boolean TEST = false;

                    int cast(String url) {
                        switch (url) {
                            !case (String) "[eu]":
                                return 1;
                            !case (("[us]")):
                                return 2;
                            default:
                                return 3;
                        }
                    }

                    int chosen(String url) {
                        switch (url) {
                            !case TEST ? "x" : "[eu]":
                                return 1;
                            !case (TEST ? "[us]" : "y") + "":
                                return 2;
                            default:
                                return 3;
                        }
                    }

                    int alone(String url) {
                        return switch (url) {
                            case TEST ? "<eu>" : "<us>" -> 1;
                            case "x", "y" -> 2;
                            default -> 3;
                        };
                    }

                    int together(String url) {
                        return switch (url) {
                            !case "[eu]", "[us]" -> 1;
                            default -> 2;
                        };
                    }

                    void apart(String url) {
                        switch (url) {
                            !case "[eu]", "x" -> cast(url);
                            !case "y", "[us]" -> alone(url);
                            default -> chosen(url);
                        }
                    }
                }
                """;
        rewriteRun(java(code(shop, false), code(shop, true)));
    }

    /** A name stands for the variable that its place sees. */
    @Test
    void variablesOfOneName_areReadApart() {
        String shop = """
                import java.util.Set;
                import java.util.function.Function;

                class Shop {
                    String host = "x";

                    void blocks() {
                        {
                            !String host = "[eu]";
                            !Set<String> hosts = Set.of(host, "[us]");
                        }
                        {
                            String host = "x";
                            Set<String> hosts = Set.of(host, "<eu>");
                        }
                        {
                            String host = "<us>";
                        }
                        Function<String, Set<String>> some = host -> Set.of(host, "<eu>");
                        Object inner = new Object() {
                            String host = "<us>";
                        };
                        Set<String> own = Set.of(host, "<eu>");
                    }

                    {
                        !String host = "[eu]";
                        !Set<String> hosts = Set.of(host, "[us]");
                    }

                    {
                        String host = "x";
                        Set<String> hosts = Set.of(host, "<eu>");
                    }
                }
                """;
        rewriteRun(java(code(shop, false), code(shop, true)));
    }

    /** What is not known is the same in both texts. */
    @Test
    void bothHosts_beforeTheSame_stayWithAComment_andBeforeAnotherDoNot() {
        String shop = """
                import java.util.Set;

                class Shop {
                    private final String eu;

                    Shop(int port, String path, String other) {
                        !eu = "[eu]";
                        !Set<String> assigned = Set.of(eu, "[us]");
                        !Set<String> ports = Set.of("[eu]" + ":" + port, "[us]" + ":" + port);
                        !Set<String> calls = Set.of("[eu]" + path.trim(), "[us]" + path.trim());
                        !Set<String> longer = Set.of("[eu]" + ".example", "[us]" + ".example");
                        Set<String> paths = Set.of("<eu>" + path, "<us>" + other);
                        Set<String> trimmed = Set.of("<eu>" + path.trim(), "<us>" + path);
                    }
                }
                """;
        rewriteRun(java(code(shop, false), code(shop, true)));
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
