package io.github.kdpbridge.gen1facade;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Throwables;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.async.CallerContext;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okio.ByteString;

/**
 * Generation 1: a request in, a response out, whatever transport carries them and whatever {@link DeploymentProgram}
 * does the work.
 *
 * <p>Serves uploads, deletions, transaction states and lists, for any number of accounts; the static key selects the account.
 * Every request gets an answer in generation 1's shape. Trouble on the way to the service is an answer from 500 up,
 * which callers of generation 1 repeat later (observed), and never a 401 that would blame the caller's key.
 *
 * <p>A status of generation 1 names every device, one of generation 2 the failed ones only. Each program that does not
 * {@linkplain DeploymentProgram#remembersWrites() remember writes} therefore gets a memory of the handler, an
 * {@link InMemoryLedger}. It holds the latest writes with their devices and customers, 64 MiB of them unless
 * {@link Builder#memory} says otherwise, and ends with the handler. A repeated write gets the receipt of the first. The
 * status of a write that has left the memory is answered with 502, because the outcome of its devices is unknown. For writes
 * that outlive the process, give a program with a lasting ledger.
 *
 * <p>Safe for use by many threads.
 */
public final class Gen1Handler {
    /** The header that carries the static key (documented). */
    public static final String KEY_HEADER = "X-WSM-API-TOKEN";

    private final Accounts accounts;
    private final Gen1Routes routes;
    private final FailureAnswers failures;

    private Gen1Handler(Builder builder) {
        this.accounts = builder.accounts.build(remembering(builder.memory));
        Gen1Writer writer = new Gen1Writer(builder.profile);
        this.routes = Gen1Routes.of(builder.profile, writer);
        this.failures = new FailureAnswers(new TroubleMapping(builder.profile.errors()), writer);
    }

    /**
     * Returns a handler for one account that any key opens, for entrances that their owner alone can reach. A
     * request without a key is refused all the same, as generation 1 does.
     */
    public static Gen1Handler of(DeploymentProgram program) {
        return builder().anyKey(program).build();
    }

    /** Returns what gives a memory to a program that has none; all share one. */
    private static UnaryOperator<DeploymentProgram> remembering(long memory) {
        InMemoryLedger ledger = InMemoryLedger.holding(memory);
        return program -> program.remembersWrites() ? program : LedgerProgram.of(program, ledger);
    }

    /** Starts a handler. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers a request, and blocks until the program answered. Never throws an exception: what goes wrong becomes an
     * answer. An interrupt does too.
     */
    public Gen1Response handle(Gen1Request request) {
        Gen1Exchange exchange = exchange(request);
        try {
            Supplier<CompletionStage<ByteString>> work = exchange.read();
            return exchange.answer(Waiting.on(exchange.label(), exchange.isWrite(), work));
        } catch (RuntimeException e) {
            return exchange.failed(e);
        }
    }

    /**
     * Answers a request without a thread that waits for the program. It is read and judged on the calling thread.
     *
     * @return the answer; fails with an {@link Error} only. What depends on it must not block
     */
    public CompletionStage<Gen1Response> handleAsync(Gen1Request request) {
        Gen1Exchange exchange = exchange(request);
        Executor context = CallerContext.inPlace();
        return Stages.begin(() -> exchange.read().get())
                .handleAsync(
                        (body, failure) -> {
                            if (failure == null) {
                                return exchange.answer(body);
                            }
                            Throwables.throwIfInstanceOf(Stages.cause(failure), Error.class);
                            return exchange.failed(Stages.cause(failure));
                        },
                        context);
    }

    /**
     * Judges a request by its head, so that nothing has to be kept of the body of one whose key opens no account. Never
     * blocks.
     *
     * @param head the request, without its body
     * @return the answer, whatever the body; empty if the request is to be {@linkplain #handle handled} when it is there
     */
    public Optional<Gen1Response> judgeHead(Gen1Request head) {
        Gen1Exchange exchange = exchange(head);
        return exchange.opensAccount() ? Optional.empty() : Optional.of(exchange.withoutAccount());
    }

    /** Answers a request that its transport could not take, because it is too large for example. */
    public Gen1Response refuse(int status, String data) {
        return failures.refusal(Gen1Subject.unknown(), Gen1Refusal.http(status, data));
    }

    /** Answers a request that its transport has no room for now: nothing was done, and the caller may come back soon. */
    public Gen1Response unavailable(String data) {
        return failures.internal(Gen1Subject.unknown(), 503, data + TroubleMapping.NOTHING_DONE)
                .with("Retry-After", TroubleMapping.soon());
    }

    /** Answers a request that failed somewhere on its way through the transport. */
    public Gen1Response failed() {
        return failures.ofTheBridge(Gen1Subject.unknown());
    }

    private Gen1Exchange exchange(Gen1Request request) {
        return new Gen1Exchange(request, routes, accounts, failures);
    }

    /** Collects the settings of a {@link Gen1Handler}; not safe for several threads. */
    public static final class Builder {
        private final Accounts.Builder accounts = new Accounts.Builder();
        private Gen1Profile profile = Gen1Profile.standard();
        private long memory = InMemoryLedger.STANDARD_BYTES;

        private Builder() {}

        /**
         * Adds an account.
         *
         * @param key the static key that opens it; secret, only its digest is kept
         * @param program what does the work; the key opens its reseller and no other
         * @throws IllegalArgumentException if no header can carry the key, or it opens another account already
         */
        @CanIgnoreReturnValue
        public Builder account(String key, DeploymentProgram program) {
            return account(Gen1Key.of(key), program);
        }

        /**
         * Adds an account, or one more key of it.
         *
         * @param key the static key that opens it
         * @param program what does the work; the key opens its reseller and no other
         * @throws IllegalArgumentException if the key opens another account already
         */
        @CanIgnoreReturnValue
        public Builder account(Gen1Key key, DeploymentProgram program) {
            DeploymentProgram other = accounts.putIfAbsent(key, program);
            if (other != null) {
                throw new IllegalArgumentException(
                        "resellers %s and %s have the same key".formatted(other.reseller(), program.reseller()));
            }
            return this;
        }

        /**
         * Adds an account of which the old service still serves some customers.
         *
         * @param key the static key that opens it
         * @param program decides which service gets a request; see {@link LedgerProgram.Builder#oldService}
         * @param old the old service: its answers reach the caller as they came
         * @throws IllegalArgumentException if the key opens another account already
         */
        @CanIgnoreReturnValue
        public Builder account(Gen1Key key, LedgerProgram program, OldService old) {
            return account(key, new MovingAccount(program, Objects.requireNonNull(old, "old")));
        }

        /** Gives every key that is not known otherwise to this account: for an entrance that its owner alone can reach. */
        @CanIgnoreReturnValue
        public Builder anyKey(DeploymentProgram program) {
            accounts.forAnyKey(Objects.requireNonNull(program, "program"));
            return this;
        }

        /** What generation 1 looks like where that is assumed; {@link Gen1Profile#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder profile(Gen1Profile profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /**
         * How many bytes the writes may take that the handler remembers for programs without a memory of their own;
         * {@link InMemoryLedger#STANDARD_BYTES} by default. With 0 it forgets a write as soon as it is done.
         *
         * @throws IllegalArgumentException if it is negative
         */
        @CanIgnoreReturnValue
        public Builder memory(long bytes) {
            checkArgument(bytes >= 0, "the memory must be 0 bytes or more, not %s", bytes);
            this.memory = bytes;
            return this;
        }

        /** Returns the handler. */
        public Gen1Handler build() {
            return new Gen1Handler(this);
        }
    }
}
