package io.github.kdpbridge.gateway.operator;

import io.github.kdpbridge.gen1facade.Gen1Subject;
import org.eclipse.jetty.server.Request;

/** What a request turned out to be about, kept with it for those who look at it when it has been answered. */
public final class Subjects {
    private static final String ATTRIBUTE = Subjects.class.getName();
    private static final Gen1Subject NONE = new Gen1Subject(null, null, null);

    private Subjects() {}

    public static void set(Request request, Gen1Subject subject) {
        request.setAttribute(ATTRIBUTE, subject);
    }

    public static Gen1Subject of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Gen1Subject subject ? subject : NONE;
    }
}
