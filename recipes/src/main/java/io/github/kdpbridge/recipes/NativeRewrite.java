package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/** Carries out the {@link Decisions} in a file. The type of the interface changes after it. */
final class NativeRewrite extends JavaVisitor<ExecutionContext> {
    private static final String ANY_PROGRAM = "#{any(" + Gen1Code.PROGRAM + ")}";
    private static final String ANY_ERROR = "#{any(" + Gen1Code.ERROR + ")}";

    private final Decisions decisions;

    NativeRewrite(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public J visitMethodInvocation(J.MethodInvocation original, ExecutionContext context) {
        J.MethodInvocation call = (J.MethodInvocation) super.visitMethodInvocation(original, context);
        if (Gen1Code.CONNECT.matches(original)) {
            return isSelected(original) ? call : connected(call);
        }
        if (decisions.kept.contains(original.getId())) {
            return kept(call);
        }
        Decisions.Use use = decisions.uses.get(original.getId());
        if (use != null) {
            return answered(call, use);
        }
        Decisions.Form form = decisions.forms.get(original.getId());
        if (form == Decisions.Form.STATEMENT && isMoved(original)) {
            return replaced(call, nativeCall(selected(call)), "", "");
        }
        if (form == Decisions.Form.BODY && isMoved(selected(original))) {
            J.MethodInvocation asked = selected(selected(call));
            imports("Gen1Answers");
            return replaced(call, nativeCall(asked), NativeCall.known(asked).converter() + "(", ")");
        }
        return call;
    }

    /** Returns the call whose answer another one is made on. */
    private static J.MethodInvocation selected(J.MethodInvocation call) {
        return (J.MethodInvocation) select(call);
    }

    private static Expression select(J.MethodInvocation call) {
        return Objects.requireNonNull(call.getSelect(), call.getSimpleName());
    }

    private boolean isMoved(J.MethodInvocation execute) {
        return execute.getSelect() instanceof J.MethodInvocation asked && decisions.moved.contains(asked.getId());
    }

    /** A template and its values. */
    private record Code(String template, List<Object> values) {}

    private Code nativeCall(J.MethodInvocation asked) {
        NativeCall known = NativeCall.known(asked);
        List<Object> values = new ArrayList<>();
        values.add(program(select(asked)));
        values.addAll(asked.getArguments().subList(0, known.arguments(asked)));
        imports("Gen1Requests");
        return new Code(known.template(asked), values);
    }

    /** Gen1.connect(program) of a single call is the program. */
    private static Expression program(Expression api) {
        return api instanceof J.MethodInvocation call && Gen1Code.CONNECT.matches(call)
                ? call.getArguments().get(0)
                : api;
    }

    private J replaced(J.MethodInvocation call, Code code, String before, String after) {
        return Gen1Code.template(before + code.template() + after)
                .apply(
                        updateCursor(call),
                        call.getCoordinates().replace(),
                        code.values().toArray());
    }

    private boolean isSelected(J.MethodInvocation connect) {
        J parent = getCursor().getParentTreeCursor().getValue();
        return parent instanceof J.MethodInvocation call && call.getSelect() == connect && Gen1Code.isApiCall(call);
    }

    /** What Gen1.connect does with a program that does not record its writes. */
    private J connected(J.MethodInvocation connect) {
        Expression program = connect.getArguments().get(0);
        if (TypeUtils.isOfClassType(program.getType(), Gen1Code.LEDGER_PROGRAM)) {
            return program.withPrefix(connect.getPrefix());
        }
        boolean forgets = TypeUtils.isOfClassType(program.getType(), "io.github.kdpbridge.gen2client.Gen2Client");
        JavaType.Method method = connect.getMethodType();
        if (!forgets && !(program instanceof J.Identifier) && method != null) {
            // A name can be read twice, but not a call.
            JavaType.Method remembering =
                    method.withName("remembering").withReturnType(JavaType.ShallowClass.build(Gen1Code.PROGRAM));
            return connect.withName(
                            connect.getName().withSimpleName("remembering").withType(remembering))
                    .withMethodType(remembering);
        }
        maybeAddImport(Gen1Code.LEDGER_PROGRAM);
        maybeAddImport(Gen1Code.LEDGER + "InMemoryLedger");
        maybeRemoveImport(Gen1Code.TYPED + "Gen1");
        String recording = "LedgerProgram.of(" + ANY_PROGRAM + ", InMemoryLedger.create())";
        String code = forgets ? recording : ANY_PROGRAM + ".remembersWrites() ? " + ANY_PROGRAM + " : " + recording;
        Object[] values = forgets ? new Object[] {program} : new Object[] {program, program, program};
        return Gen1Code.template(code)
                .apply(updateCursor(connect), connect.getCoordinates().replace(), values);
    }

    /** The interface becomes a program, and a call that stays connects to it. */
    private J kept(J.MethodInvocation call) {
        Expression api = select(call);
        if (api instanceof J.MethodInvocation connect && Gen1Code.CONNECT.matches(connect)) {
            return call;
        }
        return call.withSelect(connect(api));
    }

    private Expression connect(Expression api) {
        maybeAddImport(Gen1Code.TYPED + "Gen1", null, false);
        JavaType.FullyQualified gen1 = JavaType.ShallowClass.build(Gen1Code.TYPED + "Gen1");
        JavaType.Method method = new JavaType.Method(
                null,
                1L | 8L,
                gen1,
                "connect",
                JavaType.ShallowClass.build(Gen1Code.API),
                List.of("program"),
                List.of(JavaType.ShallowClass.build(Gen1Code.PROGRAM)),
                List.of(),
                List.of(),
                null,
                null);
        J.Identifier type = identifier("Gen1", gen1, null);
        J.Identifier name =
                new J.Identifier(UUID.randomUUID(), Space.EMPTY, Markers.EMPTY, List.of(), "connect", method, null);
        return new J.MethodInvocation(
                UUID.randomUUID(),
                api.getPrefix(),
                Markers.EMPTY,
                JRightPadded.build(type),
                null,
                name,
                JContainer.build(List.of(JRightPadded.build(api.withPrefix(Space.EMPTY)))),
                method);
    }

    @Override
    public J visitMemberReference(J.MemberReference original, ExecutionContext context) {
        J.MemberReference reference = (J.MemberReference) super.visitMemberReference(original, context);
        return decisions.kept.contains(original.getId())
                ? reference.withContaining(connect(reference.getContaining()))
                : reference;
    }

    @Override
    public J visitUnary(J.Unary original, ExecutionContext context) {
        Decisions.Use use =
                original.getExpression() instanceof J.MethodInvocation asked ? decisions.uses.get(asked.getId()) : null;
        if (use == null || original.getOperator() != J.Unary.Type.Not) {
            return super.visitUnary(original, context);
        }
        return Gen1Code.template(ANY_ERROR + " != null")
                .apply(getCursor(), original.getCoordinates().replace(), error(use));
    }

    private J answered(J.MethodInvocation asked, Decisions.Use use) {
        if (use.question() == Decisions.Question.BODY) {
            String type = Gen1Code.TYPED + use.call().bean();
            return identifier(use.variable() + "Body", JavaType.ShallowClass.build(type), asked.getPrefix());
        }
        J parent = getCursor().getParentTreeCursor().getValue();
        boolean bare = !(parent instanceof J.Binary binary)
                || binary.getOperator() == J.Binary.Type.And
                || binary.getOperator() == J.Binary.Type.Or;
        String code = switch (use.question()) {
            case SUCCESS -> bare ? ANY_ERROR + " == null" : "(" + ANY_ERROR + " == null)";
            case CODE -> "(" + ANY_ERROR + " == null ? 200 : " + ANY_ERROR + ".getHttpStatus())";
            case ERROR -> "Optional.ofNullable(" + ANY_ERROR + ")";
            case BODY -> throw new IllegalStateException("a body is a variable");
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

    private static J.Identifier error(Decisions.Use use) {
        return identifier(use.variable() + "Error", JavaType.ShallowClass.build(Gen1Code.ERROR), Space.EMPTY);
    }

    private static J.Identifier identifier(String name, JavaType type, @Nullable Space prefix) {
        return new J.Identifier(
                UUID.randomUUID(),
                prefix == null ? Space.EMPTY : prefix,
                Markers.EMPTY,
                List.of(),
                name,
                type,
                prefix == null ? null : new JavaType.Variable(null, 0, name, null, type, null));
    }

    @Override
    public J visitBlock(J.Block original, ExecutionContext context) {
        J.Block block = (J.Block) super.visitBlock(original, context);
        for (Statement statement : original.getStatements()) {
            if (decisions.forms.get(statement.getId()) == Decisions.Form.RESPONSE) {
                block = inTry(block, statement.getId());
            }
        }
        return block;
    }

    /** The variables that answer what is asked of a Response. */
    private J.Block inTry(J.Block block, UUID id) {
        J.VariableDeclarations declared = (J.VariableDeclarations) statement(block, id);
        J.VariableDeclarations.NamedVariable variable = declared.getVariables().get(0);
        J.MethodInvocation asked =
                selected((J.MethodInvocation) Objects.requireNonNull(variable.getInitializer(), "a call"));
        NativeCall known = NativeCall.known(asked);
        Code code = nativeCall(asked);
        String name = variable.getSimpleName();
        imports("Gen1Answers", "Gen1RequestException", "Gen1Error", known.bean());
        maybeAddImport(Gen1Code.KDP_EXCEPTION);
        maybeRemoveImport(Gen1Code.RESPONSE);
        String template = known.bean() + " " + name + "Body = null;\n"
                + "Gen1Error " + name + "Error = null;\n"
                + "try {\n" + name + "Body = " + known.converter() + "(" + code.template() + ");\n"
                + "} catch (Gen1RequestException " + name + "Failure) {\n"
                + name + "Error = " + name + "Failure.error();\n"
                + "} catch (KdpException " + name + "Failure) {\n"
                + name + "Error = Gen1Answers.error(" + name + "Failure);\n}";
        setCursor(new Cursor(getCursor().getParentOrThrow(), block));
        J.Block with = Gen1Code.template(template)
                .apply(
                        getCursor(),
                        declared.getCoordinates().before(),
                        code.values().toArray());
        List<Statement> statements = new ArrayList<>(with.getStatements());
        int at = statements.indexOf(statement(with, id));
        statements.remove(at);
        statements.set(at - 3, statements.get(at - 3).withPrefix(declared.getPrefix()));
        J.Block result = with.withStatements(statements);
        setCursor(new Cursor(getCursor().getParentOrThrow(), result));
        return result;
    }

    private static Statement statement(J.Block block, UUID id) {
        return block.getStatements().stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public J visitTry(J.Try original, ExecutionContext context) {
        J.Try changed = (J.Try) super.visitTry(original, context);
        if (!decisions.tries.contains(original.getId())) {
            return changed;
        }
        imports("Gen1RequestException");
        maybeAddImport(Gen1Code.KDP_EXCEPTION);
        maybeRemoveImport(Gen1Code.IO_EXCEPTION);
        return CaughtException.changed(changed);
    }

    private void imports(String... beans) {
        for (String bean : beans) {
            maybeAddImport(Gen1Code.TYPED + bean, null, false);
        }
    }
}
