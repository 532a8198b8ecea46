package io.github.kdpbridge.benchmarks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The top layer of the project, which only its profile builds: nothing may use it, and it uses the libraries alone. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.github.kdpbridge");
    private static final String BENCHMARKS = "io.github.kdpbridge.benchmarks..";
    private static final DescribedPredicate<JavaClass> PROJECT = resideInAPackage("io.github.kdpbridge..");

    @Test
    void benchmarks_areUsedByNothing() {
        noClasses()
                .that(PROJECT.and(not(resideInAPackage(BENCHMARKS))))
                .should()
                .dependOnClassesThat(resideInAPackage(BENCHMARKS))
                .check(CLASSES);
    }

    @Test
    void benchmarks_useTheLibrariesAndRunTheRestAsPrograms() {
        noClasses()
                .that(resideInAPackage(BENCHMARKS))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.kdpbridge.gateway..",
                        "io.github.kdpbridge.simulator..",
                        "io.github.kdpbridge.verify..",
                        "io.github.kdpbridge.compattests..",
                        "io.github.kdpbridge.cli..")
                .check(CLASSES);
    }

    @Test
    void proxyTranslatorAndTables_shareNothingWithTheProduct() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.github.kdpbridge.benchmarks.proxy",
                        "io.github.kdpbridge.benchmarks.translator",
                        "io.github.kdpbridge.benchmarks.summary")
                .should()
                .onlyDependOnClassesThat(not(PROJECT).or(resideInAPackage(BENCHMARKS)))
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.github.kdpbridge.benchmarks.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
