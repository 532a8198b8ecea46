package io.github.kdpbridge.verify.verdict;

/** The outcome of comparing both sides. */
public enum Outcome {
    /** Both sides answered the same, and as expected if anything was expected. */
    SAME("same"),
    /** Both sides answered the same, but not what the scenario expects. */
    UNEXPECTED("same but not as expected"),
    /** Both sides differ, for a listed reason. */
    KNOWN("known difference"),
    /** Both sides differ. */
    DIFFERENT("different"),
    /** Nothing was compared, with a reason. */
    NOT_RUN("not run");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
