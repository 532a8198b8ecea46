package io.github.kdpbridge.simulator.json;

/** A document that is not JSON, or a field that is not what it should be; the message names the field. */
public final class JsonProblem extends Exception {
    private final String path;

    /** A problem of a document as a whole. */
    public JsonProblem(String message) {
        this("", message);
    }

    JsonProblem(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }

    /** Where the field stands, such as {@code devices.list}; empty for the document as a whole. */
    public String path() {
        return path;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
