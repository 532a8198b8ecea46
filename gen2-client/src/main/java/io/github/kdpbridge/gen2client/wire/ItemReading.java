package io.github.kdpbridge.gen2client.wire;

import java.util.function.Function;

/**
 * The way to read the items of a list.
 *
 * @param wanted the fields that may be taken out of an item
 * @param item makes an item of its fields, which are the next item's afterwards
 */
record ItemReading<T>(FieldNames wanted, Function<JsonFields, T> item) {}
