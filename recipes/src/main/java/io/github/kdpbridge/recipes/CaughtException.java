package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.Tree;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.NameTree;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/** A catch of IOException around a call that throws none any more, which would not compile. */
final class CaughtException {
    private CaughtException() {}

    /** Returns the trees around a place, up to a boundary. */
    static Stream<Object> enclosing(Cursor place, Object boundary) {
        List<Object> trees = new ArrayList<>();
        for (Cursor at = place; at.getValue() != boundary && at.getParent() != null; at = at.getParent()) {
            if (at.getValue() instanceof Tree) {
                trees.add(at.getValue());
            }
        }
        return trees.stream();
    }

    /** Returns the try statements of the same method whose body holds a place and which catch an IOException. */
    static List<J.Try> tries(Cursor place) {
        return around(place)
                .filter(each -> each.getCatches().stream().anyMatch(CaughtException::isOfIo))
                .toList();
    }

    /** Returns the try statements of the same method whose body or resources hold a place and which catch something. */
    static Stream<J.Try> around(Cursor place) {
        List<J.Try> tries = new ArrayList<>();
        Object inner = place.getValue();
        for (Cursor at = place; isInMethod(at.getValue()); at = at.getParentTreeCursor()) {
            if (at.getValue() instanceof J.Try each
                    && !(inner instanceof J.Try.Catch)
                    && inner != each.getFinally()
                    && !each.getCatches().isEmpty()) {
                tries.add(each);
            }
            inner = at.getValue();
        }
        return tries.stream();
    }

    static boolean isIn(Cursor place) {
        return around(place).findAny().isPresent();
    }

    /** Returns whether a refusal is caught, which generation 1 does not throw. */
    static boolean getsRefusals(Cursor place) {
        return around(place)
                .flatMap(each -> each.getCatches().stream())
                .anyMatch(each -> isAllOfIo(each) || types(each).stream().anyMatch(CaughtException::isNative));
    }

    /** Returns whether a class is one of those that take the place of IOException. */
    static boolean isNative(JavaType type) {
        return TypeUtils.isOfClassType(type, Gen1Code.REQUEST_EXCEPTION)
                || TypeUtils.isOfClassType(type, Gen1Code.KDP_EXCEPTION);
    }

    private static boolean isInMethod(Object tree) {
        return !(tree instanceof J.MethodDeclaration
                || tree instanceof J.Lambda
                || tree instanceof J.ClassDeclaration
                || tree instanceof J.CompilationUnit);
    }

    static boolean isOfIo(J.Try.Catch caught) {
        return types(caught).stream().anyMatch(type -> TypeUtils.isAssignableTo(Gen1Code.IO_EXCEPTION, type));
    }

    static List<JavaType> types(J.Try.Catch caught) {
        TypeTree type = caught.getParameter().getTree().getTypeExpression();
        List<JavaType> types = new ArrayList<>();
        if (type instanceof J.MultiCatch several) {
            several.getAlternatives().forEach(each -> add(types, each.getType()));
        } else if (type != null) {
            add(types, type.getType());
        }
        return types;
    }

    private static void add(List<JavaType> types, @Nullable JavaType type) {
        if (type != null) {
            types.add(type);
        }
    }

    /** Returns a try whose catch of IOException catches what its body throws now. */
    static J.Try changed(J.Try changed) {
        boolean io = ThrownException.mayBeIo(changed.getBody());
        return changed.withCatches(changed.getCatches().stream()
                .map(each -> isOfIo(each) ? catching(each, io) : each)
                .toList());
    }

    private static J.Try.Catch catching(J.Try.Catch caught, boolean io) {
        List<JRightPadded<NameTree>> alternatives = new ArrayList<>();
        List<String> types = io
                ? List.of(Gen1Code.REQUEST_EXCEPTION, Gen1Code.KDP_EXCEPTION, Gen1Code.IO_EXCEPTION)
                : List.of(Gen1Code.REQUEST_EXCEPTION, Gen1Code.KDP_EXCEPTION);
        for (String type : types) {
            Space before = alternatives.isEmpty() ? Space.EMPTY : Space.SINGLE_SPACE;
            boolean last = type.equals(types.get(types.size() - 1));
            alternatives.add(new JRightPadded<>(
                    new J.Identifier(
                            UUID.randomUUID(),
                            before,
                            Markers.EMPTY,
                            List.of(),
                            Gen1Code.simpleName(type),
                            JavaType.ShallowClass.build(type),
                            null),
                    last ? Space.EMPTY : Space.SINGLE_SPACE,
                    Markers.EMPTY));
        }
        J.VariableDeclarations parameter = caught.getParameter().getTree();
        TypeTree old = parameter.getTypeExpression();
        Space prefix = old == null ? Space.EMPTY : old.getPrefix();
        J.Try.Catch changed = caught.withParameter(caught.getParameter()
                .withTree(parameter.withTypeExpression(
                        new J.MultiCatch(UUID.randomUUID(), prefix, Markers.EMPTY, alternatives))));
        return io ? changed : unchecked(changed);
    }

    /** An import stays while a variable has its type. */
    private static J.Try.Catch unchecked(J.Try.Catch caught) {
        String name = caught.getParameter().getTree().getVariables().get(0).getSimpleName();
        JavaType type = JavaType.ShallowClass.build("java.lang.RuntimeException");
        return (J.Try.Catch)
                new CodeVisitor<Integer>() {
                    @Override
                    public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
                        JavaType.Variable field = identifier.getFieldType();
                        return identifier.getSimpleName().equals(name) && field != null
                                ? identifier.withType(type).withFieldType(field.withType(type))
                                : identifier;
                    }

                    @Override
                    public J.VariableDeclarations.NamedVariable visitVariable(
                            J.VariableDeclarations.NamedVariable variable, Integer ignored) {
                        J.VariableDeclarations.NamedVariable visited = super.visitVariable(variable, ignored);
                        JavaType.Variable field = visited.getVariableType();
                        return visited.getSimpleName().equals(name) && field != null
                                ? visited.withVariableType(field.withType(type))
                                : visited;
                    }
                }.visitNonNull(caught, 0);
    }

    /** Returns whether a clause catches each IOException. */
    static boolean isAllOfIo(J.Try.Catch caught) {
        return types(caught).stream()
                .anyMatch(type -> TypeUtils.isOfClassType(type, Gen1Code.IO_EXCEPTION)
                        || TypeUtils.isOfClassType(type, "java.lang.Exception")
                        || TypeUtils.isOfClassType(type, "java.lang.Throwable"));
    }
}
