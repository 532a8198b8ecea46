package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1ListRequest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openrewrite.java.JavaParser;
import org.openrewrite.test.RewriteTest;

/** The code of docs/recipes/unsupported.md: what the recipe makes of it is on the page, and what to write by hand runs. */
@Tag("one-jdk")
@SuppressWarnings("deprecation") // deprecated by design
class UnsupportedPatternsTest implements RewriteTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern CODE = Pattern.compile("(?m)^```java\\n(.*?)^```$", Pattern.DOTALL);

    /** A pattern of the page. */
    private record Sample(String title, String before, String after, String byHand) {
        String className() {
            return byHand.replaceAll("(?sm).*?^class (\\w+).*", "$1");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static List<Sample> samples() throws IOException {
        String page = Files.readString(Path.of("../docs/recipes/unsupported.md"));
        List<String> titles =
                SECTION.matcher(page).results().map(found -> found.group(1)).toList();
        List<String> codes =
                CODE.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(codes).hasSize(3 * titles.size()).isNotEmpty();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            samples.add(new Sample(titles.get(i), codes.get(3 * i), codes.get(3 * i + 1), codes.get(3 * i + 2)));
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recipe_leavesWhatThePageSays(Sample sample) {
        rewriteRun(
                spec -> spec.recipe(new ToNativeClient(true))
                        .parser(TestParser.create())
                        .cycles(2)
                        .expectedCyclesThatMakeChanges(1),
                java(sample.before(), sample.after()));
    }

    @Test
    void codeByHand_compilesAndAsksTheNativeClient(@TempDir Path folder) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-cp", classPath()));
        for (Sample sample : samples()) {
            Path file = folder.resolve(sample.className() + ".java");
            Files.writeString(file, sample.byHand());
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (Sample sample : samples()) {
                Asked asked = new Asked();
                run(loader.loadClass(sample.className()), asked);
                assertThat(asked.requests).as(sample.title()).isNotEmpty();
            }
        }
    }

    private static String classPath() {
        return JavaParser.runtimeClasspath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void run(Class<?> type, Asked program) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object shop = constructor.newInstance(program);
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isSynthetic() && !Modifier.isPrivate(method.getModifiers())) {
                method.setAccessible(true);
                method.invoke(
                        shop,
                        Arrays.stream(method.getParameterTypes())
                                .map(UnsupportedPatternsTest::value)
                                .toArray());
            }
        }
    }

    private static Object value(Class<?> parameter) {
        if (parameter == Gen1ListRequest.class) {
            Gen1ListRequest list = new Gen1ListRequest();
            list.setResellerId("4680000925");
            return list;
        }
        if (parameter == Gen1DevicesRequest.class) {
            Gen1DevicesRequest bean = new Gen1DevicesRequest();
            bean.setTransactionId("PO-1");
            bean.setResellerId("4680000925");
            bean.setCustomerId("1200000321");
            bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("350000000000014")));
            return bean;
        }
        return "PO-1";
    }

    /** A program that accepts everything, and notes it. */
    private static final class Asked implements DeploymentProgram {
        private final List<Request<?>> requests = new ArrayList<>();

        @Override
        public ResellerId reseller() {
            return ResellerId.of("4680000925");
        }

        @Override
        public <A> CompletionStage<A> send(Request<A> request) {
            requests.add(request);
            return Handlers.builder()
                    .blocking(Operation.UPLOAD, upload -> new Receipt(upload.transaction(), TransactionState.PROGRESS))
                    .blocking(
                            Operation.STATUS,
                            status -> new TransactionStatus(
                                    status.transaction(), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()))
                    .blocking(Operation.TRANSACTIONS, query -> new Page<>(List.of(), 0L, 0))
                    .blocking(Operation.CUSTOMERS, query -> new Page<>(List.of(), 0L, 0))
                    .build()
                    .send(request);
        }
    }
}
