package example;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.IOException;
import java.util.List;
import retrofit2.Response;

final class MovingOrders {
    private final DeploymentProgram program;
    private final Gen1ResellerApi gen1;

    MovingOrders(Gen2Client kdp) {
        program = LedgerProgram.of(kdp, InMemoryLedger.create());
        gen1 = Gen1.connect(program);
    }

    /** As it was: a call of generation 1. */
    Gen1Receipt sell(Gen1DevicesRequest bean) throws IOException {
        Response<Gen1Receipt> response = gen1.upload(bean).execute();
        if (!Gen1.isSuccess(response)) {
            throw new IOException(Gen1.error(response).orElseThrow().toString());
        }
        return response.body();
    }

    /** Half way: the new call, for callers that still have beans. */
    Gen1Receipt takeBack(Gen1DevicesRequest bean) throws IOException {
        WriteRequest request = Gen1Requests.deletion(bean);
        try {
            return Gen1Answers.receipt(program.write(request));
        } catch (KdpException e) {
            throw new IOException(Gen1Answers.error(request, e).toString(), e);
        }
    }

    /** Moved: nothing of generation 1 is left. */
    List<DeviceOutcome> failed(String order) {
        return program.status(StatusRequest.of(TransactionId.of(order))).failed();
    }
}
