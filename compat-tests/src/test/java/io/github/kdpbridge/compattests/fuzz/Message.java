package io.github.kdpbridge.compattests.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/**
 * A message as the inputs write it, so that people can read and write them: a first line, headers, an empty line, and a
 * body of any bytes. Any bytes are a message.
 */
record Message(String firstLine, Map<String, String> headers, ByteString body) {
    private static final ByteString END_OF_HEAD = ByteString.encodeUtf8("\n\n");

    static Message of(byte[] input) {
        ByteString bytes = ByteString.of(input);
        int end = bytes.indexOf(END_OF_HEAD);
        ByteString head = end < 0 ? bytes : bytes.substring(0, end);
        List<String> lines = head.utf8().lines().toList();
        Map<String, String> headers = new LinkedHashMap<>();
        lines.stream()
                .skip(1)
                .map(line -> line.split(":", 2))
                .forEach(parts -> headers.putIfAbsent(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip()));
        return new Message(
                lines.isEmpty() ? "" : lines.get(0),
                headers,
                end < 0 ? ByteString.EMPTY : bytes.substring(end + END_OF_HEAD.size()));
    }

    /** Returns a word of the first line, or a default if there are not as many. */
    String word(int index, String otherwise) {
        String[] words = firstLine.split(" ", -1);
        return index < words.length ? words[index] : otherwise;
    }
}
