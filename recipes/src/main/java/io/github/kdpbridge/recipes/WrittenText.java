package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.UUID;

/** A text as code writes it, before it is known what the variables of other files hold. */
sealed interface WrittenText {
    /** A value in the code. */
    record Literal(UUID id, String value) implements WrittenText {}

    /** A variable, or something of which no text is known, by a name that no other has. */
    record Named(String name) implements WrittenText {}

    /** Texts, one after the other. */
    record Sum(List<WrittenText> parts) implements WrittenText {}

    /** One of several texts. */
    record Either(List<WrittenText> choices) implements WrittenText {}
}
