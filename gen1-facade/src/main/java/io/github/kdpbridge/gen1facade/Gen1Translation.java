package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The translation of a {@link Gen1Handler} without a program: a request of generation 1 as one of the port, and a failure of
 * the port as an answer of generation 1. {@link Gen1Writer} has the other answers.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Gen1Translation {
    private final Gen1Routes routes;
    private final FailureAnswers failures;

    private Gen1Translation(Gen1Profile profile) {
        Gen1Writer writer = new Gen1Writer(profile);
        this.routes = Gen1Routes.of(profile, writer);
        this.failures = new FailureAnswers(new TroubleMapping(profile.errors()), writer);
    }

    /** Returns the translation of a profile. */
    public static Gen1Translation of(Gen1Profile profile) {
        return new Gen1Translation(Objects.requireNonNull(profile, "profile"));
    }

    /**
     * Returns the request of the port that a handler would send. It needs no key, and the account that it names is not
     * checked: a request of the port goes to the account of its program.
     *
     * @throws Gen1Refusal if a handler would refuse the request by itself
     */
    public Request<?> request(Gen1Request request) {
        return routes.find(request).reader().read(request).request(account -> {});
    }

    /** Returns a handler's answer to a request that it refuses by itself. */
    public Gen1Response refusal(Gen1Request request, Gen1Refusal refusal) {
        return failures.refusal(Gen1Subject.unknown().withTransaction(request.transactionId()), refusal);
    }

    /**
     * Returns a handler's answer to a request that its program failed to carry out. Nothing is logged.
     *
     * @param request the request, which the text of the answer may quote; null if it is not known
     */
    public Gen1Response failure(@Nullable Request<?> request, KdpException failure) {
        Gen1Names names = request == null ? Gen1Names.none() : Gen1Names.of(request);
        return failures.translated(Gen1Subject.unknown().withTransaction(transactionId(request)), names, failure);
    }

    private static @Nullable String transactionId(@Nullable Request<?> request) {
        if (request instanceof WriteRequest write) {
            return write.transaction().value();
        }
        return request instanceof StatusRequest status ? status.transaction().value() : null;
    }
}
