package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * The texts that stand together where no two may be equal: the cases of a switch, in {@code Set.of}, and the keys of a map that
 * refuses to have one twice. A text can be a constant of any file.
 */
final class EqualTexts extends CodeVisitor<Integer> {
    private static final MethodMatcher SET = new MethodMatcher("java.util.Set of(..)");
    private static final MethodMatcher MAP = new MethodMatcher("java.util.Map of(..)");
    private static final MethodMatcher GUAVA_MAP = new MethodMatcher("com.google.common.collect.Immutable*Map of(..)");
    private static final MethodMatcher ENTRIES = new MethodMatcher("java.util.Map ofEntries(..)");
    private static final MethodMatcher ENTRY = new MethodMatcher("java.util.Map entry(..)");

    private final List<List<Expression>> groups = new ArrayList<>();
    private final Map<String, Expression> constants = new HashMap<>();
    private @Nullable Set<UUID> becomingEqual;

    /** Returns the literals of the texts that differ, and would be equal after the change, which is the same at each call. */
    Set<UUID> becomingEqual(UnaryOperator<String> change) {
        if (becomingEqual != null) {
            return becomingEqual;
        }
        Set<UUID> literals = new HashSet<>();
        for (List<Expression> group : groups) {
            Map<String, Map<String, List<Expression>>> texts = new HashMap<>();
            for (Expression each : group) {
                String text = text(each, literal -> {});
                if (text != null) {
                    texts.computeIfAbsent(change.apply(text), changed -> new HashMap<>())
                            .computeIfAbsent(text, original -> new ArrayList<>())
                            .add(each);
                }
            }
            texts.values().stream()
                    .filter(originals -> originals.size() > 1)
                    .flatMap(originals -> originals.values().stream())
                    .flatMap(List::stream)
                    .forEach(each -> text(each, literal -> literals.add(literal.getId())));
        }
        becomingEqual = literals;
        return literals;
    }

    @Override
    public J.VariableDeclarations.NamedVariable visitVariable(
            J.VariableDeclarations.NamedVariable variable, Integer ignored) {
        if (variable.getVariableType() != null
                && variable.getInitializer() != null
                && TypeUtils.isString(variable.getType())) {
            constants.put(name(variable.getVariableType()), variable.getInitializer());
        }
        return super.visitVariable(variable, ignored);
    }

    @Override
    public J.Switch visitSwitch(J.Switch choice, Integer ignored) {
        groups.add(labels(choice.getCases()));
        return super.visitSwitch(choice, ignored);
    }

    @Override
    public J.SwitchExpression visitSwitchExpression(J.SwitchExpression choice, Integer ignored) {
        groups.add(labels(choice.getCases()));
        return super.visitSwitchExpression(choice, ignored);
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
        List<Expression> given = call.getArguments();
        if (SET.matches(call)) {
            groups.add(given);
        } else if (MAP.matches(call) || GUAVA_MAP.matches(call)) {
            groups.add(IntStream.range(0, given.size())
                    .filter(index -> index % 2 == 0)
                    .mapToObj(given::get)
                    .toList());
        } else if (ENTRIES.matches(call)) {
            groups.add(given.stream()
                    .map(each -> each instanceof J.MethodInvocation entry && ENTRY.matches(entry)
                            ? entry.getArguments().get(0)
                            : each)
                    .toList());
        }
        return super.visitMethodInvocation(call, ignored);
    }

    private static List<Expression> labels(J.Block cases) {
        return cases.getStatements().stream()
                .filter(J.Case.class::isInstance)
                .flatMap(each -> ((J.Case) each).getCaseLabels().stream())
                .filter(Expression.class::isInstance)
                .map(Expression.class::cast)
                .toList();
    }

    /** Returns the text of an expression, telling of the literals that it is made of; null if it is no constant. */
    private @Nullable String text(@Nullable Expression given, Consumer<J.Literal> literals) {
        if (given instanceof J.Literal literal) {
            literals.accept(literal);
            return String.valueOf(literal.getValue());
        }
        if (given instanceof J.Parentheses<?> inner && inner.getTree() instanceof Expression expression) {
            return text(expression, literals);
        }
        if (given instanceof J.Binary sum && sum.getOperator() == J.Binary.Type.Addition) {
            String left = text(sum.getLeft(), literals);
            String right = text(sum.getRight(), literals);
            return left == null || right == null ? null : left + right;
        }
        J.Identifier name = given instanceof J.FieldAccess field
                ? field.getName()
                : given instanceof J.Identifier identifier ? identifier : null;
        return name == null || name.getFieldType() == null ? null : constant(name(name.getFieldType()), literals);
    }

    /** A constant is none while its own text is read. */
    private @Nullable String constant(String name, Consumer<J.Literal> literals) {
        Expression value = constants.remove(name);
        if (value == null) {
            return null;
        }
        String text = text(value, literals);
        constants.put(name, value);
        return text;
    }

    private static String name(JavaType.Variable variable) {
        return variable.getOwner() + "." + variable.getName();
    }
}
