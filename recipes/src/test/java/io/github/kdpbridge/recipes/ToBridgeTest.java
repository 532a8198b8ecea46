package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.xml.Assertions.xml;
import static org.openrewrite.yaml.Assertions.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.TypeValidation;

class ToBridgeTest implements RewriteTest {
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
                spec -> spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0"))
                        .parser(Gen1Code.parser())
                        .typeValidationOptions(TypeValidation.none())
                        .cycles(2)
                        .expectedCyclesThatMakeChanges(1),
                java("""
                        import okhttp3.OkHttpClient;

                        class Old {
                            static final String URL = "https://eu-be-reseller.samsungknox.com";
                            OkHttpClient built = new OkHttpClient.Builder().followRedirects(false).build();
                            OkHttpClient plain = new OkHttpClient();
                        }
                        """, """
                        import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
                        import okhttp3.OkHttpClient;

                        class Old {
                            static final String URL = "https://eu-be-reseller.samsungknox.com";
                            OkHttpClient built = new OkHttpClient.Builder().followRedirects(false).addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).build();
                            OkHttpClient plain = new OkHttpClient.Builder().addInterceptor(Gen1CompatInterceptor.on(com.example.Kdp.program())).build();
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
                spec -> spec.recipe(new ToBridge(null, "com.example.Kdp.program()", "0.1.0"))
                        .parser(Gen1Code.parser())
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
