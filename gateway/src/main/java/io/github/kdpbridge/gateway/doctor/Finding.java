package io.github.kdpbridge.gateway.doctor;

import java.util.Objects;

/**
 * What one look at one thing showed. Nothing in it is secret.
 *
 * @param verdict whether that is good
 * @param subject what was looked at, in words: {@code reseller 4680000925, token}
 * @param text what was seen
 * @param advice what to do about it; empty if nothing has to be done
 */
public record Finding(Verdict verdict, String subject, String text, String advice) {
    /** How good a finding is. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** Not seen, so that nothing is known of it. */
        UNKNOWN,
        /** The gateway works with it, but somebody should know. */
        WARNING,
        /** The gateway, or one of its resellers, does not work with it. */
        FAILED
    }

    /** Checks that all is there. */
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
