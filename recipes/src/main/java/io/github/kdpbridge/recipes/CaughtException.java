package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.Tree;
import org.openrewrite.java.tree.Expression;
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
    private static Stream<J.Try> around(Cursor place) {
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
        return around(place).flatMap(each -> each.getCatches().stream()).anyMatch(CaughtException::isAllOfIo);
    }

    /**
     * Returns why a call cannot move because of what is caught around it; null if it can.
     *
     * @param isBody whether a missing body is used at once, which throws a NullPointerException
     */
    static @Nullable String reason(Cursor place, boolean isBody) {
        if (!canChange(place)) {
            return Words.CATCH;
        }
        return around(place)
                        .flatMap(each -> each.getCatches().stream())
                        .flatMap(each -> types(each).stream())
                        .anyMatch(type -> isOfNew(type) || (isBody && isNullPointer(type)))
                ? Words.CATCH_RUNTIME
                : null;
    }

    private static boolean isNullPointer(JavaType type) {
        return TypeUtils.isOfClassType(type, "java.lang.NullPointerException");
    }

    /** Returns whether a class is that of an exception which the call throws only when it has moved. */
    private static boolean isOfNew(JavaType type) {
        return Stream.of("java.lang.RuntimeException", "java.lang.IllegalArgumentException", Gen1Code.REQUEST_EXCEPTION)
                        .anyMatch(each -> TypeUtils.isOfClassType(type, each))
                || TypeUtils.isAssignableTo(Gen1Code.KDP_EXCEPTION, type);
    }

    private static boolean isInMethod(Object tree) {
        return !(tree instanceof J.MethodDeclaration
                || tree instanceof J.Lambda
                || tree instanceof J.ClassDeclaration
                || tree instanceof J.CompilationUnit);
    }

    /** Returns whether each catch of IOException around a place can catch something else too. */
    private static boolean canChange(Cursor place) {
        return around(place).allMatch(each -> each.getCatches().stream().noneMatch(CaughtException::asksForClass))
                && tries(place).stream()
                        .allMatch(each -> each.getResources() == null
                                && each.getCatches().stream()
                                        .filter(CaughtException::isOfIo)
                                        .allMatch(CaughtException::canChange)
                                && each.getCatches().stream().noneMatch(CaughtException::isOfRuntime)
                                && !ThrownException.isUnclear(each.getBody()));
    }

    /** Returns whether a clause of all exceptions asks which one it got. */
    private static boolean asksForClass(J.Try.Catch caught) {
        if (!isAllOfIo(caught)) {
            return false;
        }
        String name = caught.getParameter().getTree().getVariables().get(0).getSimpleName();
        boolean[] asks = {false};
        new CodeVisitor<Integer>() {
            @Override
            public J.InstanceOf visitInstanceOf(J.InstanceOf judged, Integer ignored) {
                asks[0] |= isCaught(judged.getExpression());
                return super.visitInstanceOf(judged, ignored);
            }

            @Override
            public J.TypeCast visitTypeCast(J.TypeCast cast, Integer ignored) {
                asks[0] |= isCaught(cast.getExpression());
                return super.visitTypeCast(cast, ignored);
            }

            @Override
            public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
                asks[0] |= call.getSimpleName().equals("getClass")
                        && call.getSelect() != null
                        && isCaught(call.getSelect());
                return super.visitMethodInvocation(call, ignored);
            }

            private boolean isCaught(Expression expression) {
                return expression instanceof J.Identifier identifier
                        && identifier.getSimpleName().equals(name);
            }
        }.visit(caught.getBody(), 0);
        return asks[0];
    }

    static boolean isOfIo(J.Try.Catch caught) {
        return types(caught).stream().anyMatch(type -> TypeUtils.isAssignableTo(Gen1Code.IO_EXCEPTION, type));
    }

    /** An earlier or later clause for the new exception would decide differently. */
    private static boolean isOfRuntime(J.Try.Catch caught) {
        return types(caught).stream()
                .anyMatch(type -> TypeUtils.isAssignableTo("java.lang.RuntimeException", type)
                        || TypeUtils.isOfClassType(type, "java.lang.Exception")
                        || TypeUtils.isOfClassType(type, "java.lang.Throwable"));
    }

    private static List<JavaType> types(J.Try.Catch caught) {
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

    private static boolean canChange(J.Try.Catch caught) {
        TypeTree type = caught.getParameter().getTree().getTypeExpression();
        if (type == null || !TypeUtils.isOfClassType(type.getType(), Gen1Code.IO_EXCEPTION)) {
            return false;
        }
        String name = caught.getParameter().getTree().getVariables().get(0).getSimpleName();
        boolean[] all = {true};
        new CodeVisitor<Integer>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
                J parent = getCursor().getParentTreeCursor().getValue();
                if (identifier.getSimpleName().equals(name) && !anyException(parent, identifier)) {
                    all[0] = false;
                }
                return identifier;
            }
        }.visit(caught.getBody(), 0);
        return all[0];
    }

    /** Returns whether a use of a caught exception holds for another class of exception. */
    private static boolean anyException(J parent, J.Identifier caught) {
        if (parent instanceof J.MethodInvocation call) {
            JavaType.Method method = call.getMethodType();
            return call.getSelect() == caught
                    ? method != null && TypeUtils.isOfClassType(method.getDeclaringType(), "java.lang.Throwable")
                    : takes(method, call.getArguments().indexOf(caught));
        }
        if (parent instanceof J.NewClass created) {
            return takes(created.getConstructorType(), created.getArguments().indexOf((Expression) caught));
        }
        return parent instanceof J.Binary;
    }

    private static boolean takes(JavaType.@Nullable Method method, int index) {
        if (method == null || index < 0 || method.getParameterTypes().isEmpty()) {
            return false;
        }
        List<JavaType> parameters = method.getParameterTypes();
        JavaType type = parameters.get(Math.min(index, parameters.size() - 1));
        JavaType item = type instanceof JavaType.Array array ? array.getElemType() : type;
        return TypeUtils.isOfClassType(item, "java.lang.Throwable")
                || TypeUtils.isOfClassType(item, "java.lang.Exception")
                || TypeUtils.isOfClassType(item, "java.lang.Object");
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
