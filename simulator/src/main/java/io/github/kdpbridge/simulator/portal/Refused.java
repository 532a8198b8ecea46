package io.github.kdpbridge.simulator.portal;

/** A request is refused as a whole, and has no effect. Each generation words it in its own way. */
public final class Refused extends Exception {
    private final Condition condition;
    private final String subject;

    private Refused(Condition condition, String subject, String text) {
        super(text, null, false, false);
        this.condition = condition;
        this.subject = subject;
    }

    /** A refusal that its condition explains in full. */
    public static Refused of(Condition condition, String subject) {
        return new Refused(condition, subject, condition + " " + subject);
    }

    /**
     * A refusal of a parameter.
     *
     * @param name the name of the parameter, without the path to a part of it
     */
    public static Refused parameter(String name, String text) {
        return new Refused(Condition.PARAMETER_INVALID, name, text);
    }

    /** A refusal of credentials, or a failure. */
    public static Refused because(Condition condition, String text) {
        return new Refused(condition, "", text);
    }

    /** The condition. */
    public Condition condition() {
        return condition;
    }

    /** The parameter or the identifier that it is about. */
    public String subject() {
        return subject;
    }

    /** The text for people. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
