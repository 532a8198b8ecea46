package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** Finds the classes outside of a run that have the typed interface in what they take, give or hold. */
final class ForeignSurvey extends CodeVisitor<ModuleFacts> {
    private static final List<String> MOCKS =
            List.of("org.mockito.", "org.easymock.", "org.powermock.", "org.jmock.", "mockit.", "io.mockk.");

    private final String path;

    ForeignSurvey(J.CompilationUnit unit) {
        path = unit.getSourcePath().toString();
    }

    @Override
    public J.NewClass visitNewClass(J.NewClass created, ModuleFacts facts) {
        passes(created.getConstructorType(), facts);
        return super.visitNewClass(created, facts);
    }

    @Override
    public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration declared, ModuleFacts facts) {
        TypeUtils.findOverriddenMethod(declared.getMethodType()).ifPresent(overridden -> passes(overridden, facts));
        return super.visitMethodDeclaration(declared, facts);
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, ModuleFacts facts) {
        if (!Gen1Code.ANY_CONNECT.matches(call) && !Gen1Code.SHARED.matches(call)) {
            passes(call.getMethodType(), facts);
        }
        return super.visitMethodInvocation(call, facts);
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, ModuleFacts facts) {
        function(reference.getType(), facts);
        passes(reference.getMethodType(), facts);
        return super.visitMemberReference(reference, facts);
    }

    @Override
    public J.Lambda visitLambda(J.Lambda lambda, ModuleFacts facts) {
        function(lambda.getType(), facts);
        return super.visitLambda(lambda, facts);
    }

    /** A field, also an inherited one, has the type that its class gave it. */
    @Override
    public J.Identifier visitIdentifier(J.Identifier name, ModuleFacts facts) {
        JavaType.Variable field = name.getFieldType();
        if (field != null
                && namesApi(field.getType())
                && field.getOwner() instanceof JavaType.FullyQualified owner
                && owner.getMembers().stream()
                        .filter(member -> member.getName().equals(field.getName()))
                        .anyMatch(member -> namesApi(member.getType()))) {
            facts.foreign(owner.getFullyQualifiedName(), ModuleSurvey.place(getCursor()), path, Words.FOREIGN);
        }
        return super.visitIdentifier(name, facts);
    }

    /** The parameters of a lambda have the types that the interface says, which may be outside of the run. */
    private void function(@Nullable JavaType type, ModuleFacts facts) {
        if (type instanceof JavaType.FullyQualified named) {
            JavaType.FullyQualified declared =
                    named instanceof JavaType.Parameterized generic ? generic.getType() : named;
            declared.getMethods().stream()
                    .filter(method -> has(method, ForeignSurvey::namesApi))
                    .forEach(method -> passes(method, facts));
            named.getInterfaces().forEach(parent -> function(parent, facts));
        }
    }

    /** A method that takes or gives the interface changes its type with it, if it is part of the run. */
    private void passes(JavaType.@Nullable Method method, ModuleFacts facts) {
        if (method == null) {
            return;
        }
        String type = method.getDeclaringType().getFullyQualifiedName();
        if (has(method, ForeignSurvey::namesApi)) {
            if (MOCKS.stream().anyMatch(type::startsWith)) {
                facts.block(ModuleSurvey.place(getCursor()), path, Words.MOCKED);
            } else if (!isGeneric(method, ForeignSurvey::namesApi) || isInvented(method)) {
                facts.foreign(type, ModuleSurvey.place(getCursor()), path, Words.FOREIGN);
            }
        }
        if (Gen1Code.isBean(method.getReturnType()) && !isGeneric(method, Gen1Code::isBean)) {
            facts.foreignBean(type, ModuleSurvey.place(getCursor()), path);
        }
    }

    private static boolean has(JavaType.Method method, Predicate<JavaType> named) {
        return named.test(method.getReturnType())
                || method.getParameterTypes().stream().anyMatch(named);
    }

    /** Returns whether a type is the interface or has it as an argument. */
    private static boolean namesApi(@Nullable JavaType type) {
        if (type instanceof JavaType.Array array) {
            return namesApi(array.getElemType());
        }
        if (type instanceof JavaType.GenericTypeVariable variable) {
            return variable.getName().equals("?")
                    && variable.getBounds().stream().anyMatch(ForeignSurvey::namesApi);
        }
        return Gen1Code.isApi(type)
                || (type instanceof JavaType.Parameterized generic
                        && generic.getTypeParameters().stream().anyMatch(ForeignSurvey::namesApi));
    }

    /** The types of a call are those of its arguments, where the declaration has type variables. */
    private static boolean isGeneric(JavaType.Method method, Predicate<JavaType> named) {
        return method.getDeclaringType().getMethods().stream()
                .filter(declared -> declared.getName().equals(method.getName()))
                .filter(declared -> declared.getParameterTypes().size()
                        == method.getParameterTypes().size())
                .noneMatch(declared -> has(declared, named));
    }

    /** Returns whether a method gives whatever its caller wants, such as a mock: neither its class nor its arguments have the type. */
    private static boolean isInvented(JavaType.Method method) {
        return Gen1Code.isApi(method.getReturnType())
                && method.getParameterTypes().stream()
                        .noneMatch(type -> type instanceof JavaType.Array || namesApi(type))
                && !namesApi(method.getDeclaringType())
                && method.getDeclaringType().getMethods().stream()
                        .filter(declared -> declared.getName().equals(method.getName()))
                        .anyMatch(declared -> declared.getReturnType() instanceof JavaType.GenericTypeVariable variable
                                && declared.getDeclaredFormalTypeNames().contains(variable.getName()));
    }
}
