package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The samples for Java developers compile with the artifacts that the page names, imports included, and run. */
final class JavaSamplesTest {
    private static final DocumentedPage PAGE = DocumentedPage.of("docs/for-java-developers.md");
    private static final Pattern CLASS = Pattern.compile("(?m)^(?:final )?class (\\w+)");
    private static final Pattern NAMED = Pattern.compile("<artifactId>kdp-bridge-([\\w-]+)</artifactId>");
    private static final Pattern NEEDED = Pattern.compile(
            "<artifactId>kdp-bridge-([\\w-]+)</artifactId>(?!\\s*<version>)(?!\\s*<scope>test)(?![^<]*</parent>)");
    private static final Pattern OURS =
            Pattern.compile(".*/(?:(core|gen2-client|gen1-facade|gateway|simulator|compat-tests|cli)/target/.*"
                    + "|kdp-bridge-(core|gen2-client|gen1-facade|gateway|simulator|compat-tests|cli)-.*\\.jar)");

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path sources;

    @TempDir
    private Path classes;

    @BeforeEach
    void writeSamples() throws IOException {
        for (DocumentedPage.Fence fence : PAGE.fences()) {
            if (fence.language().equals("java")) {
                var name = CLASS.matcher(fence.text());
                assertThat(name.find()).as(fence.text()).isTrue();
                Files.writeString(sources.resolve(name.group(1) + ".java"), fence.text());
            }
        }
    }

    @Test
    void samples_compileWithTheArtifactsOfTheSnippet() throws IOException {
        Set<String> named = NAMED.matcher(snippet())
                .results()
                .map(found -> found.group(1))
                .filter(module -> !module.equals("bom"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).contains("gen2-client", "gen1-facade", "simulator");
        assertThat(compile(named)).isEmpty();
    }

    /** Which is why the page names both. */
    @Test
    void interceptorSample_doesNotCompileWithTheFacadeAlone() throws IOException {
        Files.delete(sources.resolve("Orders.java"));
        Files.delete(sources.resolve("OrdersTest.java"));

        assertThat(compile(Set.of("gen1-facade"))).contains("package io.github.kdpbridge.gen2client does not exist");
        assertThat(compile(Set.of("gen1-facade", "gen2-client"))).isEmpty();
    }

    @Test
    void newCode_registersPhonesAndReturnsThoseThatAreRefused() throws Exception {
        assertThat(compile(Set.of("gen2-client", "gen1-facade", "simulator"))).isEmpty();
        try (URLClassLoader loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
                Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                        .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                        .baseUrl(knox.gen2BaseUrl().toString())
                        .build()) {
            Class<?> orders = loader.loadClass("Orders");
            Constructor<?> constructor = orders.getDeclaredConstructor(Gen2Client.class);
            constructor.setAccessible(true);
            Method register = orders.getDeclaredMethod("register", String.class, List.class);
            register.setAccessible(true);
            Object ours = constructor.newInstance(kdp);

            register.invoke(ours, "PO-1", List.of("350000000000014"));
            Object refused = register.invoke(ours, "PO-2", List.of("350000000000014", "350000000000022"));

            assertThat(refused)
                    .asInstanceOf(InstanceOfAssertFactories.list(DeviceOutcome.class))
                    .singleElement()
                    .satisfies(device -> {
                        assertThat(device.id().value()).isEqualTo("350000000000014");
                        assertThat(device.error().condition()).isEqualTo(Condition.DEVICE_DUPLICATE);
                    });
        }
    }

    private static String snippet() {
        return PAGE.fences().stream()
                .filter(fence -> fence.language().equals("xml"))
                .map(DocumentedPage.Fence::text)
                .collect(Collectors.joining());
    }

    /** What the compiler says of the samples; nothing when it takes them. */
    private String compile(Set<String> artifacts) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> samples = Files.list(sources)) {
            compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-implicit:none",
                                    "--release",
                                    "17",
                                    "-classpath",
                                    classPath(artifacts),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(samples.toList()))
                    .call();
        }
        return complaints.toString();
    }

    /** The class path of this test, without those of our own modules that the artifacts do not bring. */
    private static String classPath(Set<String> artifacts) throws IOException {
        Set<String> brought = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(artifacts);
        while (!open.isEmpty()) {
            String module = open.remove();
            if (brought.add(module)) {
                open.addAll(needs(module));
            }
        }
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> {
                    var ours = OURS.matcher(entry.replace(File.separatorChar, '/'));
                    return !ours.matches() || brought.contains(ours.group(1) == null ? ours.group(2) : ours.group(1));
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The modules of ours that a module depends on, its tests apart. */
    private static List<String> needs(String module) throws IOException {
        String pom = Files.readString(DocumentedPage.ROOT.resolve(module).resolve("pom.xml"));
        return NEEDED.matcher(pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
