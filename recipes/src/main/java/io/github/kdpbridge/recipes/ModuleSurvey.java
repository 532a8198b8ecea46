package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.search.FindMissingTypes;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/** Collects the {@link ModuleFacts} of a file. */
final class ModuleSurvey extends JavaIsoVisitor<ModuleFacts> {
    private static final MethodMatcher RESELLER =
            new MethodMatcher(Gen1Code.TYPED + "Gen1*Request setResellerId(String)");
    private static final MethodMatcher TOTAL_PAGE = new MethodMatcher(Gen1Code.TYPED + "Gen1* getTotalPage()", true);
    private static final MethodMatcher OF_NULLABLE = new MethodMatcher("java.util.Optional ofNullable(..)");
    private static final MethodMatcher OBJECTS = new MethodMatcher("java.util.Objects *Null*(..)");

    private String path = "";

    @Override
    public J.CompilationUnit visitCompilationUnit(J.CompilationUnit unit, ModuleFacts facts) {
        path = unit.getSourcePath().toString();
        unit.getClasses().stream()
                .map(J.ClassDeclaration::getType)
                .filter(type -> type != null)
                .forEach(type -> facts.declares(type.getFullyQualifiedName()));
        boolean typed = unit.getImports().stream()
                .anyMatch(each -> each.getTypeName().startsWith(Gen1Code.TYPED)
                        || (Gen1Code.TYPED + "*").equals(each.getQualid().toString()));
        if (typed && !FindMissingTypes.findMissingTypes(unit, false).isEmpty()) {
            facts.block(unit.getClasses().get(0).getId(), path, Words.UNKNOWN_TYPES);
        }
        if (typed && unit.getImports().stream().anyMatch(each -> Gen1Code.takesName(each.getTypeName()))) {
            facts.block(unit.getClasses().get(0).getId(), path, Words.NAME_TAKEN);
        }
        return super.visitCompilationUnit(unit, facts);
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
        passes(created.getConstructorType(), facts);
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
        return super.visitFieldAccess(field, facts);
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, ModuleFacts facts) {
        JavaType.Method method = reference.getMethodType();
        if (method != null && (Gen1Code.isApi(method.getDeclaringType()) || Gen1Code.isApi(method.getReturnType()))) {
            facts.block(place(getCursor()), path, Words.REFERENCE);
        }
        return super.visitMemberReference(reference, facts);
    }

    @Override
    public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration declared, ModuleFacts facts) {
        TypeUtils.findOverriddenMethod(declared.getMethodType()).ifPresent(overridden -> passes(overridden, facts));
        return super.visitMethodDeclaration(declared, facts);
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, ModuleFacts facts) {
        if (Gen1Code.ANY_CONNECT.matches(call)) {
            if (!Gen1Code.CONNECT.matches(call)) {
                facts.block(place(getCursor()), path, Words.CONNECT);
            }
        } else {
            passes(call.getMethodType(), facts);
        }
        if (RESELLER.matches(call)) {
            account(call.getArguments().get(0), facts);
        } else if (Gen1Code.isApiCall(call) && call.getArguments().size() > 1) {
            account(call.getArguments().get(0), facts);
        }
        if (TOTAL_PAGE.matches(call)) {
            facts.readsTotalPage();
        }
        if ((OF_NULLABLE.matches(call) || OBJECTS.matches(call))
                && Gen1Code.isAnswer(call.getArguments().get(0).getType())) {
            facts.comparesAnswerWithNull();
        }
        return super.visitMethodInvocation(call, facts);
    }

    /** A method that takes or gives the interface changes its type with it, if it is part of the run. */
    private void passes(JavaType.@Nullable Method method, ModuleFacts facts) {
        if (method != null
                && (Gen1Code.isApi(method.getReturnType())
                        || method.getParameterTypes().stream().anyMatch(Gen1Code::isApi))
                && !isGeneric(method)) {
            facts.foreign(method.getDeclaringType().getFullyQualifiedName(), place(getCursor()), path, Words.FOREIGN);
        }
    }

    /** The types of a call are those of its arguments, where the declaration has type variables. */
    private static boolean isGeneric(JavaType.Method method) {
        return method.getDeclaringType().getMethods().stream()
                .filter(declared -> declared.getName().equals(method.getName()))
                .filter(declared -> declared.getParameterTypes().size()
                        == method.getParameterTypes().size())
                .noneMatch(declared -> Gen1Code.isApi(declared.getReturnType())
                        || declared.getParameterTypes().stream().anyMatch(Gen1Code::isApi));
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
        if (type != null
                && type.hasFlags(Flag.Static, Flag.Final)
                && variable.getInitializer() instanceof J.Literal literal
                && literal.getValue() instanceof String text) {
            facts.constant(name(type), text);
        }
        return super.visitVariable(variable, facts);
    }

    @Override
    public J.Binary visitBinary(J.Binary binary, ModuleFacts facts) {
        if (isNullOf(binary.getRight(), binary.getLeft()) || isNullOf(binary.getLeft(), binary.getRight())) {
            facts.comparesAnswerWithNull();
        }
        return super.visitBinary(binary, facts);
    }

    private static boolean isNullOf(Expression side, Expression answer) {
        return Gen1Code.isNull(side) && Gen1Code.isAnswer(answer.getType());
    }

    /** Returns the innermost statement of a block or a class around a place: where a comment can stand. */
    static UUID place(Cursor cursor) {
        Cursor at = cursor;
        while (!(at.getValue() instanceof J.ClassDeclaration)
                && !(at.getParentTreeCursor().getValue() instanceof J.Block)) {
            at = at.getParentTreeCursor();
        }
        return ((J) at.getValue()).getId();
    }
}
