package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.Statement;

/** Replaces the statements of a block that put Responses into variables, and those that make beans. */
class ResponseRewrite extends AnswerRewrite {
    /** The statements that {@link #declared} returns. */
    private static final int DECLARATIONS = 2;

    ResponseRewrite(Decisions decisions) {
        super(decisions);
    }

    @Override
    public J visitBlock(J.Block original, ExecutionContext context) {
        J.Block block = (J.Block) super.visitBlock(original, context);
        for (Statement statement : original.getStatements()) {
            Decisions.Form form = decisions.forms.get(statement.getId());
            if (form == Decisions.Form.RESPONSE || form == Decisions.Form.ASSIGNED) {
                block = inTry(block, statement.getId());
            } else if (form == Decisions.Form.DECLARED) {
                NativeCall known = Objects.requireNonNull(decisions.declared.get(statement.getId()), "a call");
                block = replaced(block, statement.getId(), declared(nameOf(statement), known), List.of(), 0);
            }
        }
        return decisions.requests.isEmpty() ? block : withoutBeans(block);
    }

    private J.Block withoutBeans(J.Block block) {
        Set<UUID> beans = decisions.requests.values().stream()
                .flatMap(request -> request.ids().stream())
                .collect(Collectors.toSet());
        List<Statement> left = new ArrayList<>();
        Optional<Space> before = Optional.empty();
        for (Statement statement : block.getStatements()) {
            if (beans.contains(statement.getId())) {
                before = before.or(() -> Optional.of(statement.getPrefix()));
            } else {
                boolean own = !statement.getPrefix().getComments().isEmpty();
                left.add(
                        own
                                ? statement
                                : before.map(statement::<Statement>withPrefix).orElse(statement));
                before = Optional.empty();
            }
        }
        return block.withStatements(left);
    }

    /** The variables that answer what is asked of a Response. */
    private String declared(String name, NativeCall known) {
        imports(known.bean(), "Gen1Error");
        maybeRemoveImport(Gen1Code.RESPONSE);
        return known.bean() + " " + name + "Body = null;\nGen1Error " + name + "Error = null;\n";
    }

    /** The call, which fills the variables. */
    private J.Block inTry(J.Block block, UUID id) {
        Statement statement = statement(block, id);
        Expression execution = statement instanceof J.VariableDeclarations declared
                ? declared.getVariables().get(0).getInitializer()
                : ((J.Assignment) statement).getAssignment();
        J.MethodInvocation asked = selected((J.MethodInvocation) Objects.requireNonNull(execution, "a call"));
        NativeCall known = NativeCall.known(asked);
        Code code = nativeCall(asked);
        List<Object> values = new ArrayList<>(code.values());
        String request = "";
        if (decisions.withRequest.contains(id)) {
            request = known.request(asked) + ", ";
            values.addAll(asked.getArguments().subList(0, known.arguments(asked)));
        }
        String name = nameOf(statement);
        imports("Gen1Answers", "Gen1RequestException");
        maybeAddImport(Gen1Code.KDP_EXCEPTION);
        String template = declared(name, known)
                + "try {\n" + name + "Body = Gen1Answers." + known.converter() + "(" + code.template() + ");\n"
                + "} catch (Gen1RequestException " + name + "Failure) {\n"
                + name + "Error = " + name + "Failure.error();\n"
                + "} catch (KdpException " + name + "Failure) {\n"
                + name + "Error = Gen1Answers.error(" + request + name + "Failure);\n}";
        int declared = statement instanceof J.Assignment ? DECLARATIONS : 0;
        return replaced(block, id, template, values, declared);
    }

    private static String nameOf(Statement statement) {
        return statement instanceof J.VariableDeclarations declared
                ? declared.getVariables().get(0).getSimpleName()
                : ((J.Identifier) ((J.Assignment) statement).getVariable()).getSimpleName();
    }

    /** Returns a block with code in place of a statement, without the first statements of the code. */
    private J.Block replaced(J.Block block, UUID id, String template, List<Object> values, int without) {
        Statement old = statement(block, id);
        setCursor(new Cursor(getCursor().getParentOrThrow(), block));
        J.Block with = Gen1Code.template(template)
                .apply(getCursor(), old.getCoordinates().before(), values.toArray());
        List<Statement> statements = new ArrayList<>(with.getStatements());
        int at = statements.indexOf(statement(with, id));
        int first = at - (statements.size() - block.getStatements().size());
        statements.remove(at);
        statements.subList(first, first + without).clear();
        statements.set(first, statements.get(first).withPrefix(old.getPrefix()));
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
}
