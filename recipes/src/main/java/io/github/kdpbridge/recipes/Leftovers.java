package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.xml.RemoveContentVisitor;
import org.openrewrite.xml.tree.Xml;

/**
 * The libraries that code of generation 1 needed. A dependency on one of them goes with the last use of it in all files of the
 * run; it stays if a text or a file in another language may use it.
 */
final class Leftovers {
    private static final String RETROFIT = "com.squareup.retrofit2";
    private static final String BRIDGE = "io.github.kdpbridge";
    private static final String FACADE = "kdp-bridge-gen1-facade";

    private final List<J.CompilationUnit> units = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private boolean hasOtherLanguage;

    /** The package of a library, and the dependency that brings it. */
    private record Library(String group, String artifact, String packages) {
        static @Nullable Library of(Xml.Tag dependency) {
            String group = dependency.getChildValue("groupId").orElse("");
            String artifact = dependency.getChildValue("artifactId").orElse("");
            if (group.equals(RETROFIT)) {
                boolean part = artifact.startsWith("converter-") || artifact.startsWith("adapter-");
                return new Library(group, artifact, part ? "retrofit2." + artifact.replace('-', '.') : "retrofit2.");
            }
            return group.equals(BRIDGE) && artifact.equals(FACADE)
                    ? new Library(group, artifact, BRIDGE + ".gen1facade.")
                    : null;
        }
    }

    void add(JavaSourceFile file) {
        if (!(file instanceof J.CompilationUnit unit)) {
            hasOtherLanguage = true;
        } else if (Stream.of("retrofit2.", BRIDGE + ".gen1facade.").anyMatch(each -> uses(unit, each))) {
            units.add(unit);
        }
    }

    /** Adds a text, which may name a class. */
    void add(String text) {
        if (text.contains("retrofit2.") || text.contains(".gen1facade.")) {
            texts.add(text);
        }
    }

    /**
     * Returns a pom.xml without the dependencies that its module has no use for any more.
     *
     * @param move moves a file
     */
    Xml.Document without(Xml.Document pom, UnaryOperator<J.CompilationUnit> move) {
        String module = BridgeFacts.module(pom.getSourcePath().toString());
        Xml.Tag dependencies = pom.getRoot().getChild("dependencies").orElse(null);
        boolean moves = units.stream()
                .filter(unit ->
                        BridgeFacts.module(unit.getSourcePath().toString()).equals(module))
                .anyMatch(ToNativeClient::uses);
        if (dependencies == null || hasOtherLanguage || !moves) {
            return pom;
        }
        List<J.CompilationUnit> moved = units.stream().map(move).toList();
        Xml.Document changed = pom;
        for (Xml.Tag dependency : dependencies.getChildren("dependency")) {
            Library library = Library.of(dependency);
            if (library != null
                    && moved.stream().noneMatch(unit -> uses(unit, library.packages()))
                    && texts.stream().noneMatch(text -> text.contains(library.packages()))
                    && comesOtherwise(dependencies, library)) {
                changed = (Xml.Document) Objects.requireNonNull(
                        new RemoveContentVisitor<Integer>(dependency, false, true).visit(changed, 0), "a file");
            }
        }
        return changed;
    }

    /** The native client needs no interface of generation 1, and the interface brings the Retrofit that it needs. */
    private static boolean comesOtherwise(Xml.Tag dependencies, Library library) {
        return library.group().equals(RETROFIT)
                ? dependencies.getChildren("dependency").stream()
                        .flatMap(each -> each.getChild("exclusions").stream())
                        .flatMap(each -> each.getChildren("exclusion").stream())
                        .noneMatch(each ->
                                RETROFIT.equals(each.getChildValue("groupId").orElse(null)))
                : dependencies.getChildren("dependency").stream()
                        .anyMatch(each -> "kdp-bridge-gen2-client"
                                .equals(each.getChildValue("artifactId").orElse(null)));
    }

    private static boolean uses(J.CompilationUnit unit, String packages) {
        Stream<JavaType> types = Stream.concat(
                unit.getTypesInUse().getTypesInUse().stream(),
                unit.getTypesInUse().getUsedMethods().stream()
                        .flatMap(method -> Stream.concat(
                                Stream.of(method.getDeclaringType(), method.getReturnType()),
                                method.getParameterTypes().stream())));
        return types.anyMatch(type -> type instanceof JavaType.FullyQualified named
                        && named.getFullyQualifiedName().startsWith(packages))
                || unit.getImports().stream()
                        .anyMatch(each -> each.getTypeName().startsWith(packages));
    }
}
