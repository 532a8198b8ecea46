package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.JavadocVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Javadoc;
import org.openrewrite.java.tree.Space;
import org.openrewrite.marker.Markers;

/** Replaces what is asked of answers. */
class AnswerRewrite extends JavaVisitor<ExecutionContext> {
    private static final String ANY_ERROR = "#{any(" + Gen1Code.ERROR + ")}";
    private static final List<Class<? extends J>> BARE = List.of(
            J.Assignment.class,
            J.AssignmentOperation.class,
            J.ControlParentheses.class,
            J.Lambda.class,
            J.MethodInvocation.class,
            J.NewClass.class,
            J.Parentheses.class,
            J.Return.class,
            J.Ternary.class,
            J.VariableDeclarations.NamedVariable.class);

    final Decisions decisions;

    AnswerRewrite(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Returns the call whose answer another one is made on. */
    static J.MethodInvocation selected(J.MethodInvocation call) {
        return (J.MethodInvocation) select(call);
    }

    static Expression select(J.MethodInvocation call) {
        return Objects.requireNonNull(call.getSelect(), call.getSimpleName());
    }

    final boolean isMoved(J.MethodInvocation execute) {
        return execute.getSelect() instanceof J.MethodInvocation asked && decisions.moved.contains(asked.getId());
    }

    /** A template and its values. */
    record Code(String template, List<Object> values) {}

    final Code nativeCall(J.MethodInvocation asked) {
        NativeCall known = NativeCall.known(asked);
        List<Object> values = new ArrayList<>();
        values.add(program(select(asked)));
        BeanCode request = decisions.requests.get(asked.getId());
        if (request != null) {
            values.addAll(request.values());
            Gen1Code.requestImports()
                    .filter(type -> request.template().contains(Gen1Code.simpleName(type)))
                    .forEach(this::maybeAddImport);
            List.of("Gen1DevicesRequest", "Gen1Devices").forEach(bean -> maybeRemoveImport(Gen1Code.TYPED + bean));
            return new Code("#{any(" + Gen1Code.PROGRAM + ")}." + request.template(), values);
        }
        values.addAll(asked.getArguments().subList(0, known.arguments(asked)));
        imports("Gen1Requests");
        return new Code(known.template(asked), values);
    }

    /** Gen1.connect(program) of a single call is the program. */
    static Expression program(Expression api) {
        Expression program = Gen1Code.connected(api);
        return program == null ? api : program;
    }

    final J replaced(J.MethodInvocation call, Code code, String before, String after) {
        return Gen1Code.requestTemplate(before + code.template() + after)
                .apply(
                        updateCursor(call),
                        call.getCoordinates().replace(),
                        code.values().toArray());
    }

    @Override
    public J visitUnary(J.Unary original, ExecutionContext context) {
        Decisions.Use use =
                original.getExpression() instanceof J.MethodInvocation asked ? decisions.uses.get(asked.getId()) : null;
        if (use == null || original.getOperator() != J.Unary.Type.Not) {
            return super.visitUnary(original, context);
        }
        return Gen1Code.template(inParentheses(ANY_ERROR + " != null"))
                .apply(getCursor(), original.getCoordinates().replace(), error(use));
    }

    final J answered(J.MethodInvocation asked, Decisions.Use use) {
        if (use.question() == Decisions.Question.BODY) {
            String type = Gen1Code.TYPED + use.call().bean();
            return identifier(use.variable() + "Body", JavaType.ShallowClass.build(type), asked.getPrefix());
        }
        if (use.question() == Decisions.Question.ERROR_OR_NULL) {
            return error(use).withPrefix(asked.getPrefix());
        }
        String code = switch (use.question()) {
            case SUCCESS -> inParentheses(ANY_ERROR + " == null");
            case CODE -> "(" + ANY_ERROR + " == null ? 200 : " + ANY_ERROR + ".getHttpStatus())";
            case REFUSAL_CODE -> ANY_ERROR + ".getHttpStatus()";
            case ERROR -> "Optional.ofNullable(" + ANY_ERROR + ")";
            case ERROR_TEXT -> ANY_ERROR + ".getBody()";
            case BODY, ERROR_OR_NULL -> throw new IllegalStateException("it is a variable");
        };
        Object[] values = use.question() == Decisions.Question.CODE
                ? new Object[] {error(use), error(use)}
                : new Object[] {error(use)};
        if (use.question() == Decisions.Question.ERROR) {
            maybeAddImport("java.util.Optional");
        }
        maybeRemoveImport(Gen1Code.TYPED + "Gen1");
        return Gen1Code.template(code)
                .apply(updateCursor(asked), asked.getCoordinates().replace(), values);
    }

    /** Returns a comparison in parentheses, unless what stands around it binds less. */
    private String inParentheses(String comparison) {
        J parent = getCursor().getParentTreeCursor().getValue();
        boolean isBare = parent instanceof J.Binary binary
                ? binary.getOperator() == J.Binary.Type.And || binary.getOperator() == J.Binary.Type.Or
                : BARE.stream().anyMatch(each -> each.isInstance(parent));
        return isBare ? comparison : "(" + comparison + ")";
    }

    private static J.Identifier error(Decisions.Use use) {
        return identifier(use.variable() + "Error", JavaType.ShallowClass.build(Gen1Code.ERROR), Space.EMPTY);
    }

    static J.Identifier identifier(String name, JavaType type, @Nullable Space prefix) {
        return new J.Identifier(
                UUID.randomUUID(),
                prefix == null ? Space.EMPTY : prefix,
                Markers.EMPTY,
                List.of(),
                name,
                type,
                prefix == null ? null : new JavaType.Variable(null, 0, name, null, type, null));
    }

    /** The stage of a call, whose callback is a lambda of its bean and of what it failed with. */
    final J callback(J.MethodInvocation enqueue) {
        CallbackSurvey callback = Objects.requireNonNull(CallbackSurvey.of(enqueue), "a callback");
        J.MethodInvocation asked = selected(enqueue);
        NativeCall known = NativeCall.known(asked);
        String response = callback.response();
        String failure = callback.failure();
        boolean ignored =
                CallbackSurvey.body(callback.onFailure()).getStatements().isEmpty();
        String error = response + "Error";
        String condition = ignored
                ? failure + " == null || " + error + " != null) {}"
                : failure + " != null && " + error + " == null) {} else {}";
        imports("Gen1Requests", "Gen1Answers", "Gen1Error");
        maybeAddImport("java.util.concurrent.CompletableFuture");
        List.of("Call", "Callback", "Response").forEach(type -> maybeRemoveImport("retrofit2." + type));
        String code = "CompletableFuture.completedStage(#{any("
                + Gen1Code.beans(asked).get(0) + ")}).thenApply(Gen1Requests::"
                + known.request() + ").thenCompose(#{any(" + Gen1Code.PROGRAM + ")}::send).thenApply(Gen1Answers::"
                + known.converter() + ").whenCompleteAsync((" + response + "Body, " + failure + ") -> {\n"
                + "Gen1Error " + error + " = Gen1Answers.errorOf(" + failure + ");\nif (" + condition + "\n})";
        J.MethodInvocation stage = Gen1Code.template(code)
                .apply(
                        updateCursor(enqueue),
                        enqueue.getCoordinates().replace(),
                        asked.getArguments().get(0),
                        program(select(asked)));
        return new JavaVisitor<Integer>() {
            @Override
            public J visitIf(J.If decision, Integer unused) {
                J.Block onResponse = CallbackSurvey.body(callback.onResponse());
                J.If.Else otherwise = decision.getElsePart();
                return otherwise == null
                        ? decision.withThenPart(onResponse)
                        : decision.withThenPart(CallbackSurvey.body(callback.onFailure()))
                                .withElsePart(otherwise.withBody(onResponse));
            }
        }.visitNonNull(stage, 0);
    }

    /** Imports that go are taken away when all that come are there. */
    @Override
    public void maybeRemoveImport(String type) {
        decisions.unused.add(type);
    }

    /** What a comment names of the typed interface is the program after it, whose methods are others. */
    @Override
    protected JavadocVisitor<ExecutionContext> getJavadocVisitor() {
        return new JavadocVisitor<>(new JavaVisitor<>()) {
            @Override
            public Javadoc visitReference(Javadoc.Reference reference, ExecutionContext context) {
                J tree = reference.getTree();
                Expression owner = tree instanceof J.MethodInvocation call
                        ? call.getSelect()
                        : tree instanceof J.MemberReference member ? member.getContaining() : null;
                return tree != null && owner != null && Gen1Code.isApi(owner.getType())
                        ? reference.withTree(owner.withPrefix(tree.getPrefix()))
                        : reference;
            }
        };
    }

    final void imports(String... beans) {
        for (String bean : beans) {
            maybeAddImport(Gen1Code.TYPED + bean, null, false);
        }
    }
}
