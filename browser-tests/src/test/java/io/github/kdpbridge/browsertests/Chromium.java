package io.github.kdpbridge.browsertests;

import com.google.common.base.Splitter;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the Chromium of this machine as a {@link Browser}: one for all tests of a JVM. */
final class Chromium implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .browser();
    }

    /** How long a page may take on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Running(Playwright driver, Browser browser) implements AutoCloseable {
        static Running start() {
            Playwright driver = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            // Root has no sandbox, and a container has little shared memory.
            Browser browser = driver.chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(program())
                            .setChromiumSandbox(false)
                            .setArgs(List.of("--disable-dev-shm-usage")));
            PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
            return new Running(driver, browser);
        }

        private static Path program() {
            return path().map(folder -> folder.resolve("chromium"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no chromium on the PATH: install it (Debian: apt-get install chromium)"));
        }

        private static Stream<Path> path() {
            return Splitter.on(File.pathSeparatorChar)
                    .splitToStream(System.getenv().getOrDefault("PATH", ""))
                    .map(Path::of);
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}
