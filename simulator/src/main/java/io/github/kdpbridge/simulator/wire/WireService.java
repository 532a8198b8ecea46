package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.HttpEntrance;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service made of operations: finds the one that was called, and writes every refusal in the service's dialect. */
public final class WireService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(WireService.class);

    private final String generation;
    private final Dialect dialect;
    private final List<Operation> operations;

    /**
     * A service.
     *
     * @param generation its name in the log of requests
     * @param dialect how it refuses
     * @param operations what it can do
     */
    public WireService(String generation, Dialect dialect, List<Operation> operations) {
        this.generation = generation;
        this.dialect = dialect;
        this.operations = List.copyOf(operations);
    }

    @Override
    public String generation() {
        return generation;
    }

    @Override
    public Reply answer(Call call) {
        Reply reply = judged(call);
        LOG.debug("{} {} {}: {}", generation, call.method(), call.path(), reply.status());
        return reply;
    }

    private Reply judged(Call call) {
        List<Operation> here = operations.stream()
                .filter(it -> it.paths().contains(call.path()))
                .toList();
        if (here.isEmpty()) {
            return invalid(call, 404, "no such path: " + call.path());
        }
        for (Operation operation : here) {
            if (operation.method().equals(call.method())) {
                return performed(operation, call);
            }
        }
        String allowed = here.stream().map(Operation::method).collect(Collectors.joining(", "));
        return invalid(call, 405, call.method() + " is not allowed here; use " + allowed)
                .header("Allow", allowed);
    }

    private Reply performed(Operation operation, Call call) {
        if (call.body() == null) {
            return invalid(call, 413, "the body is over " + HttpEntrance.BODY_LIMIT + " bytes");
        }
        try {
            return operation.perform(call);
        } catch (Refused refused) {
            WireError error = dialect.error(refused.condition());
            return Reply.json(error.status(), dialect.refusal(call, error, refused.data()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            WireError error = dialect.error(Condition.INTERNAL_SERVER_ERROR);
            return Reply.json(error.status(), dialect.refusal(call, error, "the simulator failed"));
        }
    }

    private Reply invalid(Call call, int status, String data) {
        WireError error = dialect.error(Condition.RESOURCE_INVALID_PARAM);
        return Reply.json(status, dialect.refusal(call, error, data));
    }
}
