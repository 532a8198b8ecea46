package io.github.kdpbridge.serviceclient.json;

import java.util.function.Function;

/**
 * The reader of a list's items.
 *
 * @param wanted the known fields of an item
 * @param item creates an item from its fields, which are reused for the next one
 */
public record ItemReading<T>(FieldNames wanted, Function<JsonFields, T> item) {}
