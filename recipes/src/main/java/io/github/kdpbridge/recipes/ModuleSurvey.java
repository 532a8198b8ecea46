package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.Tree;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.search.FindMissingTypes;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeTree;

/** Collects the {@link ModuleFacts} of a file. */
final class ModuleSurvey extends CodeVisitor<ModuleFacts> {
    private static final MethodMatcher RESELLER =
            new MethodMatcher(Gen1Code.TYPED + "Gen1*Request setResellerId(String)", true);
    private static final MethodMatcher TOTAL_PAGE = new MethodMatcher(Gen1Code.TYPED + "Gen1* getTotalPage()", true);

    private String path = "";
    private boolean judgesNames;

    @Override
    public J.CompilationUnit visitCompilationUnit(J.CompilationUnit unit, ModuleFacts facts) {
        path = unit.getSourcePath().toString();
        unit.getClasses().stream()
                .map(J.ClassDeclaration::getType)
                .filter(type -> type != null)
                .forEach(type -> facts.declares(type.getFullyQualifiedName()));
        boolean typed = ToNativeClient.uses(unit)
                || unit.getImports().stream()
                        .anyMatch(each -> each.getTypeName().startsWith(Gen1Code.TYPED)
                                || (Gen1Code.TYPED + "*")
                                        .equals(each.getQualid().toString()));
        judgesNames = typed;
        if (typed) {
            facts.imports(FileNames.of(unit));
        }
        if (typed && !FindMissingTypes.findMissingTypes(unit, false).isEmpty()) {
            facts.block(FileNames.start(unit), path, Words.UNKNOWN_TYPES);
        }
        if (typed && unit.getImports().stream().anyMatch(each -> Gen1Code.takesName(each.getTypeName()))) {
            facts.block(FileNames.start(unit), path, Words.NAME_TAKEN);
            judgesNames = false;
        }
        facts.comparesWithNull(NullComparisons.of(unit), path);
        return super.visitCompilationUnit(unit, facts);
    }

    /** A name without its package would mean the class that a rewritten file imports. */
    @Override
    public J.Identifier visitIdentifier(J.Identifier name, ModuleFacts facts) {
        boolean qualified = getCursor().getParentTreeCursor().getValue() instanceof J.FieldAccess access
                && access.getName().getId().equals(name.getId());
        if (judgesNames
                && !qualified
                && name.getFieldType() == null
                && name.getType() instanceof JavaType.FullyQualified named
                && named.getClassName().endsWith(name.getSimpleName())
                && Gen1Code.takesName(named.getFullyQualifiedName().replace('$', '.'))) {
            facts.block(place(getCursor()), path, Words.NAME_TAKEN);
        }
        return super.visitIdentifier(name, facts);
    }

    /** A mock answers what it was told to, which is a call of generation 1. */
    @Override
    public J.VariableDeclarations visitVariableDeclarations(J.VariableDeclarations declared, ModuleFacts facts) {
        if (Gen1Code.isApi(declared.getType())
                && declared.getLeadingAnnotations().stream()
                        .map(J.Annotation::getSimpleName)
                        .anyMatch(name -> name.contains("Mock") || name.contains("Spy"))) {
            facts.block(place(getCursor()), path, Words.MOCKED);
        }
        return super.visitVariableDeclarations(declared, facts);
    }

    @Override
    public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration type, ModuleFacts facts) {
        if (type.getType() != null) {
            facts.declares(type.getType().getFullyQualifiedName());
        }
        List<TypeTree> parents = type.getImplements();
        boolean implemented = parents != null && parents.stream().anyMatch(each -> Gen1Code.isApi(each.getType()));
        if (implemented
                || (type.getExtends() != null
                        && Gen1Code.isApi(type.getExtends().getType()))) {
            facts.block(type.getId(), path, Words.IMPLEMENTED);
        }
        return super.visitClassDeclaration(type, facts);
    }

    @Override
    public J.NewClass visitNewClass(J.NewClass created, ModuleFacts facts) {
        if (created.getBody() != null && Gen1Code.isApi(typeOf(created))) {
            facts.block(place(getCursor()), path, Words.IMPLEMENTED);
        }
        if (created.getBody() != null
                && typeOf(created) instanceof JavaType.Parameterized generic
                && generic.getTypeParameters().stream().anyMatch(Gen1Code::namesBean)) {
            facts.account(place(getCursor()), path, null, null); // a type token, to read beans by
        }
        return super.visitNewClass(created, facts);
    }

    private static @Nullable JavaType typeOf(J.NewClass created) {
        return created.getClazz() == null ? null : created.getClazz().getType();
    }

    @Override
    public J.FieldAccess visitFieldAccess(J.FieldAccess field, ModuleFacts facts) {
        if (field.getSimpleName().equals("class")
                && Gen1Code.isApi(field.getTarget().getType())) {
            facts.block(place(getCursor()), path, Words.CLASS_LITERAL);
        }
        if (field.getSimpleName().equals("class")
                && Gen1Code.isBean(field.getTarget().getType())) {
            facts.account(place(getCursor()), path, null, null); // to read beans that have an account already
        }
        return super.visitFieldAccess(field, facts);
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, ModuleFacts facts) {
        JavaType.Method method = reference.getMethodType();
        if (method != null && (Gen1Code.isApi(method.getDeclaringType()) || Gen1Code.isApi(method.getReturnType()))) {
            facts.block(place(getCursor()), path, Words.REFERENCE);
        }
        if (RESELLER.matches(method)) {
            facts.account(place(getCursor()), path, null, null);
        }
        if (TOTAL_PAGE.matches(method)) {
            facts.readsTotalPage();
        }
        return super.visitMemberReference(reference, facts);
    }

    @Override
    public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration declared, ModuleFacts facts) {
        JavaType.Method type = declared.getMethodType();
        if (type != null) {
            facts.declares(type.getDeclaringType().getFullyQualifiedName()); // also an anonymous class
        }
        if (type != null
                && type.getDeclaringType().getMethods().stream().anyMatch(other -> Gen1Code.becomes(type, other))) {
            facts.block(declared.getId(), path, Words.DUPLICATE);
        }
        return super.visitMethodDeclaration(declared, facts);
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, ModuleFacts facts) {
        if (Gen1Code.ANY_CONNECT.matches(call) && !Gen1Code.CONNECT.matches(call)) {
            facts.block(place(getCursor()), path, Words.CONNECT);
        }
        if (RESELLER.matches(call)) {
            account(call.getArguments().get(0), facts);
            facts.setsAccountOf(Gen1Code.declaring(call));
        } else if (Gen1Code.isApiCall(call)) {
            if (call.getArguments().size() > 1) {
                account(call.getArguments().get(0), facts);
            }
            Gen1Code.beans(call).forEach(bean -> facts.passesBean(bean, place(getCursor()), path));
        }
        if (TOTAL_PAGE.matches(call)) {
            facts.readsTotalPage();
        }
        return super.visitMethodInvocation(call, facts);
    }

    @Override
    public J.Literal visitLiteral(J.Literal literal, ModuleFacts facts) {
        if (literal.getValue() instanceof String text) {
            facts.leftovers().add(text);
        }
        return literal;
    }

    private void account(Expression given, ModuleFacts facts) {
        String text = given instanceof J.Literal literal && literal.getValue() != null
                ? literal.getValue().toString()
                : null;
        JavaType.Variable variable = given instanceof J.Identifier identifier
                ? identifier.getFieldType()
                : given instanceof J.FieldAccess access ? access.getName().getFieldType() : null;
        String constant = variable != null && variable.hasFlags(Flag.Static, Flag.Final) ? name(variable) : null;
        facts.account(place(getCursor()), path, text, constant);
    }

    private static String name(JavaType.Variable variable) {
        return variable.getOwner() + "." + variable.getName();
    }

    @Override
    public J.VariableDeclarations.NamedVariable visitVariable(
            J.VariableDeclarations.NamedVariable variable, ModuleFacts facts) {
        JavaType.Variable type = variable.getVariableType();
        if (type != null && type.getOwner() instanceof JavaType.FullyQualified owner) {
            facts.declares(owner.getFullyQualifiedName());
        }
        if (type != null
                && type.hasFlags(Flag.Static, Flag.Final)
                && variable.getInitializer() instanceof J.Literal literal
                && literal.getValue() instanceof String text) {
            facts.constant(name(type), text);
        }
        return super.visitVariable(variable, facts);
    }

    /** Returns whether a tree is one of the statements behind a {@code case X:}. */
    static boolean isOfCase(Tree tree, Tree around) {
        return around instanceof J.Case each
                && each.getType() == J.Case.Type.Statement
                && each.getStatements().stream()
                        .anyMatch(statement -> statement.getId().equals(tree.getId()));
    }

    /** Returns the innermost statement of a block, a case or a class around a place: where a comment can stand. */
    static UUID place(Cursor cursor) {
        Cursor at = cursor;
        while (!(at.getValue() instanceof J.ClassDeclaration)) {
            Cursor around = at.getParentTreeCursor();
            if (around.getValue() instanceof J.CompilationUnit unit) {
                return FileNames.start(unit);
            }
            if (around.getValue() instanceof J.Block || isOfCase(at.getValue(), around.getValue())) {
                break;
            }
            at = around;
        }
        return ((J) at.getValue()).getId();
    }
}
