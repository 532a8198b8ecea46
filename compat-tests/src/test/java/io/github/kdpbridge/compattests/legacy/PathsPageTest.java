package io.github.kdpbridge.compattests.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of paths of docs/gen1-to-gen2.md against the profiles of both generations. */
final class PathsPageTest {
    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /[a-z0-9/]+");

    @Test
    void gen1Paths_areThoseThatAreServed() throws IOException {
        Gen1Profile profile = Gen1Profile.standard();

        assertThat(column(2))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                requests("PUT ", profile.uploadPaths()),
                                requests("PUT ", profile.deletePaths()),
                                requests("GET ", profile.statusPaths()),
                                requests("GET ", profile.lists().devicesPaths()),
                                requests("POST ", profile.lists().customersPaths()),
                                requests("POST ", profile.lists().resellersPaths()))
                        .flatMap(each -> each)
                        .toList());
    }

    @Test
    void gen2Paths_areThoseThatAreAsked() throws IOException {
        Gen2Profile profile = Gen2Profile.standard();

        assertThat(column(3))
                .containsExactlyInAnyOrder(
                        "PUT /" + profile.uploadPath(),
                        "PUT /" + profile.deletePath(),
                        "GET /" + profile.statusPath(),
                        "GET /" + profile.lists().devicesPath(),
                        "GET /" + profile.lists().customersPath(),
                        "GET /" + profile.lists().kmeProfilesPath());
    }

    private static Stream<String> requests(String method, Set<String> paths) {
        return paths.stream().map(method::concat);
    }

    /** Method and path of each request that a column of the table names. */
    private static List<String> column(int index) throws IOException {
        return Files.readAllLines(Path.of("../docs/gen1-to-gen2.md")).stream()
                .dropWhile(line -> !line.equals("## Operations and paths"))
                .takeWhile(line -> !line.startsWith("## Request"))
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[index])
                .flatMap(cell -> REQUEST.matcher(cell).results().map(found -> found.group()))
                .toList();
    }
}
