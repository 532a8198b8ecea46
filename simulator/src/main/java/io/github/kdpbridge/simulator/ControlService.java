package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.Json;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The control API, below {@code /_sim/}: each call answers with the state after it. */
final class ControlService implements Service {
    private static final long LONGEST_ADVANCE_SECONDS = Duration.ofDays(3650).toSeconds();

    private final Simulator simulator;
    private final Map<String, Map<String, Action>> actions = new LinkedHashMap<>();

    ControlService(Simulator simulator) {
        this.simulator = simulator;
        on("GET", "/_sim/devices", call -> devices());
        on("GET", "/_sim/transactions", call -> transactions());
        on("GET", "/_sim/requests", call -> requests());
        on("DELETE", "/_sim/requests", call -> {
            simulator.clearRequests();
            return requests();
        });
        on("POST", "/_sim/reset", call -> {
            simulator.reset();
            return clock();
        });
        on("GET", "/_sim/clock", call -> clock());
        on("POST", "/_sim/clock", call -> {
            JsonValue body = JsonValue.parse(call.content());
            long seconds = body.field("advanceSeconds").number(0, LONGEST_ADVANCE_SECONDS);
            simulator.advanceClock(Duration.ofSeconds(seconds));
            return clock();
        });
        on("GET", "/_sim/dialect", call -> dialect());
        on("PUT", "/_sim/dialect", call -> {
            simulator.dialect(Dialect.read(JsonValue.parse(call.content())));
            return dialect();
        });
        on("GET", "/_sim/faults", call -> faults());
        on("POST", "/_sim/faults", call -> {
            simulator.fault(FaultJson.read(JsonValue.parse(call.content())));
            return faults();
        });
        on("DELETE", "/_sim/faults", call -> {
            simulator.clearFaults();
            return faults();
        });
    }

    @Override
    public String generation() {
        return "control";
    }

    @Override
    public Reply answer(Call call) {
        Map<String, Action> here = actions.getOrDefault(call.path(), Map.of());
        Action action = here.get(call.method());
        if (here.isEmpty()) {
            return error(404, "no such path: " + call.path() + "; use one of " + String.join(", ", actions.keySet()));
        }
        if (action == null) {
            String allowed = String.join(", ", here.keySet());
            return error(405, call.method() + " is not allowed here; use " + allowed)
                    .header("Allow", allowed);
        }
        try {
            return action.perform(call);
        } catch (JsonProblem | IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private void on(String method, String path, Action action) {
        actions.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(method, action);
    }

    private Reply devices() {
        return Reply.json(
                200,
                Json.write(
                        simulator.devices().stream().map(ControlService::device).toList()));
    }

    private Reply transactions() {
        return Reply.json(
                200,
                Json.write(simulator.transactions().stream()
                        .map(ControlService::transaction)
                        .toList()));
    }

    private Reply requests() {
        return Reply.json(
                200,
                Json.writeWithNulls(simulator.requests().stream()
                        .map(ControlService::request)
                        .toList()));
    }

    private Reply faults() {
        return Reply.json(
                200,
                Json.write(simulator.faults().stream().map(FaultJson::write).toList()));
    }

    private Reply dialect() {
        return Reply.json(200, Json.writeWithNulls(simulator.dialect().toJson()));
    }

    private Reply clock() {
        return Reply.ok(new Fields().and("now", simulator.clock().instant().toString()));
    }

    private static Fields transaction(AcceptedTransaction transaction) {
        return new Fields()
                .and("generation", transaction.generation().label())
                .and("operation", transaction.kind().name())
                .and("resellerId", transaction.resellerId())
                .and("customerId", transaction.customerId())
                .and("transactionId", transaction.transactionId())
                .and("time", transaction.acceptedAt().toString());
    }

    private static Fields device(RegisteredDevice device) {
        Generation generation = device.generation();
        return new Fields()
                .and("id", device.id())
                .and("type", device.type().name())
                .and("resellerId", device.resellerId())
                .and("customerId", device.customerId())
                .and("vendorId", device.vendorId())
                .and("transactionId", device.transactionId())
                .and("generation", generation == null ? null : generation.label());
    }

    private static Fields request(RecordedRequest request) {
        return new Fields()
                .and("generation", request.generation())
                .and("method", request.method())
                .and("path", request.path())
                .and("query", request.query())
                .and("status", request.status())
                .and("time", request.time().toString());
    }

    private static Reply error(int status, String error) {
        return Reply.json(status, new Fields().and("error", error));
    }

    @FunctionalInterface
    private interface Action {
        Reply perform(Call call) throws JsonProblem;
    }
}
