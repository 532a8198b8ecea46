package io.github.kdpbridge.gen1facade;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generation 1: a request in, a response out, whatever transport carries them and whatever {@link DeploymentProgram}
 * does the work.
 *
 * <p>Serves uploads, deletions and transaction states, for any number of accounts; the static key selects the account.
 * Every request gets an answer in generation 1's shape. Trouble on the way to the service is an answer from 500 up,
 * which callers of generation 1 repeat later (observed), and never a 401 that would blame the caller's key.
 *
 * <p>Safe for use by many threads; {@link #handle} blocks until the program answered.
 */
public final class Gen1Handler {
    /** The header that carries the static key (documented). */
    public static final String KEY_HEADER = "X-WSM-API-TOKEN";

    private static final Logger LOG = LoggerFactory.getLogger(Gen1Handler.class);

    /** By the digest of the key: nothing of a key shows in how long a look-up takes, and no key is held. */
    private final ImmutableMap<ByteString, DeploymentProgram> accounts;

    private final Gen1Profile profile;
    private final Gen1Writer writer;
    private final Gen1Routes routes;
    private final TroubleMapping trouble;

    private Gen1Handler(Builder builder) {
        this.accounts = ImmutableMap.copyOf(builder.accounts);
        this.profile = builder.profile;
        this.writer = new Gen1Writer(profile);
        this.routes = Gen1Routes.of(profile, writer);
        this.trouble = new TroubleMapping(profile.errors());
    }

    /** Starts a handler. */
    public static Builder builder() {
        return new Builder();
    }

    /** Answers a request. Never throws: what goes wrong becomes an answer. */
    public Gen1Response handle(Gen1Request request) {
        String transactionId = null;
        try {
            Gen1Call call = read(request);
            transactionId = call.transactionId();
            return Gen1Response.json(200, call.answer(account(request)));
        } catch (Gen1Refusal e) {
            return refusal(transactionId, e);
        } catch (KdpException e) {
            return answer(transactionId, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return trouble(transactionId, 500, "the request failed inside the bridge; its log says why");
        }
    }

    /** Answers a request that its transport could not take, because it is too large for example. */
    public Gen1Response refuse(int status, String data) {
        return refusal(null, Gen1Refusal.http(status, data));
    }

    /** Answers a request that its transport has no room for now. */
    public Gen1Response unavailable(String data) {
        return trouble(null, 503, data);
    }

    /** A wrong key is complained of before an unreadable body, and names the transaction if the body is readable. */
    private Gen1Call read(Gen1Request request) {
        Gen1Routes.Operation operation = routes.find(request);
        try {
            return operation.read(request);
        } catch (Gen1Refusal e) {
            return new UnreadableCall(e);
        }
    }

    private DeploymentProgram account(Gen1Request request) {
        String key = request.header(KEY_HEADER)
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> Gen1Refusal.of(Condition.ACCESS_TOKEN_BAD_REQUEST, KEY_HEADER + " is missing"));
        DeploymentProgram program = accounts.get(digest(key));
        if (program == null) {
            throw Gen1Refusal.of(Condition.ACCESS_TOKEN_BAD_REQUEST, KEY_HEADER + " is not known");
        }
        return program;
    }

    private Gen1Response refusal(@Nullable String transactionId, Gen1Refusal refusal) {
        int status = refusal.status() == 0 ? profile.errors().httpStatus(refusal.condition()) : refusal.status();
        Gen1Response response =
                Gen1Response.json(status, writer.refusal(transactionId, error(refusal.condition(), refusal.data())));
        return refusal.allow().isEmpty() ? response : response.with("Allow", refusal.allow());
    }

    private Gen1Response answer(@Nullable String transactionId, KdpException e) {
        TroubleMapping.Verdict verdict = trouble.verdict(e);
        if (verdict.status() < 500) {
            return Gen1Response.json(verdict.status(), writer.refusal(transactionId, verdict.error()));
        }
        LOG.warn("{}", DeviceId.maskedIn(e.getMessage()));
        Gen1Response response = Gen1Response.json(verdict.status(), writer.trouble(transactionId, verdict.error()));
        return verdict.status() == 503 ? response.with("Retry-After", TroubleMapping.retryAfter(e)) : response;
    }

    private Gen1Response trouble(@Nullable String transactionId, int status, String data) {
        return Gen1Response.json(status, writer.trouble(transactionId, error(Condition.INTERNAL_SERVER_ERROR, data)));
    }

    private ServiceError error(Condition condition, String data) {
        return new ServiceError(condition, profile.errors().code(Generation.GEN1, condition), condition.name(), data);
    }

    private static ByteString digest(String key) {
        return ByteString.encodeUtf8(key).sha256();
    }

    /** Collects the settings of a {@link Gen1Handler}; not safe for several threads. */
    public static final class Builder {
        private final Map<ByteString, DeploymentProgram> accounts = new HashMap<>();
        private Gen1Profile profile = Gen1Profile.standard();

        private Builder() {}

        /**
         * Adds an account.
         *
         * @param key the static key that opens it; secret, only its digest is kept
         * @param program what does the work; the key opens its reseller and no other
         * @throws IllegalArgumentException if the key is empty, or opens another account already
         */
        @CanIgnoreReturnValue
        public Builder account(String key, DeploymentProgram program) {
            checkArgument(!key.isEmpty(), "the key of reseller %s is empty", program.reseller());
            DeploymentProgram other = accounts.putIfAbsent(digest(key), program);
            if (other != null) {
                throw new IllegalArgumentException(
                        "resellers %s and %s have the same key".formatted(other.reseller(), program.reseller()));
            }
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
