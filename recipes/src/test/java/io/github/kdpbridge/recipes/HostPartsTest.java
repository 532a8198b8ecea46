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

/** Hosts of generation 1 that are put together from parts, or have no scheme. */
class HostPartsTest implements RewriteTest {
    @ParameterizedTest
    @CsvSource({
        "-be-reseller.samsungknox.com, -be-reseller.samsungknox.com",
        "https://%s-be-reseller.samsungknox.com/, -be-reseller.samsungknox.com",
        "https://${region}-be-reseller.samsungknox.com, -be-reseller.samsungknox.com",
        "be-reseller.samsungknox.com, be-reseller.samsungknox.com",
        "https://eu-be-reseller, eu-be-reseller",
        "US-BE-RESELLER.samsungknox.com, US-BE-RESELLER.samsungknox.com",
    })
    void part_isFound(String text, String found) {
        assertThat(Gen1Traces.find(text)).isEqualTo(new Gen1Traces.Trace("host", found));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://eu-be-reseller.samsungknox.com.example",
                "https://eu-be-reseller.example.com",
                "acme-be-reseller",
                "eu-be-resellers",
                "us-kcs-api.samsungknox.com"
            })
    void otherName_isNotFound(String text) {
        assertThat(Gen1Traces.find(text)).isNull();
    }

    @Test
    void hostThatIsTheNameOfAProperty_isFound() {
        rewriteRun(
                spec -> spec.recipe(new FindGen1()),
                properties(
                        "eu-be-reseller.samsungknox.com=proxy",
                        "~~(generation 1: host)~~>eu-be-reseller.samsungknox.com=proxy"));
    }

    @Test
    void toTheGateway_hostThatIsNoUrl_getsAComment() {
        String comment = Words.PREFIX + Words.HOST_LEFT;
        String code = """
                class Hosts {
                    String url = "%2$s";
                    %1$sString host = "eu-be-reseller.samsungknox.com";

                    String of(String region) {
                        %3$sreturn "https://" + region + "-be-reseller.samsungknox.com";
                    }
                }
                """;
        rewriteRun(
                spec -> spec.recipe(new ToGateway("http://kdp.internal:8080"))
                        .cycles(2)
                        .expectedCyclesThatMakeChanges(1),
                java(
                        code.formatted("", "https://eu-be-reseller.samsungknox.com", ""),
                        code.formatted(
                                "// " + comment + "\n    ",
                                "http://kdp.internal:8080",
                                "// " + comment + "\n        ")),
                properties("a=%s-be-reseller.samsungknox.com", "# " + comment + "\na=%s-be-reseller.samsungknox.com"),
                properties(
                        "us-be-reseller.samsungknox.com=x",
                        "# " + comment + "\nus-be-reseller.samsungknox.com=x",
                        spec -> spec.path("b.properties")),
                yaml("us-be-reseller.samsungknox.com: x", "# " + comment + "\nus-be-reseller.samsungknox.com: x"),
                xml(
                        "<a host=\"us-be-reseller.samsungknox.com\"/>",
                        "<!-- " + comment + " -->\n<a host=\"us-be-reseller.samsungknox.com\"/>"));
    }
}
