package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.marker.JavaSourceSet;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/**
 * Where the simple names of a file come from.
 *
 * @param start the first class, where a comment can stand
 * @param packageName the package; empty for the default one
 * @param imports the classes that are imported by their names
 * @param stars the packages that are imported with a star
 * @param owners the classes of the file and those that they extend, whose member classes need no import
 * @param library the classes of the class path that may hide one that is added
 */
record FileNames(
        UUID start,
        String path,
        String packageName,
        Set<String> imports,
        Set<String> stars,
        Set<String> owners,
        Set<String> library) {
    static FileNames of(J.CompilationUnit unit) {
        String packageName = unit.getPackageDeclaration() == null
                ? ""
                : unit.getPackageDeclaration().getPackageName();
        Set<String> imports = new HashSet<>();
        Set<String> stars = new HashSet<>();
        unit.getImports().stream().filter(each -> !each.isStatic()).forEach(each -> {
            if (each.getQualid().getSimpleName().equals("*")) {
                stars.add(each.getPackageName());
            } else {
                imports.add(each.getTypeName());
            }
        });
        Set<String> owners = new HashSet<>();
        new CodeVisitor<Set<String>>() {
            @Override
            public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration type, Set<String> all) {
                add(type.getType(), all);
                return super.visitClassDeclaration(type, all);
            }
        }.visit(unit, owners);
        Set<String> library = unit.getMarkers()
                .findFirst(JavaSourceSet.class)
                .map(set -> set.getClasspath().stream()
                        .map(JavaType.FullyQualified::getFullyQualifiedName)
                        .filter(Gen1Code::isNamedLikeOneThatIsAdded)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return new FileNames(
                start(unit), unit.getSourcePath().toString(), packageName, imports, stars, owners, library);
    }

    /** Returns where a comment about the whole file can stand. */
    static UUID start(J.CompilationUnit unit) {
        return unit.getClasses().isEmpty()
                ? unit.getId()
                : unit.getClasses().get(0).getId();
    }

    private static void add(JavaType.@Nullable FullyQualified type, Set<String> all) {
        if (type != null && all.add(type.getFullyQualifiedName())) {
            add(type.getSupertype(), all);
            type.getInterfaces().forEach(each -> add(each, all));
        }
    }

    /**
     * Returns whether the simple name of a class means another one here, or two. An import of its own decides, which is added
     * unless there is a star for it.
     */
    boolean hides(String type, Predicate<String> isDeclared) {
        Predicate<String> exists = name -> isDeclared.test(name) || library.contains(name);
        String name = Gen1Code.simpleName(type);
        String home = type.substring(0, type.length() - name.length() - 1);
        if (owners.stream().anyMatch(owner -> exists.test(owner + "$" + name))) {
            return true;
        }
        return !imports.contains(type)
                && stars.contains(home)
                && Stream.concat(Stream.of(packageName), stars.stream())
                        .filter(other -> !other.equals(home))
                        .anyMatch(other -> exists.test(other.isEmpty() ? name : other + "." + name));
    }
}
