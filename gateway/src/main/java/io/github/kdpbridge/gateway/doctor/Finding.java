package io.github.kdpbridge.gateway.doctor;

import java.util.Objects;

/**
 * The result of one check of one subject. It holds no secret.
 *
 * @param verdict whether the result is good
 * @param subject the thing checked, in words: {@code reseller 4680000925, token}
 * @param text the observation
 * @param advice what to do about it; empty if nothing has to be done
 */
public record Finding(Verdict verdict, String subject, String text, String advice) {
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** Not observed, so nothing is known. */
        UNKNOWN,
        /** The gateway works, but an operator should know. */
        WARNING,
        /** The gateway, or one of its resellers, does not work. */
        FAILED
    }

    public Finding {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(advice, "advice");
    }

    static Finding good(String subject, String text) {
        return new Finding(Verdict.GOOD, subject, text, "");
    }

    static Finding unknown(String subject, String text) {
        return new Finding(Verdict.UNKNOWN, subject, text, "");
    }

    static Finding warning(String subject, String text, String advice) {
        return new Finding(Verdict.WARNING, subject, text, advice);
    }

    static Finding failed(String subject, String text, String advice) {
        return new Finding(Verdict.FAILED, subject, text, advice);
    }
}
