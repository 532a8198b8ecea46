package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Statement;

/** The call that a statement makes before anything else, whose {@code Response} it asks at once. */
final class FirstCall {
    private FirstCall() {}

    /** Returns the execution of the call, which can stand before the statement as well; null if there is none. */
    static J.@Nullable MethodInvocation of(Statement statement) {
        if (statement instanceof J.Return returned) {
            return first(returned.getExpression());
        }
        if (statement instanceof J.If decision) {
            return first(decision.getIfCondition().getTree());
        }
        if (statement instanceof J.VariableDeclarations declared) {
            return declared.getVariables().size() == 1
                    ? first(declared.getVariables().get(0).getInitializer())
                    : null;
        }
        if (statement instanceof J.MethodInvocation call
                && Set.of("this", "super").contains(call.getSimpleName())) {
            return null; // nothing can stand before it
        }
        return statement instanceof J.Assignment || statement instanceof J.MethodInvocation
                ? first((Expression) statement)
                : statement instanceof J.AssignmentOperation changed ? changed(changed) : null;
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
            return PlainValue.is(assigned.getVariable()) ? first(assigned.getAssignment()) : null;
        }
        if (evaluated instanceof J.NewClass created) {
            return created.getEnclosing() == null ? operand(created.getArguments()) : null;
        }
        return evaluated instanceof J.MethodInvocation call ? first(call) : null;
    }

    private static J.@Nullable MethodInvocation first(J.MethodInvocation call) {
        List<Expression> operands = new ArrayList<>();
        if (call.getSelect() != null && !PlainValue.is(call.getSelect())) {
            if (isExecution(call.getSelect())) {
                return ResponseUses.BODY.matches(call) ? null : (J.MethodInvocation) call.getSelect();
            }
            operands.add(call.getSelect());
        }
        operands.addAll(call.getArguments());
        return operand(operands);
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
