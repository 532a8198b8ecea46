package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The module's POM runs the tests on two versions; in an IDE they run on one. */
class SpringBootVersionTest {
    @Test
    void tests_runOnTheVersionThatTheBuildNames() {
        String version = SpringBootVersion.getVersion();

        assertThat(System.getProperty("spring-boot.version", version)).isEqualTo(version);
    }
}
