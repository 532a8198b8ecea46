package io.github.kdpbridge.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and the few rules of style that a machine can check. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.github.kdpbridge");
    private static final String ROOT = "io.github.kdpbridge.";
    private static final String[] WIRE = {"retrofit2..", "okhttp3..", "com.squareup.moshi..", "io.github.resilience4j.."
    };

    @Test
    void modules_dependOneWay() {
        ArchRule rule = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.kdpbridge..")
                .layer("core")
                .definedBy(ROOT + "core..")
                .layer("gen2-client")
                .definedBy(ROOT + "gen2client..")
                .layer("gen1-facade")
                .definedBy(ROOT + "gen1facade..")
                .layer("gateway")
                .definedBy(ROOT + "gateway..")
                .layer("compat-tests")
                .definedBy(ROOT + "compattests..")
                .layer("cli")
                .definedBy(ROOT + "cli..")
                .layer("simulator")
                .definedBy(ROOT + "simulator..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("compat-tests")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("cli", "compat-tests")
                .whereLayer("gen1-facade")
                .mayOnlyBeAccessedByLayers("cli", "compat-tests", "gateway")
                .whereLayer("gen2-client")
                .mayOnlyBeAccessedByLayers("cli", "compat-tests", "gateway", "gen1-facade")
                .whereLayer("simulator")
                .mayOnlyBeAccessedByLayers("cli", "compat-tests");
        rule.check(CLASSES);
    }

    @Test
    void simulator_sharesNothingWithTheProduct() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "simulator..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.github.kdpbridge..").and(not(resideInAPackage(ROOT + "simulator.."))))
                .because("a bug in a shared codec would agree with itself");
        rule.check(CLASSES);
    }

    @Test
    void core_knowsNoTransport() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(WIRE));
        rule.check(CLASSES);
    }

    @Test
    void json_staysInTheWirePackages() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(ROOT + "gen1facade", ROOT + "gateway", ROOT + "gateway.doctor", ROOT + "gen2client")
                .and()
                // The probe reads what the service sent, before any wire type makes something of it.
                .haveNameNotMatching(".*\\.doctor\\.JsonValue(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.squareup.moshi..", "retrofit2..");
        rule.check(CLASSES);
    }

    @Test
    void wireTypes_liveInOnePackageAGeneration() {
        ArchRule rule = classes()
                .that()
                .haveSimpleNameEndingWith("Dto")
                .and()
                .resideOutsideOfPackage(ROOT + "simulator..")
                .should()
                .resideInAnyPackage(ROOT + "gen1facade.wire", ROOT + "gen2client.wire");
        rule.check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        ArchRule rule = slices().matching("io.github.kdpbridge.(**)").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    @Test
    void optional_isOnlyReturned() {
        ArchRule rule = methods()
                .that()
                .arePublic()
                .should()
                .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(type(Optional.class)));
        rule.check(CLASSES);
    }

    @Test
    void packages_areNamedForWhatTheyHold() {
        ArchRule rule = noClasses().should().resideInAnyPackage("..util..", "..impl..", "..common..", "..helper..");
        rule.check(CLASSES);
    }
}
