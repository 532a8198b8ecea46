package io.github.kdpbridge.core.migration.explorer;

/** All steps that a design allows in a world. */
final class Protocol {
    private final GatewaySteps gateways;
    private final ServiceSteps services;
    private final MoverSteps mover;

    Protocol(Design design, World world) {
        gateways = new GatewaySteps(design, world);
        services = new ServiceSteps(design, world);
        mover = new MoverSteps(design, world);
    }

    void from(State state, Steps steps) {
        for (int gateway = 0; gateway < State.GATEWAYS; gateway++) {
            gateways.from(state, gateway, steps);
        }
        services.from(state, steps);
        mover.from(state, steps);
    }
}
