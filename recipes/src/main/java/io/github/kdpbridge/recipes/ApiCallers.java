package io.github.kdpbridge.recipes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openrewrite.java.tree.J;

/** The names of the methods of a run that call the interface of generation 1, themselves or by others. */
final class ApiCallers extends CodeVisitor<Integer> {
    private static final String API = "";

    /** The names of the callers, by that of the method that they call. */
    private final Map<String, Set<String>> callers = new HashMap<>();

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
        J.MethodDeclaration caller = getCursor().firstEnclosing(J.MethodDeclaration.class);
        if (caller != null) {
            callers.computeIfAbsent(Gen1Code.isApiCall(call) ? API : call.getSimpleName(), name -> new HashSet<>())
                    .add(caller.getSimpleName());
        }
        return super.visitMethodInvocation(call, ignored);
    }

    boolean has(String method) {
        Set<String> found = new HashSet<>();
        Deque<String> called = new ArrayDeque<>(List.of(API));
        while (!called.isEmpty()) {
            callers.getOrDefault(called.pop(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(called::push);
        }
        return found.contains(method);
    }
}
