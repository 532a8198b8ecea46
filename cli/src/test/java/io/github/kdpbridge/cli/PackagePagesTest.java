package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages that a user of the libraries meets have a page with a picture. */
@Tag("one-jdk")
class PackagePagesTest {
    private static final Pattern PICTURE = Pattern.compile("<img src=\"(doc-files/\\w+\\.svg)\" alt=\"([^\"]+)\">");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core/src/main/java/io/github/kdpbridge/core",
                "core/src/main/java/io/github/kdpbridge/core/error",
                "core/src/main/java/io/github/kdpbridge/core/ledger",
                "gen1-facade/src/main/java/io/github/kdpbridge/gen1facade",
                "gen1-facade/src/main/java/io/github/kdpbridge/gen1facade/okhttp",
                "gen1-facade/src/main/java/io/github/kdpbridge/gen1facade/typed",
                "gen1-facade/src/main/java/io/github/kdpbridge/gen1facade/wire",
                "gen2-client/src/main/java/io/github/kdpbridge/gen2client",
                "gen2-client/src/main/java/io/github/kdpbridge/gen2client/bulk",
                "gen2-client/src/main/java/io/github/kdpbridge/gen2client/token",
                "gen2-client/src/main/java/io/github/kdpbridge/gen2client/wire",
                "recipes/src/main/java/io/github/kdpbridge/recipes",
                "service-client/src/main/java/io/github/kdpbridge/serviceclient/event",
                "service-client/src/main/java/io/github/kdpbridge/serviceclient/resilience",
                "simulator/src/main/java/io/github/kdpbridge/simulator",
                "spring-boot-starter/src/main/java/io/github/kdpbridge/spring",
                "spring-boot-starter-test/src/main/java/io/github/kdpbridge/spring/test"
            })
    void package_hasAPageWithAPictureThatSaysTheSame(String directory) throws IOException {
        Path sources = Path.of("..").resolve(directory);
        String page = Files.readString(sources.resolve("package-info.java")).replaceAll("\\s+\\* ?", " ");

        Matcher picture = PICTURE.matcher(page);

        assertThat(picture.find()).isTrue();
        assertThat(Files.readString(sources.resolve(picture.group(1))))
                .contains("<title id=\"title\">" + picture.group(2) + "</title>");
    }
}
