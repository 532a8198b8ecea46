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

/** A service made of operations: finds the one that was called, and writes every refusal in the service's words. */
public final class WireService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(WireService.class);

    private final String generation;
    private final Refusals refusals;
    private final List<Operation> operations;

    public WireService(String generation, Refusals refusals, List<Operation> operations) {
        this.generation = generation;
        this.refusals = refusals;
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
            return refusals.misdirected(call, 404, "no such path: " + call.path());
        }
        for (Operation operation : here) {
            if (operation.method().equals(call.method())) {
                return performed(operation, call);
            }
        }
        String allowed = here.stream().map(Operation::method).collect(Collectors.joining(", "));
        return refusals.misdirected(call, 405, call.method() + " is not allowed here; use " + allowed)
                .header("Allow", allowed);
    }

    private Reply performed(Operation operation, Call call) {
        if (call.body() == null) {
            return refusals.misdirected(call, 413, "the body is over " + HttpEntrance.BODY_LIMIT + " bytes");
        }
        try {
            return operation.action().perform(call);
        } catch (Refused refused) {
            LOG.debug("{} {} refused: {}", call.method(), call.path(), refused.text());
            return refusals.refusal(call, refused);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            return refusals.refusal(call, Refused.because(Condition.INTERNAL_SERVER_ERROR, "the simulator failed"));
        }
    }
}
