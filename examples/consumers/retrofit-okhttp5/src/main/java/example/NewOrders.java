package example;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import java.io.IOException;
import java.util.List;

final class NewOrders {
    private final DeploymentProgram program;

    NewOrders(DeploymentProgram program) {
        this.program = program;
    }

    void sell(String customer, String order, List<String> imeis) throws IOException {
        UploadRequest request = UploadRequest.builder(CustomerId.of(customer), TransactionId.of(order))
                .imeis(imeis)
                .build();
        try {
            program.upload(request);
        } catch (RefusedException e) {
            throw new IOException("order " + order + " is refused: " + e.getMessage(), e);
        } catch (KdpException e) {
            throw new IOException("order " + order + ": " + e.getMessage() + "; " + e.advice(), e);
        }
    }

    List<String> failed(String order) throws IOException {
        try {
            return program.status(StatusRequest.of(TransactionId.of(order))).failed().stream()
                    .map(device -> device.id().value())
                    .toList();
        } catch (KdpException e) {
            throw new IOException("order " + order + " is not known: " + e.getMessage(), e);
        }
    }
}
