package io.github.kdpbridge.recipes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Loop;
import org.openrewrite.java.tree.Statement;

/** What a block asks of a {@code Response}. */
final class ResponseUses extends CodeVisitor<Integer> {
    static final MethodMatcher BODY = new MethodMatcher(Gen1Code.RESPONSE + " body()");
    private static final MethodMatcher CODE = new MethodMatcher(Gen1Code.RESPONSE + " code()");
    private static final MethodMatcher SUCCESSFUL = new MethodMatcher(Gen1Code.RESPONSE + " isSuccessful()");
    private static final MethodMatcher ERROR_BODY = new MethodMatcher(Gen1Code.RESPONSE + " errorBody()");
    private static final MethodMatcher STRING = new MethodMatcher("okhttp3.ResponseBody string()");
    private static final MethodMatcher IS_SUCCESS =
            new MethodMatcher(Gen1Code.TYPED + "Gen1 isSuccess(" + Gen1Code.RESPONSE + ")");
    private static final MethodMatcher ERROR =
            new MethodMatcher(Gen1Code.TYPED + "Gen1 error(" + Gen1Code.RESPONSE + ")");

    private final J.Block block;
    private final J.VariableDeclarations.NamedVariable variable;
    private final NativeCall call;
    private final Statement makesCall;
    private final Map<UUID, Decisions.Use> uses = new HashMap<>();
    private final Set<J.Try> textTries = new HashSet<>();
    private boolean sure = true;
    private boolean captured;
    private int texts;

    private ResponseUses(
            J.Block block, J.VariableDeclarations.NamedVariable variable, NativeCall call, Statement makesCall) {
        this.block = block;
        this.variable = variable;
        this.call = call;
        this.makesCall = makesCall;
    }

    /**
     * Reads a block at a place.
     *
     * @param makesCall the statement that the response comes from, which may assign it
     */
    static ResponseUses of(
            J.Block block,
            Cursor place,
            J.VariableDeclarations.NamedVariable variable,
            NativeCall call,
            Statement makesCall) {
        ResponseUses uses = new ResponseUses(block, variable, call, makesCall);
        uses.visit(block, 0, place);
        return uses;
    }

    /** Returns the uses by the call that asks; null if one of them is none of those that can move. */
    @Nullable Map<UUID, Decisions.Use> all() {
        return sure ? uses : null;
    }

    /** Returns whether a lambda or an inner class asks. */
    boolean isCaptured() {
        return captured;
    }

    boolean asks(Decisions.Question question) {
        return uses.values().stream().anyMatch(use -> use.question() == question);
    }

    /**
     * Returns whether the text of an error is surely what it was: it can be read once, after which {@code Gen1.error} has nothing
     * to read, and reading it throws an IOException.
     */
    boolean isTextSure(List<J.Try> triesOfCall) {
        return texts == 0 || (texts == 1 && !asks(Decisions.Question.ERROR) && triesOfCall.containsAll(textTries));
    }

    @Override
    public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
        Cursor at = getCursor().getParentTreeCursor();
        J parent = at.getValue();
        if (identifier.getSimpleName().equals(variable.getSimpleName())
                && identifier.getFieldType() != null
                && !isField(identifier.getFieldType())
                && parent != variable
                && parent != makesCall) {
            captured |= isIn(J.Lambda.class, at) || isIn(J.ClassDeclaration.class, at) || isIn(J.NewClass.class, at);
            if (!(parent instanceof J.MethodInvocation asked) || !use(asked, identifier, at)) {
                sure = false;
            }
        }
        return identifier;
    }

    /** Returns whether a name means a field, which a local variable of the same name may hide elsewhere. */
    static boolean isField(JavaType.Variable named) {
        return named.getOwner() instanceof JavaType.FullyQualified && !(named.getOwner() instanceof JavaType.Unknown);
    }

    private boolean isIn(Class<?> tree, Cursor at) {
        return CaughtException.enclosing(at, block)
                .anyMatch(each ->
                        tree.isInstance(each) && !(each instanceof J.NewClass created && created.getBody() == null));
    }

    private boolean use(J.MethodInvocation asked, Expression response, Cursor at) {
        if (ERROR_BODY.matches(asked)) {
            return errorBody(at);
        }
        Decisions.Question question = question(asked, response);
        if (question == null) {
            return false;
        }
        boolean isRefusal = question == Decisions.Question.CODE && isRefusal(at);
        add(asked, isRefusal ? Decisions.Question.REFUSAL_CODE : question);
        return true;
    }

    /** Returns whether a place is reached with a refusal only. */
    private boolean isRefusal(Cursor place) {
        J inner = place.getValue();
        for (Cursor at = place.getParentTreeCursor(); inner != block; at = at.getParentTreeCursor()) {
            J tree = at.getValue();
            boolean isRefusal = tree instanceof J.If decision
                    ? inner != decision.getIfCondition()
                            && isRefusal(decision.getIfCondition().getTree(), inner == decision.getThenPart())
                    : tree instanceof J.Ternary choice
                            ? inner != choice.getCondition()
                                    && isRefusal(choice.getCondition(), inner == choice.getTruePart())
                            : tree instanceof J.Binary both
                                    && inner == both.getRight()
                                    && (both.getOperator() == J.Binary.Type.And
                                            || both.getOperator() == J.Binary.Type.Or)
                                    && isRefusal(both.getLeft(), both.getOperator() == J.Binary.Type.And);
            if (isRefusal) {
                return true;
            }
            inner = tree;
        }
        return false;
    }

    /** Returns whether a condition has a value for refusals only. */
    private boolean isRefusal(Expression condition, boolean value) {
        if (condition instanceof J.Parentheses<?> inner && inner.getTree() instanceof Expression expression) {
            return isRefusal(expression, value);
        }
        if (condition instanceof J.Unary not && not.getOperator() == J.Unary.Type.Not) {
            return isRefusal(not.getExpression(), !value);
        }
        if (condition instanceof J.Binary both) {
            J.Binary.Type known = value ? J.Binary.Type.And : J.Binary.Type.Or;
            return both.getOperator() == known
                    && (isRefusal(both.getLeft(), value) || isRefusal(both.getRight(), value));
        }
        return !value && condition instanceof J.MethodInvocation asked && isSuccess(asked);
    }

    private boolean isSuccess(J.MethodInvocation asked) {
        Expression response = SUCCESSFUL.matches(asked)
                ? asked.getSelect()
                : IS_SUCCESS.matches(asked) ? asked.getArguments().get(0) : null;
        return response instanceof J.Identifier name && name.getSimpleName().equals(variable.getSimpleName());
    }

    private void add(J.MethodInvocation asked, Decisions.Question question) {
        uses.put(asked.getId(), new Decisions.Use(question, variable.getSimpleName(), call));
    }

    private boolean errorBody(Cursor at) {
        J.MethodInvocation errorBody = at.getValue();
        Cursor around = at.getParentTreeCursor();
        if (around.getValue() instanceof J.Binary binary
                && (Gen1Code.isNull(binary.getLeft()) || Gen1Code.isNull(binary.getRight()))) {
            add(errorBody, Decisions.Question.ERROR_OR_NULL);
            return true;
        }
        if (around.getValue() instanceof J.MethodInvocation string
                && STRING.matches(string)
                && CaughtException.enclosing(at, block).noneMatch(each -> each instanceof Loop)) {
            add(string, Decisions.Question.ERROR_TEXT);
            textTries.addAll(CaughtException.tries(around));
            texts++;
            return true;
        }
        return false;
    }

    /** Returns why a call cannot move whose Response is in no variable. */
    static String reason(J.MethodInvocation asked, Expression response) {
        return question(asked, response) != null || ERROR_BODY.matches(asked)
                ? Words.RESPONSE_ASKED
                : asked.getSelect() == response ? Words.RESPONSE_USE : Words.RESPONSE_PASSED;
    }

    private static Decisions.@Nullable Question question(J.MethodInvocation asked, Expression response) {
        if (asked.getSelect() == response) {
            return BODY.matches(asked)
                    ? Decisions.Question.BODY
                    : CODE.matches(asked)
                            ? Decisions.Question.CODE
                            : SUCCESSFUL.matches(asked) ? Decisions.Question.SUCCESS : null;
        }
        return IS_SUCCESS.matches(asked)
                ? Decisions.Question.SUCCESS
                : ERROR.matches(asked) ? Decisions.Question.ERROR : null;
    }
}
