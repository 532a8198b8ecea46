package io.github.kdpbridge.simulator.http;

/** One of the services behind the entrance. Thread-safe, and never throws: every trouble is an answer. */
public interface Service {
    /** Its name in the log of requests: {@code gen1}, {@code gen2} or {@code token}. */
    String generation();

    /** Serves a request. */
    Reply answer(Call call);
}
