package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.xml.Assertions.xml;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.TypeValidation;

/** Which client gets the interceptor: the one that calls generation 1, and no other. */
@Tag("one-jdk")
class BridgeClientsTest implements RewriteTest {
    private static final String PROGRAM = "com.example.Kdp.program()";
    private static final String URL = "https://eu-be-reseller.samsungknox.com/";
    private static final String INTERCEPTED = ".addInterceptor(Gen1CompatInterceptor.on(" + PROGRAM + ")).build()";
    private static final String IMPORT = "import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;\n";

    @Override
    public void defaults(RecipeSpec spec) {
        TestParser.parses(spec.recipe(new AddInterceptor(PROGRAM, "0.2.0")))
                .typeValidationOptions(TypeValidation.none())
                .cycles(2)
                .expectedCyclesThatMakeChanges(1);
    }

    private static String comment(String words) {
        return "// " + Words.PREFIX + words.formatted(PROGRAM) + "\n    ";
    }

    /** It makes a client of its own, which has no interceptor. */
    @Test
    void retrofitWithoutAClient_getsOne_andOtherClientsGetNothing() {
        rewriteRun(
                java("""
                        import okhttp3.OkHttpClient;
                        import retrofit2.Retrofit;

                        class Old {
                            OkHttpClient mail = new OkHttpClient();
                            Retrofit kdp = new Retrofit.Builder().baseUrl("%s").build();
                            Retrofit other = new Retrofit.Builder().baseUrl("https://example.com/").build();
                        }
                        """.formatted(URL), IMPORT + """
                        import okhttp3.OkHttpClient;
                        import retrofit2.Retrofit;

                        class Old {
                            OkHttpClient mail = new OkHttpClient();
                            Retrofit kdp = new Retrofit.Builder().baseUrl("%s").client(new okhttp3.OkHttpClient.Builder()%s).build();
                            Retrofit other = new Retrofit.Builder().baseUrl("https://example.com/").build();
                        }
                        """.formatted(URL, INTERCEPTED)),
                java("class Mail {\n    okhttp3.OkHttpClient http = new okhttp3.OkHttpClient();\n}\n"));
    }

    /** What reads the constant cannot be told. */
    @Test
    void clientBesideARetrofitOfAConstant_getsAComment() {
        String code = """
                import okhttp3.OkHttpClient;
                import retrofit2.Retrofit;

                class Old {
                    static final String URL = "%s";
                    %%sOkHttpClient http = new OkHttpClient();
                    Retrofit kdp = new Retrofit.Builder().baseUrl(URL)%%s.build();
                }
                """.formatted(URL);
        rewriteRun(java(
                code.formatted("", ""),
                IMPORT
                        + code.formatted(
                                comment(Words.WHICH_CLIENT),
                                ".client(new okhttp3.OkHttpClient.Builder()" + INTERCEPTED + ")")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retrofit2.Retrofit kdp = new retrofit2.Retrofit.Builder().baseUrl(url).build();",
                "retrofit2.Retrofit.Builder builder = new retrofit2.Retrofit.Builder().baseUrl(url); retrofit2.Retrofit kdp ="
                        + " builder.build();",
                "java.util.function.Function<retrofit2.Retrofit.Builder, retrofit2.Retrofit> kdp ="
                        + " retrofit2.Retrofit.Builder::build;",
            })
    void retrofitWhoseUrlIsNotSeen_getsAComment(String retrofit) {
        assertComment(retrofit, Words.WHICH_RETROFIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.function.Supplier<okhttp3.OkHttpClient> kdp = okhttp3.OkHttpClient::new;",
                "java.util.function.Function<okhttp3.OkHttpClient.Builder, okhttp3.OkHttpClient> kdp ="
                        + " okhttp3.OkHttpClient.Builder::build;",
            })
    void clientOfAReference_getsAComment(String reference) {
        assertComment(reference, Words.CLIENT_REFERENCE);
    }

    /** The builder may have the interceptor, or make another client. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "okhttp3.OkHttpClient kdp = builder().build();",
                "okhttp3.OkHttpClient.Builder mine = builder(); okhttp3.OkHttpClient kdp = mine.build();",
                "okhttp3.OkHttpClient kdp = given.build();",
            })
    void clientOfABuilderFromElsewhere_getsAComment(String client) {
        assertComment(client, Words.SHARED_CLIENT);
    }

    /** The interceptor would be added at each {@code build()}, to one builder. */
    @Test
    void clientOfABuilderThatBuildsOften_getsAComment_andOneThatBuildsOnceTheInterceptor() {
        String often = """
                import java.util.function.Supplier;
                import okhttp3.OkHttpClient;

                class Old {
                    static final String URL = "%s";
                    private final OkHttpClient.Builder field = new OkHttpClient.Builder();
                    static final OkHttpClient.Builder OF_CLASS = new OkHttpClient.Builder();
                    !OkHttpClient http = OF_CLASS.build();

                    OkHttpClient create() {
                        !return field.build();
                    }

                    void loop() {
                        OkHttpClient.Builder looped = new OkHttpClient.Builder();
                        for (int i = 0; i < 3; i++) {
                            !looped.retryOnConnectionFailure(i == 0).build();
                        }
                    }

                    void lambda() {
                        OkHttpClient.Builder supplied = new OkHttpClient.Builder();
                        !Supplier<OkHttpClient> supplier = () -> supplied.build();
                    }
                }
                """.formatted(URL);
        String once = """
                import java.util.function.Supplier;
                import okhttp3.OkHttpClient;

                class New {
                    static final String URL = "%s";
                    static final OkHttpClient.Builder OF_CLASS = new OkHttpClient.Builder();
                    static final OkHttpClient HTTP = OF_CLASS.build();
                    private final OkHttpClient.Builder field = new OkHttpClient.Builder();
                    private final OkHttpClient http;
                    private OkHttpClient.Builder fresh;

                    New() {
                        http = field.build();
                    }

                    OkHttpClient create() {
                        fresh = new OkHttpClient.Builder();
                        return fresh.build();
                    }

                    void loop(String name) {
                        for (int i = 0; i < 3; i++) {
                            OkHttpClient.Builder looped = new OkHttpClient.Builder();
                            looped.build();
                        }
                        Supplier<OkHttpClient> supplier = () -> {
                            OkHttpClient.Builder supplied = new OkHttpClient.Builder();
                            return supplied.build();
                        };
                        switch (name) {
                            case "a":
                                OkHttpClient.Builder chosen = new OkHttpClient.Builder();
                                chosen.build();
                                break;
                            default:
                                new Old().create();
                        }
                    }
                }
                """.formatted(URL);
        rewriteRun(
                java(
                        often.replace("!", ""),
                        often.replaceAll(
                                "(?m)^( *)!",
                                "$1// " + Words.PREFIX + Words.SHARED_CLIENT.formatted(PROGRAM) + "\n$1")),
                java(
                        once,
                        once.replace(".build()", INTERCEPTED)
                                .replace("import okhttp3", "\n" + IMPORT + "import okhttp3")));
    }

    private void assertComment(String statement, String words) {
        rewriteRun(java(
                """
                class Old {
                    static final String URL = "%s";
                    static okhttp3.OkHttpClient.Builder builder() { return new okhttp3.OkHttpClient.Builder(); }
                    void call(String url, okhttp3.OkHttpClient.Builder given) {
                        %s
                    }
                }
                """.formatted(URL, statement),
                spec -> spec.after(actual -> {
                    assertThat(actual)
                            .contains(Words.PREFIX + words.formatted(PROGRAM))
                            .doesNotContain(IMPORT);
                    return actual;
                })));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new retrofit2.Retrofit.Builder().baseUrl(url).client(http).build()",
                "new retrofit2.Retrofit.Builder().callFactory(http).baseUrl(url).build()",
                "kdp.newBuilder().baseUrl(url).build()",
            })
    void retrofitWithAClient_stays(String retrofit) {
        rewriteRun(
                spec -> spec.expectedCyclesThatMakeChanges(1),
                java("class Url {\n    String url = \"" + URL + "\";\n}\n", spec -> spec.after(actual -> actual)),
                java("class Old {\n    Object with(String url, okhttp3.OkHttpClient http, retrofit2.Retrofit kdp) {\n"
                        + "        return " + retrofit + ";\n    }\n}\n"));
    }

    /** The class is not imported. */
    @Test
    void clientByItsWholeName_keepsIt() {
        String code = "class Old {\n    String url = \"" + URL
                + "\";\n    okhttp3.OkHttpClient http = new okhttp3.OkHttpClient%s;\n}\n";
        rewriteRun(java(code.formatted("()"), IMPORT + "\n" + code.formatted(".Builder()" + INTERCEPTED)));
    }

    private static final String CLIENT = """
            import okhttp3.OkHttpClient;

            class Old {
                static final String URL = "%s";
                OkHttpClient http = new OkHttpClient();
            }
            """.formatted(URL);

    /** What a pom.xml that is not resolved says of an OkHttp beside Retrofit's. */
    @ParameterizedTest
    @CsvSource({"okhttp, 3.14.9", "logging-interceptor, 4.9.3"})
    void libraryOfAnOldOkHttp_keepsTheModule(String artifact, String version) {
        rewriteRun(
                java(
                        CLIENT,
                        CLIENT.replace(
                                "    OkHttpClient http",
                                "    " + comment(Words.OLD_OKHTTP.formatted(version)) + "OkHttpClient http")),
                xml(
                        "<project><dependencies><dependency><groupId>com.squareup.okhttp3</groupId><artifactId>"
                                + artifact + "</artifactId><version>" + version
                                + "</version></dependency></dependencies></project>",
                        spec -> spec.path("pom.xml")));
    }

    @ParameterizedTest
    @CsvSource({
        "com.squareup.okio, okio, 2",
        "com.squareup.okhttp3, okhttp, 1",
        "com.squareup.okhttp3, *, 1",
        "*, *, 1",
    })
    void retrofitWithExclusions_getsThatOfOkHttpToo(String group, String artifact, int exclusions) {
        rewriteRun(
                java(CLIENT, spec -> spec.after(actual -> actual)),
                xml(
                        "<project><dependencies><dependency><groupId>com.squareup.retrofit2</groupId><artifactId>retrofit"
                                + "</artifactId><exclusions><exclusion><groupId>" + group + "</groupId><artifactId>"
                                + artifact
                                + "</artifactId></exclusion></exclusions></dependency></dependencies></project>",
                        spec -> spec.path("pom.xml").after(actual -> {
                            assertThat(actual.split("<exclusion>", -1)).hasSize(exclusions + 1);
                            assertThat(actual.split("<exclusions>", -1)).hasSize(2);
                            return actual;
                        })));
    }

    @Test
    void retrofitInOneLine_endsInTheColumnOfItsStart() {
        String retrofit = "<dependency><groupId>com.squareup.retrofit2</groupId><artifactId>retrofit</artifactId>";
        rewriteRun(
                xml(
                        """
                        <project>
                          <dependencies>
                            %s</dependency>
                          </dependencies>
                        </project>
                        """.formatted(retrofit),
                        spec -> spec.path("pom.xml").after(actual -> {
                            assertThat(actual)
                                    .contains(
                                            "\n    " + retrofit + "\n      <exclusions>",
                                            "\n      </exclusions>\n    </dependency>\n  </dependencies>");
                            return actual;
                        })),
                java(CLIENT, spec -> spec.after(actual -> actual)));
    }
}
