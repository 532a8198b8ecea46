package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.xml.Assertions.xml;
import static org.openrewrite.yaml.Assertions.yaml;

import org.junit.jupiter.api.Test;
import org.openrewrite.test.RewriteTest;

class FindGen1Test implements RewriteTest {
    @Test
    void tracesOfGeneration1_areMarkedAndListed() {
        rewriteRun(
                spec -> spec.recipe(new FindGen1())
                        .dataTable(
                                Gen1Uses.Row.class,
                                rows -> assertThat(rows)
                                        .extracting(row -> row.sourcePath() + " " + row.kind() + " " + row.text())
                                        .containsExactlyInAnyOrder(
                                                "Old.java path bulkenroll",
                                                "Old.java header X-WSM-API-Token",
                                                "kdp.properties host us-be-reseller.samsungknox.com",
                                                "kdp.yml host eu-be-reseller.samsungknox.com",
                                                "kdp.xml host eu-be-reseller.samsungknox.com")),
                java("""
                        class Old {
                            String path = "/bulkenroll/v1/reseller/devices";
                            String header = "X-WSM-API-Token: 0123";
                            String other = "bulkenrollment";
                        }
                        """, """
                        class Old {
                            String path = /*~~(generation 1: path)~~>*/"/bulkenroll/v1/reseller/devices";
                            String header = /*~~(generation 1: header)~~>*/"X-WSM-API-Token: 0123";
                            String other = "bulkenrollment";
                        }
                        """, spec -> spec.path("Old.java")),
                properties(
                        "kdp.host=us-be-reseller.samsungknox.com",
                        "~~(generation 1: host)~~>kdp.host=us-be-reseller.samsungknox.com",
                        spec -> spec.path("kdp.properties")),
                yaml(
                        "url: https://eu-be-reseller.samsungknox.com",
                        "url: ~~(generation 1: host)~~>https://eu-be-reseller.samsungknox.com",
                        spec -> spec.path("kdp.yml")),
                xml(
                        "<url>https://eu-be-reseller.samsungknox.com</url>",
                        "<url><!--~~(generation 1: host)~~>-->https://eu-be-reseller.samsungknox.com</url>",
                        spec -> spec.path("kdp.xml")));
    }
}
