package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorRow;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.migration.shadow.Answer;
import io.github.kdpbridge.core.migration.shadow.LearntCodes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines that the shadow comparison learns, in a configuration: the gateway takes each, and then nothing is left to learn. */
class LearntCodesLineTest {
    /** Conditions of the operator's own access, which no pair of answers tells anything of. */
    private static final Set<Condition> OF_ACCESS = Set.of(Condition.SUCCESS, Condition.FORBIDDEN);

    @ParameterizedTest
    @MethodSource("conditions")
    void lines_correctTheCatalogueOfTheGateway(Condition condition) {
        LearntCodes learnt = LearntCodes.none().pair(refused(Condition.UNKNOWN, 418), refused(condition, 404));
        List<String> lines = learnt.settings(ErrorCatalogue.standard());
        assertThat(lines)
                .containsExactly(
                        "wire.errors." + condition + ".gen1 = 4999999",
                        "wire.errors." + condition + ".httpStatus = 418");

        GatewayConfig config = GatewayConfig.parse("""
                gateway { listen = "127.0.0.1:0", admin { listen = off }, ledger { file = off }, tokensAtStart = false }
                resellers = [{
                  resellerId = "4680000925"
                  gen1Key = "sim-gen1-key"
                  gen2 { baseUrl = "https://service.example/rp", auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
                }]
                """ + String.join("\n", lines), "test");

        ErrorCatalogue corrected = config.profile().errors();
        assertThat(corrected.row(condition).gen1().code()).isEqualTo("4999999");
        assertThat(corrected.row(condition).gen1().httpStatus()).isEqualTo(418);
        assertThat(learnt.settings(corrected)).isEmpty();
    }

    private static Stream<Condition> conditions() {
        return ErrorCatalogue.standard().rows().stream()
                .map(ErrorRow::condition)
                .filter(condition ->
                        !OF_ACCESS.contains(condition) && !condition.isOfToken() && !condition.isOfAccess());
    }

    private static Answer<?> refused(Condition condition, int httpStatus) {
        ServiceError error = new ServiceError(condition, "4999999", "NAME", null);
        return Answer.failed(new RefusedException("customers page 0", error, httpStatus, null, false));
    }
}
