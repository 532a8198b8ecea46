package io.github.kdpbridge.gateway.http;

/** A head that Netty would not read, or in its own way. */
final class OddHead extends IllegalArgumentException {
    private final transient Turn.Refusal fault;

    OddHead(Turn.Refusal fault) {
        super(fault.why());
        this.fault = fault;
    }

    Turn.Refusal fault() {
        return fault;
    }
}
