package io.github.kdpbridge.recipes;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Loop;
import org.openrewrite.java.tree.TypeUtils;

/** Decides what becomes of each call of the typed interface in a file. What it is not sure of stays as it is. */
final class CallSurvey extends CodeVisitor<Decisions> {
    private final ModuleFacts facts;
    private final boolean canName;
    private final String path;
    private final NullComparisons comparisons;

    private CallSurvey(J.CompilationUnit unit, ModuleFacts facts, boolean canName) {
        this.facts = facts;
        this.canName = canName;
        path = unit.getSourcePath().toString();
        comparisons = NullComparisons.of(unit);
    }

    static Decisions of(J.CompilationUnit unit, ModuleFacts facts) {
        Set<String> names = Scope.in(Stream.of(unit));
        FileNames file = FileNames.of(unit);
        boolean canName = Gen1Code.requestImports()
                .noneMatch(type -> names.contains(Gen1Code.simpleName(type)) || file.hides(type, facts::isDeclared));
        Decisions decisions = new Decisions();
        new CallSurvey(unit, facts, canName).visit(unit, decisions);
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
                decisions.comment(ModuleSurvey.place(getCursor()), reason);
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
            decisions.comment(declared.getId(), Words.BEAN);
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
            decisions.comment(ModuleSurvey.place(getCursor()), Words.CALL_KEPT);
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
        Cursor use = execution.getParentTreeCursor();
        J parent = use.getValue();
        J.MethodInvocation body = parent instanceof J.MethodInvocation asked
                        && ResponseUses.BODY.matches(asked)
                        && asked.getSelect() == execute
                ? asked
                : null;
        String caught = CatchReason.of(execution, body != null);
        if (caught != null) {
            return caught;
        }
        if (body != null || isStatement(use)) {
            String compares = body == null ? null : nullComparison(body, known);
            if (compares != null) {
                return Words.NULL_BODY.formatted(compares);
            }
            if (CaughtException.getsRefusals(execution)) {
                decisions.comment(ModuleSurvey.place(execution), Words.REFUSAL);
            } else if (body == null && declaresIo(execution)) {
                decisions.comment(ModuleSurvey.place(execution), Words.REFUSAL_THROWN);
            }
            decisions.forms.put(
                    body == null ? execute.getId() : body.getId(),
                    body == null ? Decisions.Form.STATEMENT : Decisions.Form.BODY);
            request(call, execution, decisions);
            return null;
        }
        if (parent instanceof J.VariableDeclarations.NamedVariable variable && variable.getInitializer() == execute) {
            return new ResponseSurvey(known, decisions).declared(variable, use.getParentTreeCursor());
        }
        if (parent instanceof J.Assignment) {
            return new ResponseSurvey(known, decisions).assigned(use);
        }
        if (CaughtException.enclosing(execution, execution.firstEnclosingOrThrow(J.Block.class))
                .anyMatch(FirstCall::isOfConstructor)) {
            return Words.RESPONSE_FIRST;
        }
        return parent instanceof J.MethodInvocation asked ? ResponseUses.reason(asked, execute) : Words.RESPONSE_PASSED;
    }

    /** Returns the file that compares a body with null; null if none does. */
    private @Nullable String nullComparison(J.MethodInvocation body, NativeCall call) {
        return comparisons.has(body) ? path : facts.nullComparison(Gen1Code.TYPED + call.bean());
    }

    /** Returns whether a caller may catch IOException, which a refusal is not. */
    private static boolean declaresIo(Cursor place) {
        J around = place.dropParentUntil(each -> each instanceof J.MethodDeclaration
                        || each instanceof J.Lambda
                        || each instanceof J.ClassDeclaration)
                .getValue();
        return (around instanceof J.MethodDeclaration method
                        && method.getMethodType() != null
                        && throwsIo(method.getMethodType()))
                || (around instanceof J.Lambda lambda
                        && lambda.getType() instanceof JavaType.FullyQualified function
                        && function.getMethods().stream()
                                .anyMatch(method -> method.hasFlags(Flag.Abstract) && throwsIo(method)));
    }

    private static boolean throwsIo(JavaType.Method method) {
        return method.getThrownExceptions().stream()
                .anyMatch(type -> TypeUtils.isOfClassType(type, Gen1Code.IO_EXCEPTION));
    }

    /** In a try, a bean that makes no request has to be a Gen1RequestException. */
    private void request(J.MethodInvocation call, Cursor execution, Decisions decisions) {
        boolean free = canName && !CaughtException.isIn(execution) && isOnce(execution);
        BeanCode code = free && NativeCall.known(call).writes() ? BeanCode.of(call, execution) : null;
        if (code != null) {
            decisions.requests.put(call.getId(), code);
        }
    }

    /** Returns whether a place is run once with its statement, and with nothing before it. */
    private static boolean isOnce(Cursor place) {
        Cursor at = place;
        while (!(at.getParentTreeCursor().getValue() instanceof J.Block)) {
            at = at.getParentTreeCursor();
            if (at.getValue() instanceof Loop || at.getValue() instanceof J.Lambda || at.getValue() instanceof J.Case) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether what stands directly in a tree is a statement, whose value nothing uses. */
    private static boolean isStatement(Cursor around) {
        J tree = around.getValue();
        return tree instanceof J.Block
                || tree instanceof J.If
                || tree instanceof J.If.Else
                || tree instanceof Loop
                || tree instanceof J.Label
                || (tree instanceof J.Case && !isValue(around))
                || (tree instanceof J.Lambda lambda && isOfVoid(lambda));
    }

    private static boolean isOfVoid(J.Lambda lambda) {
        return lambda.getType() instanceof JavaType.FullyQualified function
                && function.getMethods().stream()
                                .filter(method -> method.hasFlags(Flag.Abstract))
                                .map(JavaType.Method::getReturnType)
                                .filter(type -> type == JavaType.Primitive.Void)
                                .count()
                        == 1;
    }

    /** Returns whether a case is the arrow of a switch expression, which has the value of what stands behind it. */
    private static boolean isValue(Cursor at) {
        J.Case each = at.getValue();
        return each.getType() == J.Case.Type.Rule
                && at.getParentTreeCursor().getParentTreeCursor().getValue() instanceof J.SwitchExpression;
    }

    private @Nullable String callback(J.MethodInvocation enqueue, Cursor place, NativeCall call, Decisions decisions) {
        CallbackSurvey callback = CallbackSurvey.of(enqueue);
        if (!call.takesBean() || !(place.getParentTreeCursor().getValue() instanceof J.Block)) {
            return Words.ENQUEUE;
        }
        Map<UUID, Decisions.Use> uses = callback == null ? null : callback.uses(place, call);
        if (callback == null || uses == null) {
            return Words.CALLBACK;
        }
        if (ResponseSurvey.isTaken(
                callback.response(), place, Stream.of(callback.onResponse(), callback.onFailure()))) {
            return Words.TAKEN;
        }
        decisions.uses.putAll(uses);
        decisions.forms.put(enqueue.getId(), Decisions.Form.CALLBACK);
        return null;
    }
}
