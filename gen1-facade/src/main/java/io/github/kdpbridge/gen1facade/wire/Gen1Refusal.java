package io.github.kdpbridge.gen1facade.wire;

import io.github.kdpbridge.core.error.Condition;

/** The refusal of a request that is not passed on. */
public final class Gen1Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Condition condition;
    private final int status;
    private final String allow;

    private Gen1Refusal(Condition condition, int status, String allow, String data) {
        super(data, null, false, false);
        this.condition = condition;
        this.status = status;
        this.allow = allow;
    }

    /**
     * Returns a refusal with the condition's own HTTP status.
     *
     * @param data the text for people; names the field
     */
    public static Gen1Refusal of(Condition condition, String data) {
        return new Gen1Refusal(condition, 0, "", data);
    }

    /** Returns the refusal of a parameter that is missing or not valid. */
    public static Gen1Refusal parameter(String data) {
        return of(Condition.RESOURCE_INVALID_PARAM, data);
    }

    /** Returns a refusal at the level of HTTP: of a path or a size, not of a parameter. */
    public static Gen1Refusal http(int status, String data) {
        return new Gen1Refusal(Condition.RESOURCE_INVALID_PARAM, status, "", data);
    }

    /**
     * Returns the refusal of an HTTP method.
     *
     * @param allow the allowed methods, as in the header {@code Allow}
     */
    public static Gen1Refusal method(String data, String allow) {
        return new Gen1Refusal(Condition.RESOURCE_INVALID_PARAM, 405, allow, data);
    }

    public Condition condition() {
        return condition;
    }

    /** Returns the HTTP status, or 0 for the condition's own. */
    public int status() {
        return status;
    }

    /** Returns the allowed methods of the path; empty if the method was allowed. */
    public String allow() {
        return allow;
    }

    /** Returns the text for people. */
    public String data() {
        return String.valueOf(getMessage());
    }
}
