package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Finds the texts and URLs of a file that stand together where no two may be equal: the cases of a switch, in {@code Set.of},
 * the keys of a map that refuses to have one twice, and the values of a {@code BiMap}. It reads what variables hold, too.
 */
final class DistinctTexts extends CodeVisitor<FoundTexts> {
    private static final String GUAVA = "com.google.common.collect.";
    private static final MethodMatcher SET = new MethodMatcher("java.util.Set of(..)");
    private static final List<MethodMatcher> PAIRS =
            List.of(new MethodMatcher("java.util.Map of(..)"), new MethodMatcher(GUAVA + "Immutable*Map of(..)"));
    private static final List<MethodMatcher> ENTRIES = List.of(
            new MethodMatcher("java.util.Map ofEntries(..)"), new MethodMatcher(GUAVA + "Immutable*Map ofEntries(..)"));
    private static final List<MethodMatcher> ENTRY = List.of(
            new MethodMatcher("java.util.Map entry(..)"),
            new MethodMatcher(GUAVA + "Maps immutableEntry(..)"),
            new MethodMatcher("java.util.AbstractMap.Simple*Entry <constructor>(..)"));
    private static final MethodMatcher BUILDER = new MethodMatcher(GUAVA + "Immutable*$Builder *(..)");
    private static final MethodMatcher PUT = new MethodMatcher(GUAVA + "Immutable*Map$Builder put(..)");
    private static final MethodMatcher KEEP_LAST =
            new MethodMatcher(GUAVA + "Immutable*Map$Builder buildKeepingLast()");
    private static final MethodMatcher CELL = new MethodMatcher(GUAVA + "ImmutableTable$Builder put(*, *, *)");
    private static final MethodMatcher INTO_BI_MAP = new MethodMatcher(GUAVA + "BiMap put(..)", true);

    /** The last declaration of each local variable so far: a method can declare a name again in another block. */
    private final Map<String, UUID> locals = new HashMap<>();

    /** Which variable a builder ends in, by the tree in which the chain of its calls begins. */
    private final Map<UUID, String> ends = new HashMap<>();

    @Override
    public J.VariableDeclarations.NamedVariable visitVariable(
            J.VariableDeclarations.NamedVariable variable, FoundTexts found) {
        if (variable.getVariableType() != null) {
            if (!isField(variable.getVariableType())) {
                locals.put(inOwner(variable.getVariableType()), variable.getId());
            }
            hold(variable.getName(), variable.getInitializer(), found);
        }
        return super.visitVariable(variable, found);
    }

    @Override
    public J.Assignment visitAssignment(J.Assignment assignment, FoundTexts found) {
        hold(assignment.getVariable(), assignment.getAssignment(), found);
        return super.visitAssignment(assignment, found);
    }

    private void hold(Expression variable, @Nullable Expression value, FoundTexts found) {
        if (value == null) {
            return;
        }
        if (value.getType() instanceof JavaType.FullyQualified type
                && type.getFullyQualifiedName().endsWith("$Builder")) {
            ends.put(root(value).getId(), name(variable));
        } else if (isText(variable)) {
            found.hold(name(variable), text(value));
        }
    }

    @Override
    public J.Switch visitSwitch(J.Switch choice, FoundTexts found) {
        addLabels(choice.getCases(), found);
        return super.visitSwitch(choice, found);
    }

    @Override
    public J.SwitchExpression visitSwitchExpression(J.SwitchExpression choice, FoundTexts found) {
        addLabels(choice.getCases(), found);
        return super.visitSwitchExpression(choice, found);
    }

    private void addLabels(J.Block cases, FoundTexts found) {
        cases.getStatements().stream()
                .filter(J.Case.class::isInstance)
                .flatMap(each -> ((J.Case) each).getCaseLabels().stream())
                .filter(Expression.class::isInstance)
                .forEach(each -> add(cases.getId().toString(), (Expression) each, found));
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, FoundTexts found) {
        List<Expression> given = call.getArguments();
        String group = group(call);
        if (SET.matches(call)) {
            given.forEach(each -> add(group, each, found));
        } else if (isAny(PAIRS, call)) {
            addPairs(call, group, given, found);
        } else if (isAny(ENTRIES, call) || PUT.matches(call)) {
            addPairs(call, group, given.size() == 2 && PUT.matches(call) ? given : inEntries(given), found);
        } else if (CELL.matches(call)) {
            found.add(group, new WrittenText.Sum(List.of(text(given.get(0)), text(given.get(1)))));
        } else if (INTO_BI_MAP.matches(call)) {
            add(group, given.get(1), found);
        } else if (KEEP_LAST.matches(call)) {
            found.allowEqual(group);
        }
        return super.visitMethodInvocation(call, found);
    }

    /** Returns the texts that a call's texts have to differ from: its own, or all of its builder or map. */
    private String group(J.MethodInvocation call) {
        if (INTO_BI_MAP.matches(call) && call.getSelect() != null) {
            return name(call.getSelect());
        }
        Expression root = root(call);
        return root instanceof J.MethodInvocation || root instanceof J.NewClass
                ? ends.getOrDefault(root.getId(), root.getId().toString())
                : name(root);
    }

    private void addPairs(J.MethodInvocation call, String group, List<Expression> pairs, FoundTexts found) {
        boolean isBiMap = call.getMethodType() != null
                && call.getMethodType()
                        .getDeclaringType()
                        .getFullyQualifiedName()
                        .startsWith(GUAVA + "ImmutableBiMap");
        for (int index = 0; index < pairs.size(); index++) {
            if (index % 2 == 0) {
                add(group, pairs.get(index), found);
            } else if (isBiMap) {
                add(group + " values", pairs.get(index), found);
            }
        }
    }

    private static List<Expression> inEntries(List<Expression> entries) {
        return entries.stream()
                .flatMap(each -> each instanceof J.MethodInvocation call && isAny(ENTRY, call)
                        ? call.getArguments().stream()
                        : each instanceof J.NewClass created
                                        && ENTRY.stream().anyMatch(made -> made.matches(created))
                                        && created.getArguments().size() == 2
                                ? created.getArguments().stream()
                                : Stream.empty())
                .toList();
    }

    private static boolean isAny(List<MethodMatcher> methods, J.MethodInvocation call) {
        return methods.stream().anyMatch(each -> each.matches(call));
    }

    private void add(String group, Expression given, FoundTexts found) {
        if (isText(given)) {
            found.add(group, text(given));
        }
    }

    /** Returns whether this is a text or a URL: most other objects differ from each other whatever they are made of. */
    private static boolean isText(Expression given) {
        return TypeUtils.isString(given.getType())
                || TypeUtils.isOfClassType(given.getType(), "java.net.URI")
                || TypeUtils.isOfClassType(given.getType(), "okhttp3.HttpUrl");
    }

    private WrittenText text(Expression given) {
        if (given instanceof J.Literal literal) {
            return new WrittenText.Literal(literal.getId(), String.valueOf(literal.getValue()));
        }
        if (given instanceof J.Parentheses<?> inner && inner.getTree() instanceof Expression expression) {
            return text(expression);
        }
        if (given instanceof J.TypeCast cast) {
            return text(cast.getExpression());
        }
        if (given instanceof J.Ternary choice) {
            return new WrittenText.Either(List.of(text(choice.getTruePart()), text(choice.getFalsePart())));
        }
        if (given instanceof J.Binary sum && sum.getOperator() == J.Binary.Type.Addition) {
            return new WrittenText.Sum(List.of(text(sum.getLeft()), text(sum.getRight())));
        }
        if (given instanceof J.MethodInvocation call) {
            List<WrittenText> parts = new ArrayList<>(List.of(new WrittenText.Named(call.getSimpleName())));
            Stream.concat(Stream.ofNullable(call.getSelect()), call.getArguments().stream())
                    .filter(each -> !(each instanceof J.Empty))
                    .forEach(each -> parts.add(text(each)));
            return new WrittenText.Sum(parts);
        }
        return new WrittenText.Named(name(given));
    }

    /** Returns the name of a variable or class, which no other one has; of anything else, that of this place. */
    private String name(Expression given) {
        J.Identifier name = given instanceof J.FieldAccess field
                ? field.getName()
                : given instanceof J.Identifier identifier ? identifier : null;
        if (name == null) {
            return given.getId().toString();
        }
        JavaType.Variable variable = name.getFieldType();
        if (variable == null) {
            return name.getSimpleName();
        }
        UUID local = locals.get(inOwner(variable));
        return local == null ? inOwner(variable) : local.toString();
    }

    /** Returns whether a class owns the variable: a method owns a local one, and nothing known one in an initializer. */
    private static boolean isField(JavaType.Variable variable) {
        return variable.getOwner() instanceof JavaType.FullyQualified
                && !(variable.getOwner() instanceof JavaType.Unknown);
    }

    private static String inOwner(JavaType.Variable variable) {
        String owner = variable.getOwner() instanceof JavaType.FullyQualified type
                ? type.getFullyQualifiedName()
                : String.valueOf(variable.getOwner());
        return owner + "." + variable.getName();
    }

    /** Returns where a chain of calls of a builder begins. */
    private static Expression root(Expression chain) {
        Expression at = chain;
        while (at instanceof J.MethodInvocation call && call.getSelect() != null && BUILDER.matches(call)) {
            at = call.getSelect();
        }
        return at;
    }
}
