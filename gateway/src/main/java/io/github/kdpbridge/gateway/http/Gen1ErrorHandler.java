package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes the server's own refusals in the form of generation 1: broken HTTP, headers too large, shutting down. */
final class Gen1ErrorHandler extends ErrorHandler {
    private final Supplier<Gen1Handler> handler;
    private final Answers answers;

    /**
     * Creates a handler of errors.
     *
     * @param handler returns the current handler, which words the refusal
     */
    Gen1ErrorHandler(Supplier<Gen1Handler> handler, Answers answers) {
        this.handler = handler;
        this.answers = answers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Gen1Response answer = answer(status, reason(request, status));
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        answers.send(answer, request, response, callback);
        return true;
    }

    private Gen1Response answer(int status, String reason) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            return handler.get().unavailable("the gateway cannot serve this now: " + reason);
        }
        boolean callersFault = status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        return callersFault
                ? handler.get().refuse(status, "not an HTTP request that can be served: " + reason)
                : handler.get().failed();
    }

    /** Returns Jetty's own reason for refusing the request. */
    private static String reason(Request request, int status) {
        return request.getAttribute(ERROR_EXCEPTION) instanceof HttpException e && e.getReason() != null
                ? e.getReason()
                : HttpStatus.getMessage(status);
    }
}
