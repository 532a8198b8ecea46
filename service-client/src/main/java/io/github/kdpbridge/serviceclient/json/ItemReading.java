package io.github.kdpbridge.serviceclient.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a list's items.
 *
 * @param wanted the known fields of an item
 * @param item creates an item from its fields, which are reused for the next one
 * @param alike creates an item from the one before it
 */
public record ItemReading<T>(FieldNames wanted, Function<JsonFields, T> item, Alike<T> alike) {
    /** Creates the reader of items that are each created from their fields. */
    public ItemReading(FieldNames wanted, Function<JsonFields, T> item) {
        this(wanted, item, (before, field, text) -> null);
    }

    /** Creates an item that differs from the one before it in one field, as most devices of a status do. */
    @FunctionalInterface
    public interface Alike<T> {
        /**
         * Returns the item; null if it has to be created from its fields.
         *
         * @param before the item before it
         * @param field the name of the field that differs, a text in both
         * @param text its value, as long as that of the item before
         */
        @Nullable T of(T before, String field, String text);
    }
}
