package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.MethodCall;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/** Why a call cannot move because of what is caught around it. */
final class CatchReason {
    private CatchReason() {}

    /**
     * Returns the reason; null if the call can move.
     *
     * @param isBody whether a missing body is used at once, which throws a NullPointerException
     */
    static @Nullable String of(Cursor place, boolean isBody) {
        List<J.Try.Catch> caught = CaughtException.around(place)
                .flatMap(each -> each.getCatches().stream())
                .toList();
        return isBeforeIo(place)
                        || caught.stream()
                                .flatMap(each -> CaughtException.types(each).stream())
                                .anyMatch(type -> isOfNew(type) || (isBody && isNullPointer(type)))
                ? Words.CATCH_RUNTIME
                : Stream.concat(
                                caught.stream()
                                        .filter(CaughtException::isAllOfIo)
                                        .map(each -> use(each, true, place)),
                                CaughtException.tries(place).stream().map(each -> of(each, place)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean isNullPointer(JavaType type) {
        return TypeUtils.isOfClassType(type, "java.lang.NullPointerException");
    }

    /** Returns whether a class is that of an exception which the call throws only when it has moved, and code may mean another. */
    private static boolean isOfNew(JavaType type) {
        return Stream.of("java.lang.RuntimeException", "java.lang.IllegalArgumentException")
                        .anyMatch(each -> TypeUtils.isOfClassType(type, each))
                || (TypeUtils.isAssignableTo(Gen1Code.KDP_EXCEPTION, type) && !CaughtException.isNative(type));
    }

    /** Returns whether a clause would get what one of IOException gets now, or stands beside it, which would catch the same. */
    private static boolean isBeforeIo(Cursor place) {
        boolean isNative = false;
        for (J.Try each : CaughtException.around(place).toList()) {
            isNative |= each.getCatches().stream()
                    .filter(caught -> !isIo(caught))
                    .flatMap(caught -> CaughtException.types(caught).stream())
                    .anyMatch(CaughtException::isNative);
            if (each.getCatches().stream().anyMatch(CatchReason::isIo)) {
                return isNative;
            }
        }
        return false;
    }

    private static boolean isIo(J.Try.Catch caught) {
        return CaughtException.isOfIo(caught) || CaughtException.isAllOfIo(caught);
    }

    /** Returns why a clause of IOException cannot catch something else too. */
    private static @Nullable String of(J.Try each, Cursor call) {
        if (each.getResources() != null) {
            return Words.CATCH_RESOURCE;
        }
        if (ThrownException.isUnclear(each.getBody())) {
            return Words.CATCH_UNCLEAR;
        }
        return each.getCatches().stream()
                .filter(CaughtException::isOfIo)
                .map(caught -> of(caught, call))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String of(J.Try.Catch caught, Cursor call) {
        if (CaughtException.types(caught).stream()
                .allMatch(type ->
                        CaughtException.isNative(type) || TypeUtils.isOfClassType(type, Gen1Code.IO_EXCEPTION))) {
            return use(caught, false, call); // IOException, or what became of it because of another call
        }
        TypeTree type = caught.getParameter().getTree().getTypeExpression();
        return type == null || type instanceof J.MultiCatch
                ? Words.CATCH_SEVERAL
                : Words.CATCH_SUBCLASS.formatted(
                        Gen1Code.simpleName(String.valueOf(type.getType()).replace('$', '.')));
    }

    /**
     * Returns the first use of a caught exception that means something else for another class of exception.
     *
     * @param isDeclared whether its type stays, so that only the question for its class does
     * @param call a place in the same method
     */
    private static @Nullable String use(J.Try.Catch caught, boolean isDeclared, Cursor call) {
        String name = caught.getParameter().getTree().getVariables().get(0).getSimpleName();
        @Nullable String[] reason = {null};
        new CodeVisitor<Integer>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
                if (reason[0] == null && identifier.getSimpleName().equals(name) && identifier.getFieldType() != null) {
                    String found = use(identifier, getCursor().getParentTreeCursor(), call);
                    reason[0] = isDeclared && !Words.CATCH_CLASS.equals(found) ? null : found;
                }
                return identifier;
            }
        }.visit(caught.getBody(), 0);
        return reason[0];
    }

    private static @Nullable String use(J.Identifier caught, Cursor place, Cursor tried) {
        J parent = place.getValue();
        if (parent instanceof J.InstanceOf || parent instanceof J.TypeCast) {
            return Words.CATCH_CLASS;
        }
        if (parent instanceof J.MethodInvocation call && call.getSelect() == caught) {
            return call.getSimpleName().equals("getClass")
                    ? Words.CATCH_CLASS
                    : isAny(
                                    call.getMethodType() == null
                                            ? null
                                            : call.getMethodType().getDeclaringType())
                            ? null
                            : Words.CATCH_AS_IO;
        }
        if (parent instanceof J.VariableDeclarations.NamedVariable variable) {
            return isAny(variable.getType()) ? null : Words.CATCH_DECLARED;
        }
        if (parent instanceof J.Assignment assigned && assigned.getVariable() != caught) {
            return isAny(assigned.getVariable().getType()) ? null : Words.CATCH_DECLARED;
        }
        if (parent instanceof J.NewClass created
                && TypeUtils.isOfClassType(created.getType(), "java.io.UncheckedIOException")) {
            return Words.CATCH_UNCHECKED;
        }
        if (parent instanceof MethodCall call && takes(call, caught)) {
            return Overloads.haveRuntime(call, caught, Stream.concat(place.getPathAsStream(), tried.getPathAsStream()))
                    ? Words.CATCH_OVERLOAD
                    : null;
        }
        boolean isAny =
                parent instanceof J.Binary both ? isAny(both, caught) : parent instanceof J.Throw && !isInTry(place);
        return isAny ? null : Words.CATCH_AS_IO;
    }

    /** An exception can be part of a text, and is compared only with what may be the same. */
    private static boolean isAny(J.Binary both, J.Identifier caught) {
        Expression other = both.getLeft() == caught ? both.getRight() : both.getLeft();
        return both.getOperator() == J.Binary.Type.Addition || Gen1Code.isNull(other) || isAny(other.getType());
    }

    /** The compiler knows what is thrown again, and refuses to catch what is not thrown. */
    private static boolean isInTry(Cursor place) {
        return place.getPathAsStream().anyMatch(J.Try.class::isInstance);
    }

    private static boolean takes(MethodCall call, Expression caught) {
        int index = call.getArguments().indexOf(caught);
        return index >= 0 && isAny(Overloads.parameter(call.getMethodType(), index));
    }

    /** Returns whether a type is one of all exceptions. */
    private static boolean isAny(@Nullable JavaType type) {
        return TypeUtils.isOfClassType(type, "java.lang.Throwable")
                || TypeUtils.isOfClassType(type, "java.lang.Exception")
                || TypeUtils.isOfClassType(type, "java.lang.Object");
    }
}
