package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.MethodCall;
import org.openrewrite.java.tree.TypeUtils;

/** The methods of one name, of which the compiler chooses by the types of the arguments. */
final class Overloads {
    private Overloads() {}

    /**
     * Returns whether another method than the one that is called takes a RuntimeException for an argument.
     *
     * @param around the trees around the call, whose methods it sees
     */
    static boolean haveRuntime(MethodCall call, Expression argument, Stream<Object> around) {
        JavaType.Method chosen = call.getMethodType();
        if (chosen == null) {
            return false;
        }
        int index = call.getArguments().indexOf(argument);
        Stream<JavaType.Method> methods = chosen.isConstructor()
                ? chosen.getDeclaringType().getMethods().stream()
                : Stream.concat(Stream.of(chosen.getDeclaringType()), owners(call, around))
                        .flatMap(Overloads::methods);
        return methods.filter(other -> other.getName().equals(chosen.getName()))
                .anyMatch(other -> isRuntime(parameter(other, index)));
    }

    /** Returns the classes whose methods a call sees, besides that of the one that it calls. */
    private static Stream<@Nullable JavaType> owners(MethodCall call, Stream<Object> around) {
        return call instanceof J.MethodInvocation made && made.getSelect() != null
                ? Stream.of(made.getSelect().getType())
                : around.flatMap(Overloads::types);
    }

    private static Stream<@Nullable JavaType> types(Object tree) {
        if (tree instanceof J.CompilationUnit unit) {
            return unit.getImports().stream()
                    .filter(J.Import::isStatic)
                    .map(each -> each.getQualid().getTarget().getType());
        }
        return tree instanceof J.ClassDeclaration type
                ? Stream.of(type.getType())
                : tree instanceof J.NewClass created ? Stream.of(created.getType()) : Stream.empty();
    }

    private static Stream<JavaType.Method> methods(@Nullable JavaType type) {
        return type instanceof JavaType.FullyQualified named
                ? Stream.concat(
                        named.getMethods().stream(),
                        Stream.concat(Stream.ofNullable(named.getSupertype()), named.getInterfaces().stream())
                                .flatMap(Overloads::methods))
                : Stream.empty();
    }

    /** Returns the type that a method takes for an argument; null if it takes none there. */
    static @Nullable JavaType parameter(JavaType.@Nullable Method method, int index) {
        List<JavaType> types = method == null ? List.of() : method.getParameterTypes();
        if (types.isEmpty()) {
            return null;
        }
        JavaType type = types.get(Math.min(index, types.size() - 1));
        return type instanceof JavaType.Array array ? array.getElemType() : type;
    }

    private static boolean isRuntime(@Nullable JavaType type) {
        return type instanceof JavaType.GenericTypeVariable any
                ? any.getBounds().stream().anyMatch(Overloads::isRuntime)
                : TypeUtils.isOfClassType(type, "java.lang.RuntimeException");
    }
}
