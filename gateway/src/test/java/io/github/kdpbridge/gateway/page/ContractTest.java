package io.github.kdpbridge.gateway.page;

import static io.github.kdpbridge.gateway.page.PageSide.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ContractTest {
    private final Html contract = Html.get(new Gallery().side().pages(), OPERATOR, "/contract");

    @Test
    void factThatIsOtherwise_comesWithTheLineToSet() {
        assertThat(contract.section("Not as assumed 1"))
                .contains(
                        "the status shows a transaction within the time set after its receipt",
                        "sign that it is wrong: no transaction for an id whose receipt is older than that",
                        "40 for, 2 against",
                        "wire.gen2.statusLag = 180s");
    }

    @Test
    void otherFacts_areAsDocumentedOrNotSeen() {
        assertThat(contract.section("As documented 1"))
                .contains("a transaction is in state Progress or Complete", "212 for, 0 against", "none needed");
        assertThat(contract.section("Not seen yet 1")).contains("the scope kdp may be asked for");
    }

    @Test
    void portal_isKnownOrNot() {
        assertThat(contract.section("The portal behind both generations 4"))
                .contains(
                        "devices are visible on both sides yes 41 for, 0 against",
                        "transactions are visible on both sides no",
                        "transaction names are shared unknown");
    }
}
