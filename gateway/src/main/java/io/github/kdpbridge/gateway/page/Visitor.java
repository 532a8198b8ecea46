package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause.Via;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in.
 *
 * @param name the name in the configuration, which is in the log of each act
 * @param readOnly why no act is taken from this visitor, one sentence; null if acts are
 * @param csrf what each form sends along as {@code csrf}, so that no other site can send one
 */
public record Visitor(String name, @Nullable String readOnly, String csrf) {
    /** Somebody who is not signed in. */
    static final Visitor NOBODY = new Visitor("", "sign in first", "");

    public Visitor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(csrf, "csrf");
    }

    /** Returns whether acts are taken from this visitor. */
    public boolean mayAct() {
        return readOnly == null;
    }

    /** Returns the author of this visitor's acts. */
    public Author author() {
        return new Author(name, Via.PAGE);
    }

    /** Returns the name, never the secret. */
    @Override
    public String toString() {
        return "Visitor[" + name + ", " + (mayAct() ? "operator" : "read only") + "]";
    }
}
