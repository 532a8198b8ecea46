package io.github.kdpbridge.simulator.json;

/** A document that is not JSON, or a field that is not what it should be; the message names the field. */
public final class JsonProblem extends Exception {
    /**
     * A problem.
     *
     * @param message what is wrong, for people
     */
    public JsonProblem(String message) {
        super(message, null, false, false);
    }

    /**
     * What is wrong.
     *
     * @return the text, never null
     */
    public String text() {
        return String.valueOf(getMessage());
    }
}
