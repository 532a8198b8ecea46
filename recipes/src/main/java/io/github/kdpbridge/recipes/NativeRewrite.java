package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.UUID;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JContainer;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.marker.Markers;

/** Carries out the {@link Decisions} in a file. The type of the interface changes after it. */
final class NativeRewrite extends ResponseRewrite {
    private static final String ANY_PROGRAM = "#{any(" + Gen1Code.PROGRAM + ")}";

    NativeRewrite(Decisions decisions) {
        super(decisions);
    }

    @Override
    public J visitMethodInvocation(J.MethodInvocation original, ExecutionContext context) {
        J.MethodInvocation call = (J.MethodInvocation) super.visitMethodInvocation(original, context);
        if (Gen1Code.CONNECT.matches(original)) {
            return isSelected(original) ? call : connected(call);
        }
        if (Gen1Code.SHARED.matches(original)) {
            return isSelected(original) ? call : remembering(call);
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
            return replaced(
                    call,
                    nativeCall(asked),
                    "Gen1Answers." + NativeCall.known(asked).converter() + "(",
                    ")");
        }
        if (form == Decisions.Form.CALLBACK && isMoved(original)) {
            return callback(call);
        }
        return call;
    }

    private boolean isSelected(J.MethodInvocation connect) {
        J parent = getCursor().getParentTreeCursor().getValue();
        return parent instanceof J.MethodInvocation call && call.getSelect() == connect && Gen1Code.isApiCall(call);
    }

    /** What Gen1.connect does with a program that does not record its writes. */
    private J connected(J.MethodInvocation connect) {
        Expression program = connect.getArguments().get(0);
        boolean forgets = TypeUtils.isOfClassType(program.getType(), "io.github.kdpbridge.gen2client.Gen2Client");
        boolean isRead = forgets || program instanceof J.Identifier; // a name can be read twice, but not a call
        if (!isTyped() || (!isRead && !isLedger(program))) {
            return remembering(connect);
        }
        if (isLedger(program)) {
            return program.withPrefix(connect.getPrefix());
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

    private Expression remembering(J.MethodInvocation connect) {
        return gen1("remembering", connect.getArguments().get(0), Gen1Code.PROGRAM)
                .withPrefix(connect.getPrefix());
    }

    private static boolean isLedger(Expression program) {
        return TypeUtils.isOfClassType(program.getType(), Gen1Code.LEDGER_PROGRAM);
    }

    /** Returns whether what stands around has the type of the interface, so that a subtype of the program will do. */
    private boolean isTyped() {
        Cursor around = getCursor().getParentTreeCursor();
        J parent = around.getValue();
        if (parent instanceof J.VariableDeclarations.NamedVariable
                && around.getParentTreeCursor().getValue() instanceof J.VariableDeclarations declared) {
            J type = declared.getTypeExpression();
            return type != null
                    && !(type instanceof J.Identifier name
                            && name.getSimpleName().equals("var"));
        }
        return parent instanceof J.Assignment || (parent instanceof J.Return && !isInLambda(around));
    }

    private static boolean isInLambda(Cursor place) {
        return place.dropParentUntil(each -> each instanceof J.MethodDeclaration || each instanceof J.Lambda)
                        .getValue()
                instanceof J.Lambda;
    }

    /** The interface becomes a program, and a call that stays connects to it. */
    private J kept(J.MethodInvocation call) {
        Expression api = select(call);
        return Gen1Code.connected(api) == null ? call.withSelect(connect(api)) : call;
    }

    private Expression connect(Expression api) {
        return gen1("shared", api, Gen1Code.API);
    }

    private Expression gen1(String called, Expression program, String returned) {
        maybeAddImport(Gen1Code.TYPED + "Gen1", null, false);
        JavaType.FullyQualified gen1 = JavaType.ShallowClass.build(Gen1Code.TYPED + "Gen1");
        JavaType.Method method = new JavaType.Method(
                null,
                1L | 8L,
                gen1,
                called,
                JavaType.ShallowClass.build(returned),
                List.of("program"),
                List.of(JavaType.ShallowClass.build(Gen1Code.PROGRAM)),
                List.of(),
                List.of(),
                null,
                null);
        J.Identifier type = identifier("Gen1", gen1, null);
        J.Identifier name =
                new J.Identifier(UUID.randomUUID(), Space.EMPTY, Markers.EMPTY, List.of(), called, method, null);
        return new J.MethodInvocation(
                UUID.randomUUID(),
                program.getPrefix(),
                Markers.EMPTY,
                JRightPadded.build(type),
                null,
                name,
                JContainer.build(List.of(JRightPadded.build(program.withPrefix(Space.EMPTY)))),
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
}
