package io.github.kdpbridge.verify.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.core.Utf16;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A session of HTTP requests in the {@code .http} format that IDEs run.
 *
 * <p>The syntax that the common clients agree on is read: {@code ###} between requests, with an optional name; {@code # @name x};
 * comments with {@code #} or {@code //}; {@code @variable = value} and <code>{{variable}}</code>; a request line with
 * optional method and HTTP version; query lines that start with {@code ?} or {@code &}; headers; an empty line; the
 * body up to the next {@code ###}. A URL may be absolute, a path, or start with <code>{{host}}</code>; only its path
 * and query count, because the server is chosen when the session is sent.
 *
 * <p>The directive {@code # @until TEXT}, a comment for every other tool, repeats a request until its answer contains
 * the text; see {@link Replay#send}.
 *
 * <p>Bodies from files and scripts are refused.
 *
 * @param origin the file's name in messages
 * @param directives the directives before the first request
 * @param requests at least one, in the order of the file
 */
public record HttpFile(String origin, List<Directive> directives, List<SessionRequest> requests, LeftOut leftOut) {

    public HttpFile {
        directives = List.copyOf(directives);
        requests = List.copyOf(requests);
    }

    /**
     * Reads a file in UTF-8, with or without a byte order mark. A file named {@code *.har} is read as an HTTP archive.
     *
     * @throws HttpFileException if the file cannot be read or parsed
     */
    public static HttpFile read(Path file) {
        try {
            String text = text(file, Files.readAllBytes(file));
            boolean archive = file.toString().toLowerCase(Locale.ROOT).endsWith(".har");
            return archive ? HarFile.parse(text, file.toString()) : parse(text, file.toString());
        } catch (NoSuchFileException e) {
            throw new HttpFileException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new HttpFileException(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new HttpFileException(file + ": cannot be read", e);
        }
    }

    private static String text(Path file, byte[] bytes) throws CharacterCodingException {
        if (Utf16.is(bytes)) {
            throw new HttpFileException(file + ": " + Utf16.ADVICE);
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("^\uFEFF", "");
    }

    /** Reads a text without external variables. */
    public static HttpFile parse(String text, String origin) {
        return parse(text, origin, Map.of());
    }

    /**
     * Reads a text with external variables.
     *
     * @param origin the name of the text in messages
     * @param variables their values; a definition in the text overrides a value from there on
     * @throws HttpFileException if a line cannot be parsed
     */
    public static HttpFile parse(String text, String origin, Map<String, String> variables) {
        return new HttpFileParser(requireNonNull(text), origin, variables).parse();
    }
}
