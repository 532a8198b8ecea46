package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.List;

/** Writes requests as an {@code .http} file, which {@link HttpFile#parse} reads again. */
public final class HttpFileWriter {
    private HttpFileWriter() {}

    /** Returns the text of the file. */
    public static String text(List<SessionRequest> requests) {
        StringBuilder text = new StringBuilder();
        requests.forEach(request -> append(request, text));
        return text.toString();
    }

    private static void append(SessionRequest request, StringBuilder text) {
        text.append("### ").append(request.name()).append('\n');
        if (request.until() != null) {
            text.append("# @until ").append(request.until()).append('\n');
        }
        request.directives()
                .forEach(directive -> text.append("# @")
                        .append(directive.name())
                        .append(' ')
                        .append(directive.value())
                        .append('\n'));
        text.append(request.method()).append(' ').append(request.target()).append('\n');
        request.headers()
                .forEach(header -> text.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append('\n'));
        if (request.body() != null) {
            text.append('\n').append(request.body()).append('\n');
        }
        text.append('\n');
    }
}
