package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * The answers that a file compares with null. A refusal has no body in generation 1 and throws in the native client, so the
 * comparison keeps the call that the value comes from; if that cannot be seen, each call with such an answer. The body of a
 * {@code Response} in a variable moves with its comparisons.
 */
final class NullComparisons extends CodeVisitor<Integer> {
    private static final MethodMatcher BODY = new MethodMatcher(Gen1Code.RESPONSE + " body()");
    private static final MethodMatcher OBJECTS = new MethodMatcher("java.util.Objects *Null(Object)");
    private static final MethodMatcher OF_NULLABLE = new MethodMatcher("java.util.Optional ofNullable(..)");

    private final Set<UUID> bodies = new HashSet<>();
    private final Set<String> types = new HashSet<>();

    private NullComparisons() {}

    static NullComparisons of(J.CompilationUnit unit) {
        NullComparisons comparisons = new NullComparisons();
        comparisons.visit(unit, 0);
        return comparisons;
    }

    /** Returns the classes of the answers whose call cannot be seen. */
    Set<String> types() {
        return types;
    }

    /** Returns whether the value of a call of {@code body()} is compared. */
    boolean has(J.MethodInvocation body) {
        return bodies.contains(body.getId());
    }

    @Override
    public J.Binary visitBinary(J.Binary binary, Integer ignored) {
        if (Gen1Code.isNull(binary.getRight())) {
            add(binary.getLeft());
        } else if (Gen1Code.isNull(binary.getLeft())) {
            add(binary.getRight());
        }
        return super.visitBinary(binary, ignored);
    }

    @Override
    public J.InstanceOf visitInstanceOf(J.InstanceOf judged, Integer ignored) {
        add(judged.getExpression());
        return super.visitInstanceOf(judged, ignored);
    }

    /** Also of {@code assertNull(answer)} and {@code assertThat(answer).isNull()}. */
    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
        if (OF_NULLABLE.matches(call) || call.getSimpleName().contains("Null")) {
            call.getArguments().forEach(this::add);
            if (call.getSelect() instanceof J.MethodInvocation on) {
                on.getArguments().forEach(this::add);
            }
        }
        return super.visitMethodInvocation(call, ignored);
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, Integer ignored) {
        JavaType.Method method = reference.getMethodType();
        if (OBJECTS.matches(method) || OF_NULLABLE.matches(method)) {
            types.addAll(Gen1Code.answersOf(reference.getType()));
        }
        return super.visitMemberReference(reference, ignored);
    }

    private void add(Expression compared) {
        if (Gen1Code.isAnswer(compared.getType()) || TypeUtils.isObject(compared.getType())) {
            add(compared, null, new HashSet<>());
        }
    }

    /** Adds what a value may come from. */
    private void add(Expression value, @Nullable String known, Set<String> names) {
        String type = Gen1Code.isAnswer(value.getType()) && value.getType() instanceof JavaType.FullyQualified named
                ? named.getFullyQualifiedName()
                : known;
        if (value instanceof J.Parentheses<?> inner && inner.getTree() instanceof Expression expression) {
            add(expression, type, names);
        } else if (value instanceof J.TypeCast cast) {
            add(cast.getExpression(), type, names);
        } else if (value instanceof J.Ternary choice) {
            add(choice.getTruePart(), type, names);
            add(choice.getFalsePart(), type, names);
        } else if (value instanceof J.Assignment assigned) {
            add(assigned.getAssignment(), type, names);
        } else if (value instanceof J.MethodInvocation body && BODY.matches(body)) {
            bodies.add(body.getId()); // that of a Response in a variable is no call that throws
        } else if (value instanceof J.Identifier name && isLocal(name)) {
            if (names.add(name.getSimpleName()) && !new Values(name.getSimpleName()).add(type, names)) {
                add(type);
            }
        } else if (!(value instanceof J.Literal) && !(value instanceof J.NewClass)) {
            add(type);
        }
    }

    private void add(@Nullable String type) {
        if (type != null) {
            types.add(type);
        }
    }

    private static boolean isLocal(J.Identifier name) {
        return name.getFieldType() != null && name.getFieldType().getOwner() instanceof JavaType.Method;
    }

    /** The values of a local variable. */
    private final class Values extends CodeVisitor<Set<Expression>> {
        private final String name;
        private boolean isKnown = true;

        Values(String name) {
            this.name = name;
        }

        /** Adds what the variable may come from; returns whether that is known, which a parameter's is not. */
        boolean add(@Nullable String type, Set<String> names) {
            J.MethodDeclaration outermost = null;
            for (var at = NullComparisons.this.getCursor(); at != null; at = at.getParent()) {
                outermost = at.getValue() instanceof J.MethodDeclaration method ? method : outermost;
            }
            Set<Expression> values = new HashSet<>();
            visit(outermost, values);
            values.forEach(value -> NullComparisons.this.add(value, type, names));
            return isKnown && outermost != null;
        }

        @Override
        public J.VariableDeclarations.NamedVariable visitVariable(
                J.VariableDeclarations.NamedVariable variable, Set<Expression> values) {
            if (variable.getSimpleName().equals(name)) {
                J around =
                        getCursor().getParentTreeCursor().getParentTreeCursor().getValue();
                isKnown &= around instanceof J.Block || around instanceof J.Case;
                if (variable.getInitializer() != null) {
                    values.add(variable.getInitializer());
                }
            }
            return super.visitVariable(variable, values);
        }

        @Override
        public J.Assignment visitAssignment(J.Assignment assigned, Set<Expression> values) {
            if (assigned.getVariable() instanceof J.Identifier variable
                    && variable.getSimpleName().equals(name)) {
                values.add(assigned.getAssignment());
            }
            return super.visitAssignment(assigned, values);
        }
    }
}
