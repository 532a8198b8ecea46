package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of one request, in their order: an immutable list.
 *
 * <p>If all have one length, of 64 at the most, and are {@linkplain #areSimple() simple}, as in nearly all requests, they
 * share one array of bytes, in the form that JSON has for them: a hundred thousand IMEIs take 1.8 MB, as strings 6. {@code get} and
 * iteration then create a string each time, and {@link #forEachUtf8} creates none. {@code subList} shares the array.
 *
 * <p>Safe for use by many threads.
 */
public abstract sealed class Identifiers extends AbstractList<String> implements RandomAccess
        permits PackedIdentifiers, Identifiers.Strings {
    /** Returns the identifiers of a list; the list itself if it is of this class. */
    public static Identifiers copyOf(List<String> identifiers) {
        if (identifiers instanceof Identifiers already) {
            return already;
        }
        Builder builder = new Builder(identifiers.size());
        identifiers.forEach(builder::add);
        return builder.build();
    }

    /** Returns the identifiers between two positions. */
    @Override
    public abstract Identifiers subList(int from, int to);

    /**
     * Returns whether all are known to consist of nothing but the letters and digits of ASCII, blanks, dashes and
     * underscores, so that no text format needs to escape them.
     */
    public abstract boolean areSimple();

    /** Returns whether all are IMEIs, if that can be told at once; otherwise false, and each has to be judged. */
    abstract boolean areImeis();

    /** Returns how many bytes of memory they take; for strings, about how many. */
    public abstract long memory();

    /** Passes the bytes of each identifier in UTF-8, in their order. */
    public abstract <E extends Exception> void forEachUtf8(Utf8<E> action) throws E;

    /**
     * Returns the number of bytes that each has in UTF-8, if all are {@linkplain #areSimple() simple} and there is one; 0
     * if the bytes of each have to be asked for.
     */
    public abstract int width();

    /**
     * Passes the bytes of identifiers that have a {@link #width()}, each between two texts, some hundred identifiers at once.
     *
     * @param before the text before each
     * @param after the text behind each
     * @throws IllegalStateException if they have no width
     */
    public abstract <E extends Exception> void forEachBlock(byte[] before, byte[] after, Utf8<E> action) throws E;

    /**
     * Passes the elements of a JSON array, which are those of identifiers that have a {@link #width()}: each in quotation
     * marks, a comma between two, no bracket. Some 8 KiB at once, which may end within an element. Nothing is copied.
     *
     * @throws IllegalStateException if they have no width
     */
    public abstract <E extends Exception> void forEachElements(Utf8<E> action) throws E;

    /** Returns these identifiers without repeats, in the order of their first occurrence; this object if none repeats. */
    public Identifiers distinct() {
        Set<String> once = new LinkedHashSet<>(this);
        return once.size() == size() ? this : copyOf(List.copyOf(once));
    }

    /** Returns a reader of single identifiers; each result is valid until the next call. */
    abstract IntFunction<? extends CharSequence> characters();

    /** Receives the bytes of an identifier. */
    @FunctionalInterface
    public interface Utf8<E extends Exception> {
        /**
         * Receives an identifier. The bytes must not be changed, nor kept.
         *
         * @param text an array with the identifier in UTF-8
         * @param from its first byte
         * @param length the number of its bytes
         */
        void accept(byte[] text, int from, int length) throws E;
    }

    /** Identifiers that cannot be packed. */
    static final class Strings extends Identifiers {
        private static final int BYTES_OF_STRING = 56;

        private final ImmutableList<String> strings;

        private Strings(ImmutableList<String> strings) {
            this.strings = strings;
        }

        @Override
        public String get(int index) {
            return strings.get(index);
        }

        @Override
        public int size() {
            return strings.size();
        }

        @Override
        public Identifiers subList(int from, int to) {
            return new Strings(strings.subList(from, to));
        }

        @Override
        public boolean areSimple() {
            return strings.isEmpty();
        }

        @Override
        boolean areImeis() {
            return false;
        }

        @Override
        public long memory() {
            return strings.stream()
                    .mapToLong(id -> BYTES_OF_STRING + id.length())
                    .sum();
        }

        @Override
        public <E extends Exception> void forEachUtf8(Utf8<E> action) throws E {
            for (String identifier : strings) {
                byte[] text = identifier.getBytes(StandardCharsets.UTF_8);
                action.accept(text, 0, text.length);
            }
        }

        @Override
        public int width() {
            return 0;
        }

        @Override
        public <E extends Exception> void forEachBlock(byte[] before, byte[] after, Utf8<E> action) {
            throw notPacked();
        }

        @Override
        public <E extends Exception> void forEachElements(Utf8<E> action) {
            throw notPacked();
        }

        private static IllegalStateException notPacked() {
            return new IllegalStateException("identifiers that are not packed have no width");
        }

        @Override
        IntFunction<? extends CharSequence> characters() {
            return strings::get;
        }
    }

    /** Collects identifiers, packed as long as their form allows it; not safe for several threads. */
    public static final class Builder {
        private final PackedBuilder packed;
        private ImmutableList.@Nullable Builder<String> strings;

        /**
         * Starts without identifiers.
         *
         * @param expected the expected number of identifiers, for the initial capacity; 0 if unknown
         */
        public Builder(int expected) {
            packed = new PackedBuilder(expected);
        }

        /** Adds an identifier. */
        @CanIgnoreReturnValue
        public Builder add(String identifier) {
            byte[] utf8 = identifier.getBytes(StandardCharsets.UTF_8);
            if (!addSimple(utf8, 0, utf8.length)) {
                unpacked().add(identifier);
            }
            return this;
        }

        /**
         * Adds an identifier by its bytes in UTF-8.
         *
         * @param utf8 an array with the identifier
         * @param from its first byte
         * @param length the number of its bytes
         */
        @CanIgnoreReturnValue
        public Builder add(byte[] utf8, int from, int length) {
            if (!addSimple(utf8, from, length)) {
                unpacked().add(new String(utf8, from, length, StandardCharsets.UTF_8));
            }
            return this;
        }

        /**
         * Adds an identifier by its bytes if it can be packed: if it is simple, and as long as those before it.
         *
         * @return whether it was added
         */
        public boolean addSimple(byte[] utf8, int from, int length) {
            return strings == null && packed.add(utf8, from, length);
        }

        /**
         * Adds the elements of a JSON array that are like the one before them: a comma, without blanks, and an identifier
         * that {@link #addSimple} would add. They are judged where they are and copied together.
         *
         * @param array an array with elements in UTF-8
         * @param from the comma behind the one before
         * @param end the end of what is known
         * @return how many were added; their bytes follow one another
         */
        public int addAlike(byte[] array, int from, int end) {
            return strings == null ? packed.addAlike(array, from, end) : 0;
        }

        private ImmutableList.Builder<String> unpacked() {
            if (strings == null) {
                strings = ImmutableList.builder();
                strings.addAll(packed.build());
            }
            return strings;
        }

        /** Returns the identifiers. The builder cannot be used afterwards. */
        public Identifiers build() {
            return strings == null ? packed.build() : new Strings(strings.build());
        }
    }
}
