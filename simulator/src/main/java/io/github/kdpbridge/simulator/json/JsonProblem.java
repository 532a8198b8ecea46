package io.github.kdpbridge.simulator.json;

/** A document that is not JSON, or a field that is not what it should be; the message names the field. */
public final class JsonProblem extends Exception {
    private final String path;

    /**
     * A problem with a document as a whole.
     *
     * @param message what is wrong, for people
     */
    public JsonProblem(String message) {
        this("", message);
    }

    /**
     * A problem with a field.
     *
     * @param path where the field stands, such as {@code devices.list}
     * @param message what is wrong, for people
     */
    public JsonProblem(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }

    /**
     * Where it is.
     *
     * @return the path, empty for the document as a whole
     */
    public String path() {
        return path;
    }

    /**
     * The complaint.
     *
     * @return the text, never null
     */
    public String text() {
        return String.valueOf(getMessage());
    }
}
