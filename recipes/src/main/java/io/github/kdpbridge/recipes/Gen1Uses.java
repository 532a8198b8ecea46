package io.github.kdpbridge.recipes;

import org.openrewrite.Column;
import org.openrewrite.DataTable;
import org.openrewrite.Recipe;

/** The uses of generation 1 that {@link FindGen1} found. */
public final class Gen1Uses extends DataTable<Gen1Uses.Row> {
    /** Creates the table of a recipe. */
    public Gen1Uses(Recipe recipe) {
        super(recipe, "Uses of generation 1", "Each place that names a host, a path or the key of generation 1.");
    }

    /**
     * A use.
     *
     * @param sourcePath the file, from the root of the repository
     * @param kind {@code host}, {@code path}, {@code header} or {@code typed}
     * @param text the text that was found; never a key
     */
    public record Row(
            @Column(displayName = "Source path", description = "The file, from the root of the repository.")
            String sourcePath,

            @Column(displayName = "Kind", description = "host, path, header, or typed for Gen1ResellerApi.")
            String kind,

            @Column(displayName = "Text", description = "What was found.")
            String text) {}
}
