package io.github.kdpbridge.verify.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kdpbridge.verify.scenario.Scenario;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Map<String, String> LEAST =
            Map.of("KDP_VERIFY_KEY", "k3y", "KDP_VERIFY_RESELLER", "4680000001", "KDP_VERIFY_CUSTOMER", "1200000001");

    @Test
    void whatEveryScenarioNeeds_isAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.fromEnvironment(Map.of("KDP_VERIFY_LEFT_KEY", "k3y"), "LEFT"))
                .withMessage("KDP_VERIFY_RESELLER, KDP_VERIFY_CUSTOMER are not set; docs/compatibility.md lists the"
                        + " variables");
    }

    @Test
    void sessionWithoutAKey_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.keysFromEnvironment(Map.of(), "LEFT"))
                .withMessage(
                        "KDP_VERIFY_KEY is not set: a recorded key is never sent to a server, this one takes its place");
    }

    @Test
    void twoNamesForOneThing_areRefusedWithoutTheirValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.fromEnvironment(with("KDP_VERIFY_OTHER_CUSTOMER", "1200000001"), "LEFT"))
                .withMessage("KDP_VERIFY_CUSTOMER and KDP_VERIFY_OTHER_CUSTOMER must not be the same");
    }

    @Test
    void keyThatNoHeaderCarries_isRefusedWithoutItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.fromEnvironment(with("KDP_VERIFY_KEY2", "two words"), "LEFT"))
                .withMessage("KDP_VERIFY_KEY2 must be printable ASCII without blanks");
    }

    @Test
    void keyOfOneSide_comesBeforeThatOfBoth() {
        Account account = Account.fromEnvironment(with("KDP_VERIFY_RIGHT_KEY", "right"), "RIGHT");

        assertThat(account.secrets()).containsExactly("right");
        assertThat(account).hasToString("Account[RIGHT]");
    }

    @Test
    void scenarioAboutWhatIsNotThere_isLacking() {
        Account account = Account.fromEnvironment(LEAST, "LEFT");

        assertThat(account.lacks(scenario("7850000063", "351800000000701"))).contains("needs KDP_VERIFY_VENDOR");
        assertThat(account.lacks(scenario("", "351800000000701"))).isEmpty();
    }

    @Test
    void devicesOfTheAccount_takeThePlaceOfThoseOfTheScenario() {
        Account account = Account.fromEnvironment(with("KDP_VERIFY_IMEIS", "351800000001188"), "LEFT");

        assertThat(account.names(scenario("", "351800000000701"), "3590736000001")
                        .outgoing("351800000000701"))
                .isEqualTo("351800000001188");
        assertThat(account.lacks(scenario("", "351800000000701\", \"351800000000719")))
                .contains("needs 2 devices of type IMEI, and 1 are given");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);
        return environment;
    }

    private static Scenario scenario(String vendor, String imeis) {
        return Scenario.parse("""
                # @operation upload
                # @condition accepted
                ###
                # @expect 200
                PUT /bulkenroll/v1/reseller/devices

                {"transactionId": "1", "vendorId": "%s", "devices": {"type": "IMEI", "list": ["%s"]}}
                """.formatted(vendor, imeis), "test", Map.of());
    }
}
