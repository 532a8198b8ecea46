package example;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;

final class Codes {
    private Codes() {}

    static java.util.List<Object> corrected() {
        ErrorCatalogue errors = ErrorCatalogue.standard()
                .withCode(Generation.GEN2, Condition.TRANSACTION_ID_DUPLICATE, "40000099")
                .withHttpStatus(Condition.CUSTOMER_NOT_FOUND, 400);

        Gen2Profile gen2 = Gen2Profile.builder().errors(errors).build(); // Gen2Client.builder(…).profile(gen2)
        Gen1Profile gen1 = Gen1Profile.builder().errors(errors).build(); // Gen1Handler.builder().profile(gen1)
        return java.util.List.of(gen2, gen1);
    }
}
