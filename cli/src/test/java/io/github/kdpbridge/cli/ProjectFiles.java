package io.github.kdpbridge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the project, without what a build made; they are looked for once. */
final class ProjectFiles {
    private static final List<Path> ALL = walk();

    private ProjectFiles() {}

    /** Those whose path in the project is like this expression. */
    static Stream<Path> like(String regex) {
        return ALL.stream().filter(file -> name(file).matches(regex));
    }

    /** The text of all whose path is like this expression. */
    static String text(String regex) {
        return like(regex).map(ProjectFiles::read).collect(Collectors.joining("\n"));
    }

    static String name(Path file) {
        return DocumentedPage.ROOT.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of sources may be named like the one that Maven builds in. */
    private static boolean isLeftOut(Path folder) {
        return folder.endsWith(".git") || (folder.endsWith("target") && Files.exists(folder.resolveSibling("pom.xml")));
    }

    private static List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(DocumentedPage.ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return isLeftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(files);
    }
}
