package io.github.kdpbridge.serviceclient.json;

import io.github.kdpbridge.serviceclient.scan.PlainItems;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The reader of a list's items.
 *
 * @param wanted the known fields of an item
 * @param item creates an item from its fields, which are reused for the next one
 * @param items creates the list that receives the items
 */
public record ItemReading<T>(FieldNames wanted, Function<JsonFields, T> item, Supplier<Items<T>> items) {
    /** Creates the reader of items that are each created from their fields. */
    public ItemReading(FieldNames wanted, Function<JsonFields, T> item) {
        this(wanted, item, EachItem::new);
    }

    /** The items of one list. */
    public interface Items<T> {
        /** Adds an item. */
        void add(T item);

        /**
         * Adds items that differ from the last one in one field, as most devices of a status do. The field is a text in
         * all of them.
         *
         * @param field its name
         * @param json an array with the texts, each as JSON has it between quotation marks; not kept
         * @param from the first byte of the first text
         * @param length the number of bytes of each, that of the last item's text
         * @param distance the bytes from one text to the next
         * @param count how many they are
         * @return how many were added, the first ones; the next is created from its fields. A text that {@link
         *     PlainItems#isPlain} does not accept must not be added.
         */
        int addAlike(String field, byte[] json, int from, int length, int distance, int count);

        /** Returns the items, in their order. */
        List<T> list();
    }

    private static final class EachItem<T> implements Items<T> {
        private final List<T> items = new ArrayList<>();

        @Override
        public void add(T item) {
            items.add(item);
        }

        @Override
        public int addAlike(String field, byte[] json, int from, int length, int distance, int count) {
            return 0;
        }

        @Override
        public List<T> list() {
            return items;
        }
    }
}
