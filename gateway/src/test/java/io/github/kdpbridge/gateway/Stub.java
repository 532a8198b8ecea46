package io.github.kdpbridge.gateway;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes objects that answer few questions: those of a server that cannot be had in a state for real. */
public final class Stub {
    private Stub() {}

    /** What a method does. */
    public interface Answer {
        Object to(Object[] arguments) throws Throwable;
    }

    /** Returns an object that has these methods, by their names, and fails in all others. */
    public static <T> T of(Class<T> type, Map<String, Answer> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Answer answer = methods.get(method.getName());
                    if (answer != null) {
                        return answer.to(arguments);
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default -> throw new AssertionError(method);
                    };
                }));
    }
}
