package io.github.kdpbridge.gen2client.wire;

import java.util.function.Function;

/**
 * The reader of a list's items.
 *
 * @param wanted the known fields of an item
 * @param item creates an item from its fields, which are reused for the next one
 */
record ItemReading<T>(FieldNames wanted, Function<JsonFields, T> item) {}
