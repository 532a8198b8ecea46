package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The module's POM runs the tests on two versions. An IDE that does not read Surefire's properties needs this one. */
class SpringBootVersionTest {
    @Test
    void tests_runOnTheVersionThatTheBuildNames() {
        assertThat(System.getProperty("spring-boot.version"))
                .as("-Dspring-boot.version, which the POM sets to the version of the run")
                .isEqualTo(SpringBootVersion.getVersion());
    }
}
