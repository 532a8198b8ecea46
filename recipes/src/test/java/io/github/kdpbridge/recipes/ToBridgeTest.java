package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.maven.Assertions.pomXml;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.xml.Assertions.xml;
import static org.openrewrite.yaml.Assertions.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.maven.MavenExecutionContextView;
import org.openrewrite.maven.cache.InMemoryMavenPomCache;
import org.openrewrite.maven.cache.MavenPomCache;
import org.openrewrite.maven.tree.MavenRepository;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.SourceSpecs;
import org.openrewrite.test.TypeValidation;

class ToBridgeTest implements RewriteTest {
    private static final String URL = "https://eu-be-reseller.samsungknox.com";
    private static final String GATEWAY = "http://kdp.internal:8080";

    @Test
    void gateway_takesThePlaceOfEachBaseUrl() {
        rewriteRun(
                spec -> spec.recipe(new ToBridge(GATEWAY, null, null)).cycles(2).expectedCyclesThatMakeChanges(1),
                java("""
                        class Old {
                            String url = "https://eu-be-reseller.samsungknox.com";
                            String path = "https://US-be-reseller.samsungknox.com:443/bulkenroll/v1/reseller/devices";
                            String other = "https://eu-be-reseller.samsungknox.com.example";
                        }
                        """, """
                        class Old {
                            String url = "http://kdp.internal:8080";
                            String path = "http://kdp.internal:8080/bulkenroll/v1/reseller/devices";
                            String other = "https://eu-be-reseller.samsungknox.com.example";
                        }
                        """),
                properties(
                        "a=https\\://eu-be-reseller.samsungknox.com/\nb=https://example.com",
                        "a=http://kdp.internal:8080/\nb=https://example.com"),
                yaml(
                        "kdp:\n  url: \"https://eu-be-reseller.samsungknox.com\"",
                        "kdp:\n  url: \"http://kdp.internal:8080\""),
                xml(
                        "<a url=\"https://eu-be-reseller.samsungknox.com\">https://us-be-reseller.samsungknox.com/x</a>",
                        "<a url=\"http://kdp.internal:8080\">http://kdp.internal:8080/x</a>"));
    }

    @Test
    void interceptor_isTheLastOfAClientOfGeneration1_andThePomGetsWhatItNeeds() {
        rewriteRun(
                spec -> TestParser.parses(spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0")))
                        .typeValidationOptions(TypeValidation.none())
                        .cycles(2)
                        .expectedCyclesThatMakeChanges(1),
                java("""
                        import okhttp3.OkHttpClient;

                        class Old {
                            static final String URL = "https://eu-be-reseller.samsungknox.com";
                            OkHttpClient built = new OkHttpClient.Builder().followRedirects(false).build();
                            OkHttpClient plain = new OkHttpClient();
                            OkHttpClient inLines = new OkHttpClient.Builder()
                                    .followRedirects(false)
                                    // As of old.
                                    .build();
                            OkHttpClient withDotsAtEnds = new OkHttpClient.Builder().
                                followRedirects(false).
                                build();
                            OkHttpClient commented = new OkHttpClient(/* as it comes */);
                        }
                        """, """
                        import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
                        import okhttp3.OkHttpClient;

                        class Old {
                            static final String URL = "https://eu-be-reseller.samsungknox.com";
                            OkHttpClient built = new OkHttpClient.Builder().followRedirects(false).addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).build();
                            OkHttpClient plain = new OkHttpClient.Builder().addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).build();
                            OkHttpClient inLines = new OkHttpClient.Builder()
                                    .followRedirects(false)
                                    // As of old.
                                    .addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program()))
                                    .build();
                            OkHttpClient withDotsAtEnds = new OkHttpClient.Builder().
                                followRedirects(false).
                                addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).
                                build();
                            /* as it comes */
                            OkHttpClient commented = new OkHttpClient.Builder().addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).build();
                        }
                        """, spec -> spec.path("shop/src/main/java/Old.java")),
                java("""
                        import okhttp3.OkHttpClient;

                        class Other {
                            OkHttpClient http = new OkHttpClient();
                        }
                        """, spec -> spec.path("shop/src/main/java/Other.java")),
                xml("""
                        <project>
                          <dependencies>
                            <dependency>
                              <groupId>com.squareup.retrofit2</groupId>
                              <artifactId>retrofit</artifactId>
                              <version>2.9.0</version>
                            </dependency>
                          </dependencies>
                        </project>
                        """, """
                        <project>
                          <dependencies>
                            <dependency>
                              <groupId>io.github.kdpbridge</groupId>
                              <artifactId>kdp-bridge-gen1-facade</artifactId>
                              <version>0.1.0</version>
                            </dependency>
                            <dependency>
                              <groupId>io.github.kdpbridge</groupId>
                              <artifactId>kdp-bridge-gen2-client</artifactId>
                              <version>0.1.0</version>
                            </dependency>
                            <dependency>
                              <groupId>com.squareup.retrofit2</groupId>
                              <artifactId>retrofit</artifactId>
                              <version>2.9.0</version>
                              <exclusions>
                                <exclusion>
                                  <groupId>com.squareup.okhttp3</groupId>
                                  <artifactId>okhttp</artifactId>
                                </exclusion>
                              </exclusions>
                            </dependency>
                          </dependencies>
                        </project>
                        """, spec -> spec.path("shop/pom.xml")),
                xml("<project/>", spec -> spec.path("pom.xml")));
    }

    @Test
    void client_inAnotherFileThanTheUrl_getsAComment() {
        rewriteRun(
                spec -> TestParser.parses(spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0")))
                        .cycles(2)
                        .expectedCyclesThatMakeChanges(1),
                java("class Urls {\n    String url = \"https://eu-be-reseller.samsungknox.com\";\n}\n"),
                java("""
                        class Http {
                            okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();
                        }
                        """, """
                        class Http {
                            // TODO kdp-bridge: if this client calls generation 1, add as its last interceptor Gen1CompatInterceptor.on(com.example.Kdp.program())
                            okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();
                        }
                        """));
    }

    private static RecipeSpec interceptor(RecipeSpec spec) {
        return TestParser.parses(spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0")))
                .typeValidationOptions(TypeValidation.none())
                .cycles(2)
                .expectedCyclesThatMakeChanges(1);
    }

    /** A client that is made from another one has its interceptors, and a builder keeps what it got. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "OkHttpClient http = base.newBuilder().build();",
                "OkHttpClient.Builder builder = base.newBuilder(); OkHttpClient http = builder.build();",
                "OkHttpClient.Builder builder = new OkHttpClient.Builder(); OkHttpClient a = builder.build(), b = builder.build();",
            })
    void client_thatMayHaveTheInterceptorOfAnother_getsAComment(String clients) {
        rewriteRun(
                ToBridgeTest::interceptor,
                java(
                        """
                        import okhttp3.OkHttpClient;

                        class Old {
                            static final String URL = "https://eu-be-reseller.samsungknox.com";

                            void call(OkHttpClient base) {
                                %s
                            }
                        }
                        """.formatted(clients),
                        spec -> spec.after(actual -> {
                            assertThat(actual)
                                    .contains(Words.PREFIX + Words.SHARED_CLIENT.formatted("com.example.Kdp.program()"))
                                    .doesNotContain(".addInterceptor(");
                            return actual;
                        })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"properties", "yaml", "xml"})
    void client_ofAProjectWhoseUrlIsConfigured_getsAComment(String kind) {
        SourceSpecs configuration = switch (kind) {
            case "properties" ->
                properties("kdp.url=" + URL, spec -> spec.path("shop/src/main/resources/a.properties"));
            case "yaml" -> yaml("kdp:\n  url: " + URL, spec -> spec.path("shop/src/main/resources/a.yml"));
            default -> xml("<kdp url=\"" + URL + "\"/>", spec -> spec.path("shop/src/main/resources/a.xml"));
        };
        rewriteRun(
                ToBridgeTest::interceptor,
                configuration,
                java(
                        "class Http {\n    okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();\n}\n",
                        "class Http {\n    // " + Words.PREFIX
                                + Words.WHICH_CLIENT.formatted("com.example.Kdp.program()")
                                + "\n    okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();\n}\n",
                        spec -> spec.path("shop/src/main/java/Http.java")),
                java(
                        "class Other {\n    okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();\n}\n",
                        spec -> spec.path("other/src/main/java/Other.java")));
    }

    @Test
    void projectWithoutOkHttp_getsAComment() {
        String code = "class Old {\n    String url = \"https://eu-be-reseller.samsungknox.com\";\n}\n";
        rewriteRun(ToBridgeTest::interceptor, java(code, "// " + Words.PREFIX + Words.NO_CLIENT + "\n" + code));
    }

    /** On top, because the file tells nothing of the code that reads it; after an XML declaration, which has to stay there. */
    @Test
    void configurationOfAProjectWithoutOkHttp_getsAComment() {
        String comment = Words.PREFIX + Words.NO_CLIENT;
        rewriteRun(
                ToBridgeTest::interceptor,
                java("class Old {}\n"),
                properties("a=b\nkdp.url=" + URL, "# " + comment + "\na=b\nkdp.url=" + URL),
                properties(
                        "# ours\nkdp.url=" + URL,
                        "# " + comment + "\n# ours\nkdp.url=" + URL,
                        spec -> spec.path("b.properties")),
                yaml("kdp:\n  url: " + URL, "# " + comment + "\nkdp:\n  url: " + URL),
                yaml(
                        "---\nkdp: " + URL + "\n---\na: b",
                        "# " + comment + "\n---\nkdp: " + URL + "\n---\na: b",
                        spec -> spec.path("b.yml")),
                xml("<kdp url=\"" + URL + "\"/>", "<!-- " + comment + " -->\n<kdp url=\"" + URL + "\"/>"),
                xml(
                        "<?xml version=\"1.0\"?>\n<kdp>" + URL + "</kdp>",
                        "<?xml version=\"1.0\"?>\n<!-- " + comment + " -->\n<kdp>" + URL + "</kdp>",
                        spec -> spec.path("b.xml")),
                xml("<kdp/>", spec -> spec.path("c.xml")));
    }

    @Test
    void moduleWithoutOkHttp_besideOneThatGetsTheInterceptor_getsAComment() {
        String code = "class Other {\n    String url = \"" + URL + "\";\n}\n";
        rewriteRun(
                ToBridgeTest::interceptor,
                java(
                        CLIENT,
                        spec -> spec.path("shop/src/main/java/Old.java").after(actual -> {
                            assertThat(actual).contains(".addInterceptor(").doesNotContain(Words.PREFIX);
                            return actual;
                        })),
                properties("kdp.url=" + URL, spec -> spec.path("shop/src/main/resources/a.properties")),
                java(
                        code,
                        "// " + Words.PREFIX + Words.NO_CLIENT + "\n" + code,
                        spec -> spec.path("other/src/main/java/Other.java")));
    }

    @Test
    void commentInConfiguration_isWrittenOnce() {
        String comment = Words.PREFIX + Words.NO_CLIENT;
        rewriteRun(
                spec -> spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0")),
                properties("# " + comment + "\nkdp.url=" + URL),
                yaml("# " + comment + "\nkdp: " + URL),
                xml("<!-- " + comment + " -->\n<kdp url=\"" + URL + "\"/>"));
    }

    private static final String CLIENT = """
            class Old {
                String url = "https://eu-be-reseller.samsungknox.com";
                okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();
            }
            """;

    @TempDir
    static Path repository;

    private static final MavenPomCache POMS = new InMemoryMavenPomCache();

    @BeforeAll
    static void publish() throws IOException {
        String okHttp = "com.squareup.okhttp3:okhttp:3.14.9";
        publish(okHttp);
        publish("com.squareup.retrofit2:retrofit:2.9.0", okHttp);
        publish("com.squareup.retrofit2:converter-gson:2.9.0", "com.squareup.retrofit2:retrofit:2.9.0");
        publish("com.squareup.okhttp3:logging-interceptor:3.14.9", okHttp);
        publish("com.example:inner:1", okHttp);
        publish("com.example:outer:1", "com.example:inner:1");
        publish("com.squareup.okhttp3:okhttp:4.9.3");
        publish("com.squareup.okhttp3:okhttp:4.12.0");
        publish("com.example:enough:1", "com.squareup.okhttp3:okhttp:4.12.0");
        publish("com.example:plain:1");
        publish("com.example:okhttp:1", okHttp);
        publish("com.example:library:1", "com.example:outer:1");
    }

    /** A library in a Maven repository: its coordinates, and those that it depends on. */
    private static void publish(String coordinates, String... dependencies) throws IOException {
        String[] parts = coordinates.split(":", -1);
        Path pom = repository.resolve(parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1]
                + "-" + parts[2] + ".pom");
        Files.createDirectories(pom.getParent());
        Files.writeString(
                pom,
                "<project>" + coordinates(coordinates) + "<packaging>pom</packaging>" + dependencies(dependencies)
                        + "</project>");
    }

    private static String coordinates(String text) {
        String[] parts = text.split(":", -1);
        return "<groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId><version>" + parts[2]
                + "</version>";
    }

    private static final String WITHOUT_OKIO = "-okio";
    private static final String OKIO =
            "<exclusions><exclusion><groupId>com.squareup.okio</groupId><artifactId>okio</artifactId>"
                    + "</exclusion></exclusions>";

    private static String dependencies(String... all) {
        return Stream.of(all)
                .map(each -> "<dependency>" + coordinates(each.replace(WITHOUT_OKIO, "")) + "<type>pom</type>"
                        + (each.endsWith(WITHOUT_OKIO) ? OKIO : "") + "</dependency>")
                .collect(Collectors.joining("", "<dependencies>", "</dependencies>"));
    }

    /**
     * The pom.xml of the module has the parent and the dependencies that a row names. Either a comment tells which OkHttp is too
     * old, or that of so many of these dependencies is excluded, and that of so many of kdp-bridge's two.
     */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    com.example:plain:1    | retrofit2:retrofit:2.9.0                                  | -      | 1 | 0
                    com.example:plain:1    | retrofit2:retrofit:2.9.0-okio                             | -      | 1 | 0
                    com.example:plain:1    | retrofit2:converter-gson:2.9.0 retrofit2:retrofit:2.9.0   | -      | 2 | 0
                    com.example:plain:1    | okhttp3:okhttp:3.14.9                                     | 3.14.9 | 0 | 0
                    com.example:plain:1    | okhttp3:okhttp:4.9.3 retrofit2:retrofit:2.9.0             | 4.9.3  | 0 | 0
                    com.example:plain:1    | okhttp3:okhttp:4.12.0 retrofit2:retrofit:2.9.0            | -      | 0 | 2
                    com.example:okhttp:1   | retrofit2:retrofit:2.9.0                                  | 3.14.9 | 0 | 0
                    com.example:library:1  | retrofit2:retrofit:2.9.0                                  | 3.14.9 | 0 | 0
                    com.example:enough:1   | retrofit2:retrofit:2.9.0                                  | -      | 1 | 2
                    com.example:plain:1    | retrofit2:retrofit:2.9.0 okhttp3:logging-interceptor:3.14.9 | 3.14.9 | 0 | 0
                    """)
    void okHttp_isOneAndNewEnough_orTheModuleStays(
            String parent, String dependencies, @Nullable String old, int excluded, int excludedOfBridge) {
        MavenExecutionContextView context = MavenExecutionContextView.view(new InMemoryExecutionContext());
        context.setPomCache(POMS);
        context.setAddCentralRepository(false);
        context.setLocalRepository(MavenRepository.builder()
                .id("local")
                .uri(repository.toUri().toString())
                .knownToExist(true)
                .build());
        String pom = "<project><parent>" + coordinates(parent) + "<relativePath/></parent><artifactId>shop</artifactId>"
                + dependencies(Stream.of(dependencies.split(" ", -1))
                        .map("com.squareup."::concat)
                        .toArray(String[]::new))
                + "</project>";
        rewriteRun(
                spec -> interceptor(spec).executionContext(context),
                java(
                        CLIENT,
                        spec -> spec.path("shop/src/main/java/Old.java").after(actual -> {
                            assertThat(actual.contains(".addInterceptor(")).isEqualTo(old == null);
                            return old == null
                                    ? actual
                                    : CLIENT.replace(
                                            "    okhttp3",
                                            "    // " + Words.PREFIX + Words.OLD_OKHTTP.formatted(old)
                                                    + "\n    okhttp3");
                        })),
                pomXml(pom, spec -> {
                    spec.path("shop/pom.xml");
                    if (old == null) {
                        spec.after(actual -> {
                            assertThat(count(actual, "<exclusion><artifactId>okhttp</artifactId>"))
                                    .isEqualTo(excluded);
                            assertThat(count(actual, "<exclusion><artifactId>okhttp-jvm</artifactId>"))
                                    .isEqualTo(excludedOfBridge);
                            return actual;
                        });
                    }
                }));
    }

    private static int count(String pom, String text) {
        String dense = pom.replaceAll("\\s", "").replace("<groupId>com.squareup.okhttp3</groupId>", "");
        return dense.split(text, -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", ",", ";", ")", "\\n", ".", "/bulkenroll", ":443/", ""})
    void url_endsWhereItsHostEnds(String after) {
        assertThat(Gen1Traces.at("http://kdp.internal", "x https://eu-be-reseller.samsungknox.com" + after))
                .isEqualTo("x http://kdp.internal" + after.replace(":443", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {".example", ":8443", ":4430", "x", "-x"})
    void urlOfAnotherHost_stays(String after) {
        String other = "https://eu-be-reseller.samsungknox.com" + after;
        assertThat(Gen1Traces.at("http://kdp.internal", other)).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
                    -                        | -                         | -     | set either gatewayUrl, or program and version
                    http://kdp.internal      | com.example.Kdp.program() | 0.1.0 | set either gatewayUrl, or program and version
                    -                        | com.example.Kdp.program() | -     | set either gatewayUrl, or program and version
                    """)
    void options_thatDoNotFitTogether_areNamed(String url, String program, String version, String message) {
        assertThat(new ToBridge(url, program, version).validate().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage()).isEqualTo(message));
    }

    @ParameterizedTest
    @CsvSource({"kdp.internal", "ftp://kdp.internal", "http://kdp.internal/", "http://user@kdp.internal", "http://a b"})
    void gatewayUrl_thatIsNoBase_isNamed(String url) {
        assertThat(new ToGateway(url).validate().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage())
                        .isEqualTo("must be an http or https URL without a query, and without a slash at its end: "
                                + url));
    }

    @Test
    void program_thatIsNoExpression_isNamed() {
        assertThat(new AddInterceptor("program", "0.1.0").validate().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage())
                        .isEqualTo("must be a static call or field with its class and package, such as"
                                + " com.example.Kdp.program(), not: program"));
    }
}
