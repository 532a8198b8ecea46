package io.github.kdpbridge.gateway.operator;

import io.github.kdpbridge.gen1facade.Gen1Subject;
import org.eclipse.jetty.server.Request;

/** The subject of a request, kept with it for the access log and the meters. */
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
