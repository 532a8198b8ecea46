package io.github.kdpbridge.recipes;

import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;

/** A value that can be read later, more than once, in another order or never, because reading it does nothing. */
final class PlainValue {
    private PlainValue() {}

    /** Returns whether an expression is a name, a field, a literal or a component of a record. */
    static boolean is(Expression given) {
        if (given instanceof J.FieldAccess field) {
            return is(field.getTarget());
        }
        return given instanceof J.Identifier
                || given instanceof J.Literal
                || (given instanceof J.MethodInvocation call && isComponent(call));
    }

    private static boolean isComponent(J.MethodInvocation call) {
        return call.getSelect() != null
                && is(call.getSelect())
                && call.getArguments().stream().allMatch(argument -> argument instanceof J.Empty)
                && call.getMethodType() != null
                && call.getMethodType().getDeclaringType().getKind() == JavaType.FullyQualified.Kind.Record
                && call.getMethodType().getDeclaringType().getMembers().stream()
                        .anyMatch(member -> member.getName().equals(call.getSimpleName()));
    }
}
