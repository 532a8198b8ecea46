package io.github.kdpbridge.gateway.doctor;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gateway.config.Gen2Account;
import java.util.List;

/**
 * The reason for a failure of a service.
 *
 * @param atToken whether the request was for a token
 * @param text the failure
 * @param advice the remedy
 */
record Trouble(boolean atToken, String text, String advice) {
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** The client's name for a token request. */
    private static final String TOKEN_REQUEST = "token request ";

    private static final String INVALID_SCOPE = "invalid_scope";

    /** Finds the reason behind an exception of the client, which may wrap that of its token service. */
    static Trouble of(KdpException e, Gen2Account account) {
        List<KdpException> chain = Throwables.getCausalChain(e).stream()
                .filter(KdpException.class::isInstance)
                .map(KdpException.class::cast)
                .toList();
        KdpException reason = chain.get(chain.size() - 1);
        boolean atToken = reason.getMessage().startsWith(TOKEN_REQUEST);
        return new Trouble(atToken, reason.getMessage(), advice(reason, atToken, account));
    }

    private static String advice(KdpException reason, boolean atToken, Gen2Account account) {
        if (reason instanceof RefusedException refusal) {
            return atToken ? refusedToken(refusal, account) : refusedAccount(refusal);
        }
        if (reason instanceof AnswerNotUnderstoodException) {
            return "Something else than the service seems to answer there, a proxy or a firewall: check "
                    + (atToken ? "baseUrl and tokenUrl." : "baseUrl.");
        }
        return NetworkAdvice.of(reason);
    }

    private static String refusedToken(RefusedException refusal, Gen2Account account) {
        if (refusal.httpStatus() >= SERVER_ERROR) {
            return "The token service is in trouble: try again later.";
        }
        if (refusal.error().code().equals(INVALID_SCOPE)) {
            return "Set scope in gen2.auth to a scope of the app's registration, or to \"\" to ask for none.";
        }
        return account.service().tokens().usesClientSecret()
                ? "Check clientId and clientSecret: the Knox portal shows the one, and gives a new other."
                : "Check that clientIdentifier is the one that the Knox portal shows, and that the portal has the public"
                        + " key of keyFile for it: upload it there, or take the key file that the portal gave.";
    }

    private static String refusedAccount(RefusedException refusal) {
        if (refusal.httpStatus() == FORBIDDEN) {
            return "Check resellerId: it must be the account that the credentials were made for, as the Knox portal"
                    + " shows it. Check also that the app has the scope kdp and the right to it.";
        }
        if (refusal.condition() == Condition.RESELLER_NOT_FOUND
                || refusal.condition() == Condition.RESELLER_ID_INVALID
                || refusal.condition() == Condition.RESOURCE_INVALID_PARAM) {
            return "Check resellerId: it must be the account that the credentials were made for, as the Knox portal"
                    + " shows it.";
        }
        if (refusal.httpStatus() == UNAUTHORIZED) {
            return "The service gives a token and does not take it: check that baseUrl and tokenUrl belong together.";
        }
        if (refusal.httpStatus() >= SERVER_ERROR) {
            return "The service is in trouble: try again later.";
        }
        return "Check baseUrl. If the service has another path for its list of customers, set"
                + " wire.gen2.lists.customersPath.";
    }
}
