package io.github.kdpbridge.core.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/** The kind of values of a {@link WireRow}. */
public enum WireKind {
    /** A name. */
    NAME,
    /** A name that no other row of its section has. */
    OWN_NAME,
    /** Names that no other row of its section has. */
    OWN_NAMES,
    /** A path below the base URL. */
    PATH,
    /** A path of a token service on the host of the base URL. */
    TOKEN_PATH,
    /** Paths of one operation by {@code PUT}. */
    PUT_PATHS,
    /** Paths of one operation by {@code GET}. */
    GET_PATHS,
    /** Paths of one operation by {@code POST}. */
    POST_PATHS,
    /** How many items a page holds, from 1 on. */
    PAGE_SIZE,
    /** The number of the first page, from 0 on. */
    PAGE_NUMBER,
    /** The most devices of a request, from 1 on; empty if it is not known. */
    DEVICE_LIMIT,
    /** How long the status may lag behind. */
    LAG,
    /** True or false. */
    FLAG;

    private static final Splitter COMMAS = Splitter.on(',').trimResults();

    Object parse(String text) {
        return switch (this) {
            case NAME, OWN_NAME, PATH, TOKEN_PATH -> text;
            case OWN_NAMES, PUT_PATHS, GET_PATHS, POST_PATHS -> ImmutableSet.copyOf(COMMAS.split(text));
            case PAGE_SIZE, PAGE_NUMBER -> Integer.valueOf(text);
            case DEVICE_LIMIT -> text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
            case LAG -> Duration.parse(text);
            case FLAG -> Boolean.valueOf(text);
        };
    }

    /** Returns a value that is in range. */
    Object checked(Object value) {
        switch (this) {
            case NAME, OWN_NAME, OWN_NAMES, FLAG -> {}
            case PATH ->
                checkArgument(
                        !value.equals("") && !((String) value).startsWith("/"),
                        "the path must be relative to the base URL, without a leading slash: %s",
                        value);
            case TOKEN_PATH ->
                checkArgument(((String) value).startsWith("/"), "the token path must start with a slash: %s", value);
            case PUT_PATHS, GET_PATHS, POST_PATHS ->
                ((Set<?>) value)
                        .forEach(path -> checkArgument(
                                ((String) path).startsWith("/"), "the path must start with a slash: %s", path));
            case PAGE_SIZE -> checkArgument((Integer) value >= 1, "a page must have room for an item: %s", value);
            case PAGE_NUMBER ->
                checkArgument((Integer) value >= 0, "the number of the first page is negative: %s", value);
            case DEVICE_LIMIT ->
                ((OptionalInt) value)
                        .ifPresent(most -> checkArgument(most >= 1, "deviceLimit must be 1 or more, not %s", most));
            case LAG -> checkArgument(!((Duration) value).isNegative(), "statusLag must not be negative: %s", value);
        }
        return value;
    }
}
