package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleMappingTest {
    private final TroubleMapping mapping = new TroubleMapping(ErrorCatalogue.standard());

    /** Below 500 callers give up, from 500 on they repeat (contract, section 4). */
    @ParameterizedTest
    @CsvSource({
        "CUSTOMER_NOT_FOUND,    200, 404, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    404, 404, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    499, 404, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    500, 500, CUSTOMER_NOT_FOUND",
        "INTERNAL_SERVER_ERROR, 503, 503, INTERNAL_SERVER_ERROR",
        "UNKNOWN,               200, 200, UNKNOWN",
        "UNKNOWN,               300, 503, INTERNAL_SERVER_ERROR",
        "CUSTOMER_NOT_FOUND,    300, 404, CUSTOMER_NOT_FOUND",
        "UNKNOWN,               399, 503, INTERNAL_SERVER_ERROR",
        "UNKNOWN,               400, 400, UNKNOWN",
        "UNKNOWN,               418, 418, UNKNOWN",
        "UNKNOWN,               401, 503, INTERNAL_SERVER_ERROR",
        "UNKNOWN,               429, 503, INTERNAL_SERVER_ERROR",
    })
    void refusal_becomesAStatusThatCallersUnderstand(Condition condition, int status, int expected, Condition said) {
        ServiceError error = new ServiceError(condition, "1", "NAME", null);

        TroubleMapping.Verdict verdict = mapping.verdict(new RefusedException("status 7", error, status, null, false));

        assertThat(verdict.status()).isEqualTo(expected);
        assertThat(verdict.error().condition()).isEqualTo(said);
    }
}
