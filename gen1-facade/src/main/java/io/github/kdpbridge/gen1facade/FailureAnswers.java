package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to requests that were refused, or that failed on the way to the service or in the bridge. */
record FailureAnswers(TroubleMapping trouble, Gen1Writer writer) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    Gen1Response refusal(Gen1Subject subject, Gen1Refusal refusal) {
        Condition condition = refusal.condition();
        int status = refusal.status() == 0 ? trouble.errors().httpStatus(Generation.GEN1, condition) : refusal.status();
        ServiceError error = trouble.error(condition, refusal.data());
        ByteString body = condition == Condition.UNAUTHENTICATED
                ? writer.wrongKey(error)
                : writer.refusal(subject.transactionId(), error);
        Gen1Response response = Gen1Response.json(status, body).about(subject);
        return refusal.allow().isEmpty() ? response : response.with("Allow", refusal.allow());
    }

    /** Answers with what the program failed with. */
    Gen1Response of(Gen1Subject subject, Gen1Names names, KdpException e) {
        Gen1Response response = translated(subject, names, e);
        if (response.status() >= 500) {
            LOG.warn("{}", DeviceId.maskedIn(e.getMessage()));
        }
        return response;
    }

    /** Returns the same answer, for those who log or do not log themselves. */
    Gen1Response translated(Gen1Subject subject, Gen1Names names, KdpException e) {
        TroubleMapping.Verdict verdict = trouble.verdict(e, names);
        if (verdict.status() < 500) {
            ByteString body = writer.refusal(subject.transactionId(), verdict.error());
            return Gen1Response.json(verdict.status(), body).about(subject);
        }
        Gen1Response response = trouble(subject, verdict.status(), verdict.error());
        return verdict.status() == 503 ? response.with("Retry-After", TroubleMapping.retryAfter(e)) : response;
    }

    Gen1Response ofTheBridge(Gen1Subject subject) {
        return internal(subject, 500, "the request failed inside the bridge; its log says why");
    }

    Gen1Response internal(Gen1Subject subject, int status, String data) {
        return trouble(subject, status, trouble.error(Condition.INTERNAL_SERVER_ERROR, data));
    }

    private Gen1Response trouble(Gen1Subject subject, int status, ServiceError error) {
        return Gen1Response.json(status, writer.trouble(subject.transactionId(), error))
                .about(subject);
    }
}
