package io.github.kdpbridge.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and the few rules of style that a machine can check. */
@Tag("one-jdk")
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.github.kdpbridge");
    private static final int MOST_LINES = 300;
    private static final String ROOT = "io.github.kdpbridge.";
    private static final List<Class<?>> SEALED_PORTS = List.of(LedgerStore.class, Account.class);
    private static final String[] WIRE = {"retrofit2..", "okhttp3..", "com.squareup.moshi..", "io.github.resilience4j.."
    };

    @Test
    void modules_dependOneWay() {
        ArchRule rule = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.github.kdpbridge..")
                .layer("core")
                .definedBy(ROOT + "core..")
                .layer("service-client")
                .definedBy(ROOT + "serviceclient..")
                .layer("event-loop")
                .definedBy(ROOT + "eventloop..")
                .layer("gen2-client")
                .definedBy(ROOT + "gen2client..")
                .layer("gen1-facade")
                .definedBy(ROOT + "gen1facade..")
                .layer("gen1-client")
                .definedBy(ROOT + "gen1client..")
                .layer("gateway")
                .definedBy(ROOT + "gateway..")
                .layer("verify")
                .definedBy(ROOT + "verify..")
                .layer("cli")
                .definedBy(ROOT + "cli..")
                .layer("simulator")
                .definedBy(ROOT + "simulator..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("cli", "verify")
                .whereLayer("gen1-facade")
                .mayOnlyBeAccessedByLayers("cli", "verify", "gateway", "gen1-client")
                .whereLayer("gen1-client")
                .mayOnlyBeAccessedByLayers("cli", "verify", "gateway")
                .whereLayer("service-client")
                .mayOnlyBeAccessedByLayers(
                        "cli", "verify", "gateway", "event-loop", "gen2-client", "gen1-client", "gen1-facade")
                .whereLayer("event-loop")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("gen2-client")
                .mayOnlyBeAccessedByLayers("cli", "verify", "gateway")
                .whereLayer("simulator")
                .mayOnlyBeAccessedByLayers("cli", "verify");
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

    /** The starter is not on the class path here, and has a test of its own. */
    @Test
    void spring_isOnlyInTheStarter() {
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");
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

    /** The recipes are a program for developers; what runs in production has none of their library. */
    @Test
    void openRewrite_staysInTheRecipes() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "recipes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.openrewrite..", ROOT + "recipes..");
        rule.check(CLASSES);
    }

    @Test
    void facade_usesNothingOfTheClientsButTheScan() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ROOT + "gen1facade..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "serviceclient..")
                        .and(not(resideInAPackage(ROOT + "serviceclient.scan"))))
                .because("the facade translates for any program, whatever sends its requests");
        rule.check(CLASSES);
    }

    /** What compares the sides of a migration is given this type, and no request of it writes. */
    @Test
    void reads_cannotWrite() {
        assertThat(Operation.all())
                .allSatisfy(operation -> assertThat(ReadRequest.class.isAssignableFrom(operation.request()))
                        .isNotEqualTo(operation.isWrite()));
        assertThat(DeploymentReads.class.getMethods())
                .flatExtracting(method -> List.of(method.getParameterTypes()))
                .noneMatch(type -> type == Request.class || WriteRequest.class.isAssignableFrom(type));
    }

    @Test
    void json_staysInTheWirePackages() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(ROOT + "gen1facade", ROOT + "gen1client", ROOT + "gateway..", ROOT + "gen2client")
                .and()
                .resideOutsideOfPackages(ROOT + "gateway.ledger", ROOT + "gateway.admin.message")
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
                .resideInAnyPackage(ROOT + "gen1facade.wire", ROOT + "gen1client.wire", ROOT + "gen2client.wire");
        rule.check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        ArchRule rule = slices().matching("io.github.kdpbridge.(**)").should().beFreeOfCycles();
        rule.check(CLASSES);
    }

    @Test
    void rootOfTheGateway_hasAtMostSixTypes() {
        List<String> types = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT + "gateway"))
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(types).contains("Gateway").hasSizeLessThanOrEqualTo(6);
    }

    /** What differs between the implementations of a port is a method of the port. */
    @Test
    void implementationsOfAPort_areNotToldApartOutsideTheirPackage() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getInstanceofChecks().stream())
                        .filter(check -> check.getRawType().getAllRawInterfaces().stream()
                                .anyMatch(ArchitectureTest::isAPort))
                        .filter(check -> !check.getRawType()
                                .getPackage()
                                .equals(check.getOwner().getOwner().getPackage())))
                .isEmpty();
    }

    /** An interface of the project that anyone may implement; other sealed ones are families of values. */
    private static boolean isAPort(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
                && (SEALED_PORTS.stream().anyMatch(type::isEquivalentTo)
                        || !type.reflect().isSealed());
    }

    @Test
    void packagesOfTheGateway_useThoseThatThePageNamesBefore() throws IOException {
        String page = Files.readString(DocumentedPage.ROOT.resolve("docs/architecture.md"));
        Matcher row =
                Pattern.compile("each using those before it: (.*?); `doctor`").matcher(page);
        assertThat(row.find()).isTrue();
        List<String> order = Pattern.compile("`(\\w+)`")
                .matcher(row.group(1))
                .results()
                .map(name -> name.group(1))
                .toList();
        List<JavaClass> ofPackages = CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + "gateway."))
                .toList();

        assertThat(ofPackages)
                .extracting(ArchitectureTest::packageOfTheGateway)
                .contains("doctor")
                .containsAll(order);
        assertThat(ofPackages.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT + "gateway."))
                        .filter(use -> position(order, use.getTargetClass()) > position(order, use.getOriginClass())))
                .isEmpty();
    }

    /** Counted from 0; a package that is not listed comes after those that are. */
    private static int position(List<String> order, JavaClass type) {
        int position = order.indexOf(packageOfTheGateway(type));
        return position < 0 ? order.size() : position;
    }

    private static String packageOfTheGateway(JavaClass type) {
        return type.getPackageName().substring((ROOT + "gateway.").length()).replaceFirst("\\..*", "");
    }

    /** The components of a record stand in its header, with their names. */
    @Test
    void constructors_haveAtMostFiveParameters() {
        ArchRule rule = constructors()
                .that()
                .areDeclaredInClassesThat(describe("are no records", type -> !type.isRecord()))
                .should()
                .haveRawParameterTypes(describe("at most five", parameters -> parameters.size() <= 5));
        rule.check(CLASSES);
    }

    @Test
    void recordsOfTheGateway_haveAtMostFiveComponents() {
        ArchRule rule = constructors()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + "gateway..")
                .should()
                .haveRawParameterTypes(describe("at most five", parameters -> parameters.size() <= 5));
        rule.check(CLASSES);
    }

    /** What a newcomer opens in this order exists, and is short enough to be read. */
    @Test
    void pathOfAnUpload_leadsThroughFilesThatExist() throws IOException {
        Path docs = DocumentedPage.ROOT.resolve("docs");
        List<Path> files = Pattern.compile("(?m)^[0-9]+\\. \\[\\w+]\\((\\S+\\.java)\\)")
                .matcher(Files.readString(docs.resolve("architecture.md")))
                .results()
                .map(found -> docs.resolve(found.group(1)).normalize())
                .toList();

        assertThat(files).hasSizeBetween(10, 12).allMatch(Files::isRegularFile);
    }

    /** A file that can be read at one go. */
    @Test
    void mainFiles_haveAtMost300Lines() throws IOException {
        List<Path> files;
        try (Stream<Path> modules = Files.list(DocumentedPage.ROOT)) {
            files = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::javaFiles)
                    .toList();
        }

        assertThat(files)
                .hasSizeGreaterThan(500)
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
