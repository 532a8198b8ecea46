package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The true libraries of each version run in examples/consumers. */
class OkHttpVersionTest {
    private static final String REMEDY =
            ". Either exclude com.squareup.okhttp3:okhttp from what brings it (Retrofit does),"
                    + " or depend on com.squareup.okhttp3:okhttp 4.12.0 and exclude okhttp-jvm from kdp-bridge;"
                    + " https://github.com/kdpbridge/kdp-bridge/blob/main/docs/java-entrances.md has both";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"4.12.0", "4.13.0-RC1", "5.0.0", "5.5.1", "10.0.0", "next"})
    void okHttpFrom412On_isTaken(String version) throws IOException {
        assertThat(trouble(okhttp("okhttp", version))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.9.3", "4.11.0"})
    void olderOkHttp4_isToldByItsVersion(String version) throws IOException {
        assertThat(trouble(okhttp("okhttp-" + version, version)))
                .contains("kdp-bridge needs OkHttp 4.12 or later, but okhttp-" + version + " is " + version + REMEDY);
    }

    @Test
    void okHttp3_isToldByItsFile() throws IOException {
        assertThat(trouble(okhttp("okhttp-3.14.9", null)))
                .contains("kdp-bridge needs OkHttp 4.12 or later, but okhttp-3.14.9 is older" + REMEDY);
    }

    @Test
    void okHttp3InFrontOfOkHttp5_isToldAsTwo() throws IOException {
        assertThat(trouble(okhttp("okhttp-3.14.9", null), okhttp("okhttp-jvm-5.5.1", "5.5.1")))
                .contains("there are two OkHttps on the class path, okhttp-3.14.9 and okhttp-jvm-5.5.1" + REMEDY);
    }

    @Test
    void okHttp3BehindOkHttp5_isHarmless() throws IOException {
        assertThat(trouble(okhttp("okhttp-jvm-5.5.1", "5.5.1"), okhttp("okhttp-3.14.9", null)))
                .isEmpty();
    }

    @Test
    void noOkHttp_isTold() throws IOException {
        assertThat(trouble()).contains("kdp-bridge needs OkHttp 4.12 or later, and there is none on the class path");
    }

    private static Optional<String> trouble(Path... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = url(classPath[i]);
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return OkHttpVersion.trouble(loader);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }

    /** Makes an OkHttp of two empty classes; up to version 3 there was no class that tells the version. */
    private Path okhttp(String name, String version) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name + "-sources"));
        Path classes = Files.createDirectories(folder.resolve(name));
        compile(sources, classes, "OkHttpClient", "");
        if (version != null) {
            compile(sources, classes, "OkHttp", "public static final String VERSION = \"" + version + "\";");
        }
        return classes;
    }

    private static void compile(Path sources, Path classes, String name, String body) throws IOException {
        Path source = Files.writeString(
                sources.resolve(name + ".java"), "package okhttp3; public class " + name + " {" + body + "}");
        int failed =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
    }
}
