package io.github.kdpbridge.gen1facade;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generation 1: a request in, a response out, whatever transport carries them and whatever {@link DeploymentProgram}
 * does the work.
 *
 * <p>Serves uploads, deletions, transaction states and lists, for any number of accounts; the static key selects the account.
 * Every request gets an answer in generation 1's shape. Trouble on the way to the service is an answer from 500 up,
 * which callers of generation 1 repeat later (observed), and never a 401 that would blame the caller's key.
 *
 * <p>Safe for use by many threads; {@link #handle} blocks until the program answered.
 */
public final class Gen1Handler {
    /** The header that carries the static key (documented). */
    public static final String KEY_HEADER = "X-WSM-API-TOKEN";

    private static final String FAILED = "the request failed inside the bridge; its log says why";
    private static final Logger LOG = LoggerFactory.getLogger(Gen1Handler.class);

    private final Accounts accounts;
    private final Gen1Profile profile;
    private final Gen1Writer writer;
    private final Gen1Routes routes;
    private final TroubleMapping trouble;

    private Gen1Handler(Builder builder) {
        this.accounts = builder.accounts.build();
        this.profile = builder.profile;
        this.writer = new Gen1Writer(profile);
        this.routes = Gen1Routes.of(profile, writer);
        this.trouble = new TroubleMapping(profile.errors());
    }

    /**
     * Returns a handler for one account that any key opens, for entrances that nobody but their owner can reach. A
     * request without a key is refused all the same, as generation 1 does.
     */
    public static Gen1Handler of(DeploymentProgram program) {
        return builder().anyKey(program).build();
    }

    /** Starts a handler. */
    public static Builder builder() {
        return new Builder();
    }

    /** Answers a request. Never throws: what goes wrong becomes an answer. */
    public Gen1Response handle(Gen1Request request) {
        Gen1Subject subject = Gen1Subject.unknown();
        try {
            Gen1Routes.Route route = routes.find(request);
            subject = subject.withOperation(route.operation());
            // A wrong key is complained of before an unreadable body, and names the transaction of a readable one.
            Gen1Call call = read(route, request);
            subject = subject.withTransaction(call.transactionId());
            DeploymentProgram program = account(request);
            subject = subject.withReseller(program.reseller());
            return Gen1Response.json(200, call.answer(program)).about(subject);
        } catch (Gen1Refusal e) {
            return refusal(named(subject, request), e);
        } catch (KdpException e) {
            return answer(subject, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return trouble(subject, 500, FAILED);
        }
    }

    /** Answers a request that its transport could not take, because it is too large for example. */
    public Gen1Response refuse(int status, String data) {
        return refusal(Gen1Subject.unknown(), Gen1Refusal.http(status, data));
    }

    /** Answers a request that its transport has no room for now: nothing was done, and the caller may come back soon. */
    public Gen1Response unavailable(String data) {
        return trouble(Gen1Subject.unknown(), 503, data + TroubleMapping.NOTHING_DONE)
                .with("Retry-After", TroubleMapping.soon());
    }

    /** Answers a request that failed on its way through the transport, nobody knows where. */
    public Gen1Response failed() {
        return trouble(Gen1Subject.unknown(), 500, FAILED);
    }

    private static Gen1Call read(Gen1Routes.Route route, Gen1Request request) {
        try {
            return route.reader().read(request);
        } catch (Gen1Refusal e) {
            return new UnreadableCall(e);
        }
    }

    /** A refusal names the transaction also when nothing else of the request could be made sense of. */
    private static Gen1Subject named(Gen1Subject subject, Gen1Request request) {
        return subject.transactionId() == null ? subject.withTransaction(request.transactionId()) : subject;
    }

    private DeploymentProgram account(Gen1Request request) {
        String key = request.header(KEY_HEADER)
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> Gen1Refusal.of(Condition.ACCESS_TOKEN_BAD_REQUEST, KEY_HEADER + " is missing"));
        DeploymentProgram program = accounts.find(key);
        if (program == null) {
            throw Gen1Refusal.of(Condition.ACCESS_TOKEN_BAD_REQUEST, KEY_HEADER + " is not known");
        }
        return program;
    }

    private Gen1Response refusal(Gen1Subject subject, Gen1Refusal refusal) {
        int status = refusal.status() == 0 ? profile.errors().httpStatus(refusal.condition()) : refusal.status();
        ServiceError error = error(refusal.condition(), refusal.data());
        Gen1Response response = Gen1Response.json(status, writer.refusal(subject.transactionId(), error))
                .about(subject);
        return refusal.allow().isEmpty() ? response : response.with("Allow", refusal.allow());
    }

    private Gen1Response answer(Gen1Subject subject, KdpException e) {
        TroubleMapping.Verdict verdict = trouble.verdict(e);
        String transactionId = subject.transactionId();
        if (verdict.status() < 500) {
            return Gen1Response.json(verdict.status(), writer.refusal(transactionId, verdict.error()))
                    .about(subject);
        }
        LOG.warn("{}", DeviceId.maskedIn(e.getMessage()));
        Gen1Response response = Gen1Response.json(verdict.status(), writer.trouble(transactionId, verdict.error()))
                .about(subject);
        return verdict.status() == 503 ? response.with("Retry-After", TroubleMapping.retryAfter(e)) : response;
    }

    private Gen1Response trouble(Gen1Subject subject, int status, String data) {
        ServiceError error = error(Condition.INTERNAL_SERVER_ERROR, data);
        return Gen1Response.json(status, writer.trouble(subject.transactionId(), error))
                .about(subject);
    }

    private ServiceError error(Condition condition, String data) {
        return new ServiceError(condition, profile.errors().code(Generation.GEN1, condition), condition.name(), data);
    }

    /** Collects the settings of a {@link Gen1Handler}; not safe for several threads. */
    public static final class Builder {
        private final Accounts.Builder accounts = new Accounts.Builder();
        private Gen1Profile profile = Gen1Profile.standard();

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

        /** Returns the handler. */
        public Gen1Handler build() {
            return new Gen1Handler(this);
        }
    }
}
