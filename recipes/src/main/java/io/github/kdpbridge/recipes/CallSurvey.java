package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.J;

/** Decides what becomes of each call of the typed interface in a file. What it is not sure of stays as it is. */
final class CallSurvey extends JavaIsoVisitor<Decisions> {
    private static final MethodMatcher BODY = new MethodMatcher(Gen1Code.RESPONSE + " body()");

    private final ModuleFacts facts;
    private final Set<String> names = new HashSet<>();

    CallSurvey(ModuleFacts facts) {
        this.facts = facts;
    }

    static Decisions of(J.CompilationUnit unit, ModuleFacts facts) {
        CallSurvey survey = new CallSurvey(facts);
        new JavaIsoVisitor<Set<String>>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Set<String> all) {
                all.add(identifier.getSimpleName());
                return identifier;
            }
        }.visit(unit, survey.names);
        Decisions decisions = new Decisions();
        survey.visit(unit, decisions);
        return decisions;
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Decisions decisions) {
        if (Gen1Code.isApiCall(call)) {
            String reason = decide(call, decisions);
            if (reason == null) {
                decisions.moved.add(call.getId());
                J execution = getCursor().getParentTreeCursor().getValue();
                if (decisions.forms.get(execution.getId()) != Decisions.Form.CALLBACK) {
                    CaughtException.tries(getCursor()).forEach(each -> decisions.tries.add(each.getId()));
                }
            } else {
                decisions.kept.add(call.getId());
                decisions.comments.put(ModuleSurvey.place(getCursor()), reason);
            }
        }
        return super.visitMethodInvocation(call, decisions);
    }

    /** Spring finds a bean by its type, and a Gen2Client is a DeploymentProgram too. */
    @Override
    public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration declared, Decisions decisions) {
        boolean bean = declared.getReturnTypeExpression() != null
                && Gen1Code.isApi(declared.getReturnTypeExpression().getType())
                && annotated(declared, "Bean");
        if (bean && !annotated(declared, "Primary")) {
            decisions.comments.put(declared.getId(), Words.BEAN);
        }
        return super.visitMethodDeclaration(declared, decisions);
    }

    private static boolean annotated(J.MethodDeclaration declared, String annotation) {
        return declared.getLeadingAnnotations().stream()
                .anyMatch(each -> each.getSimpleName().equals(annotation));
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, Decisions decisions) {
        if (Gen1Code.isApi(reference.getContaining().getType())) {
            decisions.kept.add(reference.getId());
            decisions.comments.put(ModuleSurvey.place(getCursor()), Words.CALL_KEPT);
        }
        return super.visitMemberReference(reference, decisions);
    }

    /** Records the form of a call that moves, or returns why it stays. */
    private @Nullable String decide(J.MethodInvocation call, Decisions decisions) {
        NativeCall known = NativeCall.of(call);
        if (known == null) {
            return Words.NO_EQUAL;
        }
        Cursor execution = getCursor().getParentTreeCursor();
        if (!(execution.getValue() instanceof J.MethodInvocation execute) || execute.getSelect() != call) {
            return Words.CALL_KEPT;
        }
        if (known == NativeCall.DEVICES && facts.readsTotalPages()) {
            return Words.TOTAL_PAGE;
        }
        if (execute.getSimpleName().equals("enqueue")) {
            return callback(execute, execution, known, decisions);
        }
        if (!Gen1Code.EXECUTE.matches(execute)) {
            return Words.CALL_KEPT;
        }
        if (!CaughtException.canChange(execution)) {
            return Words.CATCH;
        }
        Cursor use = execution.getParentTreeCursor();
        J parent = use.getValue();
        if (parent instanceof J.Block || (parent instanceof J.Case && !isValue(use))) {
            if (!CaughtException.tries(execution).isEmpty()) {
                decisions.comments.put(ModuleSurvey.place(execution), Words.REFUSAL);
            }
            decisions.forms.put(execute.getId(), Decisions.Form.STATEMENT);
            request(call, execution, decisions);
            return null;
        }
        if (parent instanceof J.MethodInvocation body && BODY.matches(body) && body.getSelect() == execute) {
            if (facts.comparesAnswersWithNull()) {
                return Words.NULL_BODY;
            }
            decisions.forms.put(body.getId(), Decisions.Form.BODY);
            request(call, execution, decisions);
            return null;
        }
        if (parent instanceof J.VariableDeclarations.NamedVariable variable && variable.getInitializer() == execute) {
            return response(variable, use.getParentTreeCursor(), known, decisions);
        }
        return Words.RESPONSE_PASSED;
    }

    /** In a try, a bean that makes no request has to be a Gen1RequestException. */
    private void request(J.MethodInvocation call, Cursor execution, Decisions decisions) {
        boolean free = CaughtException.tries(execution).isEmpty()
                && Gen1Code.requestNames().noneMatch(names::contains);
        BeanCode code = free && NativeCall.known(call).writes() ? BeanCode.of(call, execution) : null;
        if (code != null) {
            decisions.requests.put(call.getId(), code);
        }
    }

    /** Returns whether a case is the arrow of a switch expression, which has the value of what stands behind it. */
    private static boolean isValue(Cursor at) {
        J.Case each = at.getValue();
        return each.getType() == J.Case.Type.Rule
                && at.getParentTreeCursor().getParentTreeCursor().getValue() instanceof J.SwitchExpression;
    }

    private @Nullable String response(
            J.VariableDeclarations.NamedVariable variable, Cursor declaration, NativeCall call, Decisions decisions) {
        J.VariableDeclarations declared = declaration.getValue();
        J.MethodInvocation execution = (J.MethodInvocation) Objects.requireNonNull(variable.getInitializer(), "a call");
        String name = variable.getSimpleName();
        if (declared.getVariables().size() > 1
                || !(declaration.getParentTreeCursor().getValue() instanceof J.Block block)
                || declaration.getParentTreeCursor().getParentTreeCursor().getValue() instanceof J.ClassDeclaration) {
            return Words.RESPONSE_PASSED;
        }
        if (isTaken(name)) {
            return Words.RESPONSE_PASSED;
        }
        ResponseUses asked =
                ResponseUses.of(block, declaration.getParentTreeCursor().getParentOrThrow(), variable, call);
        Map<UUID, Decisions.Use> uses = asked.all();
        boolean text = asked.asks(Decisions.Question.ERROR_TEXT);
        boolean repeats = NativeCall.canRepeat((J.MethodInvocation) Objects.requireNonNull(execution.getSelect()));
        if (uses == null
                || asked.isCaptured()
                || !asked.isTextSure(CaughtException.tries(declaration))
                || (text && !repeats)) {
            return Words.RESPONSE_USE;
        }
        decisions.uses.putAll(uses);
        decisions.forms.put(declared.getId(), Decisions.Form.RESPONSE);
        if (repeats && (text || asked.asks(Decisions.Question.ERROR))) {
            decisions.withRequest.add(declared.getId());
        }
        return null;
    }

    private @Nullable String callback(J.MethodInvocation enqueue, Cursor place, NativeCall call, Decisions decisions) {
        CallbackSurvey callback = CallbackSurvey.of(enqueue);
        if (!call.takesBean() || !(place.getParentTreeCursor().getValue() instanceof J.Block)) {
            return Words.ENQUEUE;
        }
        Map<UUID, Decisions.Use> uses = callback == null ? null : callback.uses(place, call);
        if (callback == null || uses == null || isTaken(callback.response())) {
            return Words.CALLBACK;
        }
        decisions.uses.putAll(uses);
        decisions.forms.put(enqueue.getId(), Decisions.Form.CALLBACK);
        return null;
    }

    /** Returns whether a file has the names already that replace a Response. */
    private boolean isTaken(String response) {
        return Stream.of("Body", "Error", "Failure").anyMatch(end -> names.contains(response + end));
    }
}
