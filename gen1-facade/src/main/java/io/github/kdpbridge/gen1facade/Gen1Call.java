package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A parsed request, ready to be answered. */
interface Gen1Call {
    /** Returns the transaction that the request names, for the answer; null if it names none. */
    @Nullable String transactionId();

    /** Returns the names in the request that a refusal may quote. */
    Gen1Names names();

    /**
     * Returns the request of the port that it asks for.
     *
     * @throws Gen1Refusal if the request is not passed on
     */
    Request<?> request(AccountCheck account);

    /** Judges the account that a request names. */
    interface AccountCheck {
        /**
         * Refuses an account that the caller may not ask for.
         *
         * @throws Gen1Refusal if the account is such a one
         */
        void require(ResellerId named);
    }

    /**
     * Carries out the request.
     *
     * @return the body of the answer, whose status is 200; fails with a {@link KdpException} if the program failed
     * @throws Gen1Refusal if the request is not passed on
     */
    CompletionStage<ByteString> answer(DeploymentProgram program);

    /** Returns whether the request writes. */
    default boolean isWrite() {
        return false;
    }

    /** Returns a required parameter, or refuses the request. */
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Gen1Refusal.parameter(field + " is missing");
        }
        return value;
    }

    /** Converts a text; null stays null. */
    static <T> @Nullable T optional(@Nullable String value, Function<String, T> meaning) {
        return value == null ? null : meaning.apply(value);
    }

    /** Returns the reseller id, or refuses the request as generation 1 does (documented). */
    static ResellerId requiredReseller(@Nullable String value) {
        if (value == null) {
            throw Gen1Refusal.of(Condition.RESELLER_ID_MISSING, "reseller id is missing");
        }
        return ResellerId.of(value);
    }

    /** Refuses requests for another account than that of their key. */
    static AccountCheck accountOf(DeploymentProgram program) {
        return named -> {
            if (!named.equals(program.reseller())) {
                throw Gen1Refusal.of(Condition.FORBIDDEN, "resellerId " + named + " is not the account of the caller");
            }
        };
    }
}
