package io.github.kdpbridge.simulator.portal;

/** A request is refused as a whole, and has no effect. The text is the same in both generations. */
public final class Refused extends Exception {
    private final Condition condition;

    /**
     * A refusal.
     *
     * @param condition what is wrong
     * @param data the text for people, which names the parameter
     */
    public Refused(Condition condition, String data) {
        super(data, null, false, false);
        this.condition = condition;
    }

    /**
     * What is wrong.
     *
     * @return the condition
     */
    public Condition condition() {
        return condition;
    }

    /**
     * The text for people.
     *
     * @return the text
     */
    public String data() {
        return String.valueOf(getMessage());
    }
}
