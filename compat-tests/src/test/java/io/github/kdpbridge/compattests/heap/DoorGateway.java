package io.github.kdpbridge.compattests.heap;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.GatewayConfig;
import java.lang.reflect.Proxy;
import java.util.List;
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
        return (DeploymentProgram) Proxy.newProxyInstance(
                DoorGateway.class.getClassLoader(),
                new Class<?>[] {DeploymentProgram.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "reseller" -> ResellerId.of("4680000925");
                    case "remembersWrites" -> true;
                    case "upload" ->
                        new Receipt(
                                ((UploadRequest) arguments[0]).transaction(),
                                TransactionState.PROGRESS,
                                UnknownFields.none());
                    case "customers" ->
                        new Page<>(
                                List.of(new Customer(CustomerId.of("1200000321"), name, UnknownFields.none())), 1L, 0);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
