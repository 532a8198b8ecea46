package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Connects Jetty to the handler of generation 1. Neither a slow sender nor a slow service holds a thread: bodies are
 * collected asynchronously, and the answer to a complete request is a stage.
 */
final class Gen1Endpoint extends Handler.Abstract.NonBlocking {
    private final Supplier<Gen1Handler> handler;
    private final Intake intake;
    private final Workers workers;
    private final Answers answers;
    private final GatewayMeters meters;

    /**
     * Creates an endpoint.
     *
     * @param handler returns the current handler; a request uses one handler from head to answer
     */
    Gen1Endpoint(Supplier<Gen1Handler> handler, Intake intake, Workers workers, Answers answers, GatewayMeters meters) {
        this.handler = handler;
        this.intake = intake;
        this.workers = workers;
        this.answers = answers;
        this.meters = meters;
    }

    Intake intake() {
        return intake;
    }

    Workers workers() {
        return workers;
    }

    Answers answers() {
        return answers;
    }

    GatewayMeters meters() {
        return meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        intake.deadlines().headArrived(request);
        new Turn(this, handler.get(), request, response, callback).begin();
        return true;
    }
}
