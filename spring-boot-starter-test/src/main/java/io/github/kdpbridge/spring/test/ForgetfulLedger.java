package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** A ledger in memory that can be emptied. Safe for use by many threads. */
interface ForgetfulLedger extends Ledger {
    /** Forgets all writes. */
    void forgetAll();

    static ForgetfulLedger create() {
        AtomicReference<Ledger> current = new AtomicReference<>(InMemoryLedger.create());
        return (ForgetfulLedger) Proxy.newProxyInstance(
                ForgetfulLedger.class.getClassLoader(),
                new Class<?>[] {ForgetfulLedger.class},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == ForgetfulLedger.class) {
                        current.set(InMemoryLedger.create());
                        return null;
                    }
                    try {
                        return method.invoke(current.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
