package io.github.kdpbridge.recipes;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** What a body throws to the outside. A declared {@code throws Exception} can be an IOException too, and must be caught with it. */
final class ThrownException extends CodeVisitor<Integer> {
    private boolean io;
    private boolean unclear;

    private ThrownException() {}

    /** Returns whether something in a body may throw an IOException to the outside. */
    static boolean mayBeIo(J.Block body) {
        return of(body).io;
    }

    /** Returns whether something in a body throws what cannot be told, because its class is a type variable. */
    static boolean isUnclear(J.Block body) {
        return of(body).unclear;
    }

    private static ThrownException of(J.Block body) {
        ThrownException thrown = new ThrownException();
        thrown.visit(body, 0);
        return thrown;
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
        add(call.getMethodType());
        return super.visitMethodInvocation(call, ignored);
    }

    @Override
    public J.NewClass visitNewClass(J.NewClass created, Integer ignored) {
        add(created.getConstructorType());
        return super.visitNewClass(created, ignored);
    }

    @Override
    public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration later, Integer ignored) {
        return later;
    }

    @Override
    public J.Throw visitThrow(J.Throw thrown, Integer ignored) {
        add(thrown.getException().getType());
        return super.visitThrow(thrown, ignored);
    }

    @Override
    public J.Lambda visitLambda(J.Lambda lambda, Integer ignored) {
        return lambda;
    }

    @Override
    public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration type, Integer ignored) {
        return type;
    }

    @Override
    public J.Try visitTry(J.Try inner, Integer ignored) {
        if (inner.getCatches().stream().anyMatch(CaughtException::isAllOfIo)) {
            inner.getCatches().forEach(each -> visit(each, ignored));
            visit(inner.getFinally(), ignored);
            return inner;
        }
        return super.visitTry(inner, ignored);
    }

    @Override
    public J.Try.Resource visitTryResource(J.Try.Resource resource, Integer ignored) {
        JavaType type = resource.getVariableDeclarations() instanceof J.VariableDeclarations declared
                ? declared.getType()
                : resource.getVariableDeclarations() instanceof J.Identifier name ? name.getType() : null;
        close(type);
        return super.visitTryResource(resource, ignored);
    }

    /** Adds what the nearest close() throws; returns whether there is one. */
    private boolean close(@Nullable JavaType type) {
        if (!(type instanceof JavaType.FullyQualified named)) {
            return false;
        }
        for (JavaType.Method method : named.getMethods()) {
            if (method.getName().equals("close") && method.getParameterTypes().isEmpty()) {
                add(method);
                return true;
            }
        }
        return Stream.concat(Stream.ofNullable(named.getSupertype()), named.getInterfaces().stream())
                .anyMatch(this::close);
    }

    private void add(JavaType.@Nullable Method method) {
        if (method != null) {
            method.getThrownExceptions().forEach(this::add);
        }
    }

    private void add(@Nullable JavaType thrown) {
        unclear |= thrown instanceof JavaType.GenericTypeVariable;
        io |= TypeUtils.isAssignableTo(Gen1Code.IO_EXCEPTION, thrown)
                || TypeUtils.isOfClassType(thrown, "java.lang.Exception")
                || TypeUtils.isOfClassType(thrown, "java.lang.Throwable");
    }
}
