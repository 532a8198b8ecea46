package io.github.kdpbridge.compattests.heap;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A gateway whose list of customers is large, and whose uploads are taken at once. Says {@code listening URL}. */
final class DoorGateway {
    /** How many bytes a list of customers has at least. */
    static final int LARGE = 4 << 20;

    static final String KEY = "sim-gen1-key";

    private DoorGateway() {}

    /**
     * Starts it, and runs until it is killed.
     *
     * @param args nothing
     */
    public static void main(String[] args) throws InterruptedException {
        Gateway gateway = Gateway.start(
                GatewayConfig.builder().account(KEY, program("x".repeat(LARGE))).build());
        System.out.println("listening " + gateway.url());
        new CountDownLatch(1).await();
    }

    private static DeploymentProgram program(String name) {
        Handlers handlers = Handlers.builder()
                .blocking(Operation.UPLOAD, request -> new Receipt(request.transaction(), TransactionState.PROGRESS))
                .blocking(
                        Operation.CUSTOMERS,
                        query -> new Page<>(
                                List.of(new Customer(CustomerId.of("1200000321"), name, UnknownFields.none())), 1L, 0))
                .build();
        return new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return ResellerId.of("4680000925");
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> request) {
                return handlers.send(request);
            }

            @Override
            public boolean remembersWrites() {
                return true;
            }
        };
    }
}
