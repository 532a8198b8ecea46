package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.async.WorkThreads;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps each operation to its handler: the body of a {@link DeploymentProgram#send}. */
public final class Handlers {
    private static final WorkThreads BLOCKING = WorkThreads.asNeeded("kdp-blocking");

    private final ImmutableMap<Operation<?, ?>, Function<?, ?>> handlers;

    private final @Nullable DeploymentProgram otherwise;

    private Handlers(ImmutableMap<Operation<?, ?>, Function<?, ?>> handlers, @Nullable DeploymentProgram otherwise) {
        this.handlers = handlers;
        this.otherwise = otherwise;
    }

    /** Starts a table without any operation. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a program that answers the questions of generation 1, and has no writes. */
    public static DeploymentProgram questions(DeploymentReads reads) {
        return reading(reads).build().program(reads.reseller());
    }

    /** Starts with the questions of generation 1. */
    public static Builder reading(DeploymentReads reads) {
        return builder()
                .on(Operation.STATUS, reads::read)
                .on(Operation.TRANSACTIONS, reads::read)
                .on(Operation.DEVICES, reads::read)
                .on(Operation.CUSTOMERS, reads::read)
                .on(Operation.RESELLERS, reads::read);
    }

    /** Returns a program that offers these operations for an account. */
    public DeploymentProgram program(ResellerId reseller) {
        Objects.requireNonNull(reseller, "reseller");
        return new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return reseller;
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> request) {
                return Handlers.this.send(request);
            }
        };
    }

    /**
     * Carries out a request.
     *
     * @param <A> the answer
     * @return the answer; fails with the exception or Error that its handler throws, and with an
     *     {@link UnsupportedOperationException} if the table lacks the operation
     */
    public <A> CompletionStage<A> send(Request<A> request) {
        // Safe: the builder pairs each operation with a handler of its types, and requests are a sealed family.
        @SuppressWarnings("unchecked")
        Function<Request<A>, CompletionStage<A>> handler =
                (Function<Request<A>, CompletionStage<A>>) handlers.get(request.operation());
        if (handler == null && otherwise != null) {
            return otherwise.send(request);
        }
        if (handler == null) {
            return CompletableFuture.failedFuture(
                    new UnsupportedOperationException("this program does not offer " + request.operation()));
        }
        try {
            return handler.apply(request);
        } catch (Throwable e) { // a decorator that releases something at the end of the stage must see that end
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Collects handlers; not safe for several threads. */
    public static final class Builder {
        private final ImmutableMap.Builder<Operation<?, ?>, Function<?, ?>> handlers = ImmutableMap.builder();

        private @Nullable DeploymentProgram otherwise;

        private Builder() {}

        /**
         * Adds an operation.
         *
         * @param <Q> the request
         * @param <A> the answer
         * @param handler carries it out
         */
        @CanIgnoreReturnValue
        public <Q extends Request<A>, A> Builder on(
                Operation<Q, A> operation, Function<? super Q, ? extends CompletionStage<A>> handler) {
            handlers.put(operation, handler);
            return this;
        }

        /**
         * Adds all operations that change registered devices.
         *
         * @param handler carries each of them out
         */
        @CanIgnoreReturnValue
        public Builder writes(Function<? super WriteRequest, ? extends CompletionStage<Receipt>> handler) {
            Operation.all().stream().filter(Operation::isWrite).forEach(write -> handlers.put(write, handler));
            return this;
        }

        /**
         * Adds a blocking operation. It runs on the calling thread if that waits for the answer, or else on a thread of
         * its own.
         *
         * @param <Q> the request
         * @param <A> the answer
         * @param handler carries it out, and returns when it is done
         */
        @CanIgnoreReturnValue
        public <Q extends Request<A>, A> Builder blocking(
                Operation<Q, A> operation, Function<? super Q, ? extends A> handler) {
            return on(operation, request -> BLOCKING.run(request.label(), () -> handler.apply(request)));
        }

        /** Passes every operation that the table lacks to another program. */
        @CanIgnoreReturnValue
        public Builder otherwise(DeploymentProgram program) {
            this.otherwise = Objects.requireNonNull(program, "program");
            return this;
        }

        public Handlers build() {
            return new Handlers(handlers.buildOrThrow(), otherwise);
        }
    }
}
