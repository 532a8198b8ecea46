package io.github.kdpbridge.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be absent in an application is used by one class each, which a condition guards. */
@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.github.kdpbridge.spring");

    @Test
    void onlyTheJdbcLedger_needsTheGateway_andOnlyItsLedger() {
        noClasses()
                .that()
                .doNotHaveSimpleName("JdbcLedger")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.kdpbridge.gateway..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.kdpbridge.gateway", "io.github.kdpbridge.gateway.http..")
                .check(CLASSES);
    }

    @Test
    void onlyOneClassEach_needsTheHealthOfAVersion() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("KdpBoot4")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.health..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("KdpBoot3")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.actuate..")
                .check(CLASSES);
    }
}
