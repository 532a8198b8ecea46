package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Statement;

/** The call that a statement makes before anything else, whose {@code Response} it asks at once. */
final class FirstCall {
    private static final Set<String> THIS = Set.of("this", "super");

    private FirstCall() {}

    /** Returns the execution of the call, which can stand before the statement as well; null if there is none. */
    static J.@Nullable MethodInvocation of(Statement statement) {
        if (statement instanceof J.Return returned) {
            return first(returned.getExpression());
        }
        if (statement instanceof J.If decision) {
            return first(decision.getIfCondition().getTree());
        }
        if (statement instanceof J.Throw thrown) {
            return first(thrown.getException());
        }
        if (statement instanceof J.Switch choice) {
            return first(choice.getSelector().getTree());
        }
        if (statement instanceof J.VariableDeclarations declared) {
            return declared.getVariables().size() == 1
                    ? first(declared.getVariables().get(0).getInitializer())
                    : null;
        }
        if (isOfConstructor(statement)) {
            return null;
        }
        return statement instanceof J.Assignment || statement instanceof J.MethodInvocation
                ? first((Expression) statement)
                : statement instanceof J.AssignmentOperation changed ? changed(changed) : null;
    }

    /** Returns whether a tree is {@code this(…)} or {@code super(…)}, which nothing can stand before. */
    static boolean isOfConstructor(Object tree) {
        return tree instanceof J.MethodInvocation call && THIS.contains(call.getSimpleName());
    }

    /** A local variable, which is read before, has the same value after a call that changes none. */
    private static J.@Nullable MethodInvocation changed(J.AssignmentOperation changed) {
        boolean isLocal = changed.getVariable() instanceof J.Identifier variable
                && variable.getFieldType() != null
                && variable.getFieldType().getOwner() instanceof JavaType.Method;
        J.MethodInvocation execution = isLocal ? first(changed.getAssignment()) : null;
        return execution != null && NativeCall.canRepeat(AnswerRewrite.selected(execution)) ? execution : null;
    }

    private static J.@Nullable MethodInvocation first(@Nullable Expression evaluated) {
        if (evaluated instanceof J.Parentheses<?> inner && inner.getTree() instanceof Expression expression) {
            return first(expression);
        }
        if (evaluated instanceof J.ControlParentheses<?> cast && cast.getTree() instanceof Expression expression) {
            return first(expression);
        }
        if (evaluated instanceof J.TypeCast cast) {
            return first(cast.getExpression());
        }
        if (evaluated instanceof J.SwitchExpression choice) {
            return first(choice.getSelector().getTree());
        }
        if (evaluated instanceof J.Unary not && not.getOperator() == J.Unary.Type.Not) {
            return first(not.getExpression());
        }
        if (evaluated instanceof J.Binary binary) {
            boolean isLiteral = binary.getLeft() instanceof J.Literal
                    && binary.getOperator() != J.Binary.Type.And
                    && binary.getOperator() != J.Binary.Type.Or;
            return first(isLiteral ? binary.getRight() : binary.getLeft());
        }
        if (evaluated instanceof J.Ternary choice) {
            return first(choice.getCondition());
        }
        if (evaluated instanceof J.Assignment assigned) {
            Expression variable =
                    assigned.getVariable() instanceof J.FieldAccess field // of null throws after the value
                            ? field.getTarget()
                            : assigned.getVariable();
            return isSafe(variable) ? first(assigned.getAssignment()) : null;
        }
        if (evaluated instanceof J.NewClass created) {
            return created.getEnclosing() == null ? operand(created.getArguments()) : null;
        }
        return evaluated instanceof J.MethodInvocation call ? first(call) : null;
    }

    private static J.@Nullable MethodInvocation first(J.MethodInvocation call) {
        List<Expression> operands = new ArrayList<>();
        if (call.getSelect() != null && !isSafe(call.getSelect())) {
            if (isExecution(call.getSelect())) {
                return ResponseUses.BODY.matches(call) ? null : (J.MethodInvocation) call.getSelect();
            }
            operands.add(call.getSelect());
        }
        operands.addAll(call.getArguments());
        return operand(operands);
    }

    /** Returns whether evaluating an expression does nothing, so that a call can stand before it: a field of null throws. */
    private static boolean isSafe(Expression evaluated) {
        if (evaluated instanceof J.FieldAccess field) {
            JavaType.Variable named = field.getName().getFieldType();
            return named == null // of a package or a class
                    || named.hasFlags(Flag.Static)
                    || isThis(field)
                    || isThis(field.getTarget());
        }
        return evaluated instanceof J.Identifier || evaluated instanceof J.Literal;
    }

    private static boolean isThis(Expression evaluated) {
        return evaluated instanceof J.FieldAccess field
                ? THIS.contains(field.getSimpleName())
                : evaluated instanceof J.Identifier name && THIS.contains(name.getSimpleName());
    }

    private static J.@Nullable MethodInvocation operand(List<Expression> operands) {
        Expression first = operands.stream()
                .filter(each -> !(each instanceof J.Literal))
                .findFirst()
                .orElse(null);
        return isExecution(first) ? (J.MethodInvocation) first : first(first);
    }

    private static boolean isExecution(@Nullable Expression evaluated) {
        return evaluated instanceof J.MethodInvocation execution
                && Gen1Code.EXECUTE.matches(execution)
                && execution.getSelect() instanceof J.MethodInvocation call
                && Gen1Code.isApiCall(call)
                && NativeCall.of(call) != null;
    }
}
