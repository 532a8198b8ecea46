package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.maven.tree.MavenResolutionResult;
import org.openrewrite.maven.tree.Scope;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Content;
import org.openrewrite.xml.tree.Xml;

/**
 * The libraries that code of generation 1 needed. A dependency on one of them goes with the last use of it, and of what it
 * brings, in all files of the run; it stays if a text or a file in another language may use it.
 */
final class Leftovers {
    private static final String RETROFIT = "com.squareup.retrofit2";
    private static final String BRIDGE = "io.github.kdpbridge";
    private static final String FACADE = "kdp-bridge-gen1-facade";

    private static final String CLIENT = "kdp-bridge-gen2-client";
    private static final String RETROFITS = "retrofit2.";
    private static final String FACADES = BRIDGE + ".gen1facade.";

    /** The packages that each artifact of Retrofit brings beside its own, OkHttp's and okio's. One that is not here stays. */
    private static final Map<String, List<String>> BROUGHT = Map.ofEntries(
            Map.entry("retrofit", List.of()),
            Map.entry("converter-gson", List.of("com.google.gson.")),
            Map.entry("converter-jackson", List.of("com.fasterxml.jackson.")),
            Map.entry("converter-moshi", List.of("com.squareup.moshi.")),
            Map.entry("converter-scalars", List.of()),
            Map.entry("converter-simplexml", List.of("org.simpleframework.")),
            Map.entry("converter-jaxb", List.of("javax.xml.bind.")),
            Map.entry("converter-jaxb3", List.of("jakarta.xml.bind.")),
            Map.entry("converter-protobuf", List.of("com.google.protobuf.")),
            Map.entry("converter-wire", List.of("com.squareup.wire.")),
            Map.entry("converter-guava", List.of("com.google.common.")),
            Map.entry("converter-java8", List.of()),
            Map.entry("adapter-guava", List.of("com.google.common.")),
            Map.entry("adapter-java8", List.of()),
            Map.entry("adapter-rxjava", List.of("rx.")),
            Map.entry("adapter-rxjava2", List.of("io.reactivex.", "org.reactivestreams.")),
            Map.entry("adapter-rxjava3", List.of("io.reactivex.", "org.reactivestreams.")));

    private static final List<String> CLIENTS = List.of("okhttp3.", "okio.");

    private final List<J.CompilationUnit> units = new ArrayList<>();
    /** The packages of other files that a library may bring. */
    private final Set<String> packages = new HashSet<>();

    private final Set<String> texts = new HashSet<>();
    private boolean hasOtherLanguage;

    /** The packages of a library and of what it brings, and the dependency that brings it. */
    private record Library(String group, String artifact, List<String> packages) {
        static @Nullable Library of(Xml.Tag dependency, Xml.Tag dependencies) {
            String group = dependency.getChildValue("groupId").orElse("");
            String artifact = dependency.getChildValue("artifactId").orElse("");
            List<String> brought = BROUGHT.get(artifact);
            if (group.equals(RETROFIT) && brought != null) {
                boolean isBridged = bringsRetrofit(find(dependencies, BRIDGE, FACADE));
                boolean isPart =
                        !artifact.equals("retrofit") && (isBridged || find(dependencies, RETROFIT, "retrofit") != null);
                String own = isPart ? RETROFITS + artifact.replace('-', '.') : RETROFITS;
                return new Library(
                        group,
                        artifact,
                        Stream.of(List.of(own), brought, isPart ? List.<String>of() : CLIENTS)
                                .flatMap(List::stream)
                                .toList());
            }
            return group.equals(BRIDGE) && artifact.equals(FACADE)
                    ? new Library(group, artifact, List.of(FACADES, RETROFITS))
                    : null;
        }
    }

    private static Stream<String> allBrought() {
        return Stream.concat(BROUGHT.values().stream().flatMap(List::stream), CLIENTS.stream())
                .distinct();
    }

    private static Xml.@Nullable Tag find(Xml.Tag dependencies, String group, String artifact) {
        return dependencies.getChildren("dependency").stream()
                .filter(each -> group.equals(each.getChildValue("groupId").orElse(null))
                        && artifact.equals(each.getChildValue("artifactId").orElse(null)))
                .findFirst()
                .orElse(null);
    }

    void add(JavaSourceFile file) {
        if (!(file instanceof J.CompilationUnit unit)) {
            hasOtherLanguage = true;
        } else if (Stream.of(RETROFITS, FACADES).anyMatch(each -> uses(unit, each))) {
            units.add(unit);
        } else {
            allBrought().filter(each -> uses(unit, each)).forEach(packages::add);
        }
    }

    /** Adds a text, which may name a class. */
    void add(String text) {
        if (Stream.concat(Stream.of(RETROFITS, FACADES), allBrought()).anyMatch(text::contains)) {
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
            Library library = Library.of(dependency, dependencies);
            if (library != null
                    && library.packages().stream().noneMatch(each -> isUsed(each, moved))
                    && comesOtherwise(pom, dependencies, dependency, library)) {
                changed = (Xml.Document)
                        Objects.requireNonNull(without(dependency).visit(changed, 0), "a file");
            }
        }
        return changed;
    }

    /** Removes a tag, and leaves the comments in it. */
    private static XmlVisitor<Integer> without(Xml.Tag removed) {
        List<Content> comments = new ArrayList<>();
        new XmlVisitor<Integer>() {
            @Override
            public Xml visitComment(Xml.Comment comment, Integer ignored) {
                comments.add(comment.withPrefix(removed.getPrefix()));
                return comment;
            }
        }.visit(removed, 0);
        return new XmlVisitor<>() {
            @Override
            public Xml visitTag(Xml.Tag tag, Integer ignored) {
                List<? extends Content> content = tag.getContent();
                return content == null || !content.contains(removed)
                        ? super.visitTag(tag, ignored)
                        : tag.withContent(content.stream()
                                .flatMap(each -> each.equals(removed) ? comments.stream() : Stream.<Content>of(each))
                                .toList());
            }
        };
    }

    private boolean isUsed(String name, List<J.CompilationUnit> moved) {
        return packages.contains(name)
                || moved.stream().anyMatch(unit -> uses(unit, name))
                || texts.stream().anyMatch(text -> text.contains(name));
    }

    /** The native client needs no interface of generation 1, and the interface brings the Retrofit that it needs. */
    private static boolean comesOtherwise(Xml.Document pom, Xml.Tag dependencies, Xml.Tag dependency, Library library) {
        return library.group().equals(RETROFIT)
                ? dependencies.getChildren("dependency").stream()
                        .flatMap(each -> each.getChild("exclusions").stream())
                        .flatMap(each -> each.getChildren("exclusion").stream())
                        .noneMatch(each ->
                                RETROFIT.equals(each.getChildValue("groupId").orElse(null)))
                : bringsAsMuch(pom, dependency, find(dependencies, BRIDGE, CLIENT));
    }

    /** The interface stays as long as Retrofit is in use; the client, without which it does not go, brings OkHttp too. */
    private static boolean bringsRetrofit(Xml.@Nullable Tag facade) {
        return facade != null
                && Stream.of("exclusions", "type", "classifier", "optional", "scope")
                        .noneMatch(each -> facade.getChild(each).isPresent());
    }

    /** Returns whether the client is where the interface is: in main code or in the same scope, whole, and not optional. */
    private static boolean bringsAsMuch(Xml.Document pom, Xml.Tag facade, Xml.@Nullable Tag client) {
        if (client == null
                || client.getChild("exclusions").isPresent()
                || client.getChild("type").isPresent()
                || client.getChild("classifier").isPresent()
                || !client.getChildValue("optional").equals(facade.getChildValue("optional"))) {
            return false;
        }
        Optional<String> scope = client.getChildValue("scope");
        boolean isSame = scope.isPresent() && scope.equals(facade.getChildValue("scope"));
        return isSame || (scope.orElse("compile").equals("compile") && isCompiledWith(pom));
    }

    /** A parent may manage the scope. */
    private static boolean isCompiledWith(Xml.Document pom) {
        return pom.getMarkers()
                .findFirst(MavenResolutionResult.class)
                .map(maven ->
                        !maven.findDependencies(BRIDGE, CLIENT, Scope.Compile).isEmpty())
                .orElse(true);
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
