package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.migration.Cause.Via;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final VendorId VENDOR = VendorId.of("77");

    @Test
    void request_belongsToItsCustomerVendorOrAccount() {
        assertThat(UnitKind.CUSTOMER.unit(RESELLER, CUSTOMER, VENDOR)).hasToString("customer 1200000321");
        assertThat(UnitKind.VENDOR.unit(RESELLER, CUSTOMER, VENDOR)).hasToString("vendor 77");
        assertThat(UnitKind.ACCOUNT.unit(RESELLER, CUSTOMER, VENDOR)).hasToString("account *");
    }

    @Test
    void requestThatNamesNone_belongsToTheAccountsOwnUnit() {
        assertThat(UnitKind.CUSTOMER.unit(RESELLER, null, VENDOR)).isEqualTo(Unit.account(RESELLER));
        assertThat(UnitKind.VENDOR.unit(RESELLER, CUSTOMER, null)).isEqualTo(Unit.account(RESELLER));
    }

    @Test
    void id_differsForEachUnit_alsoForACustomerThatIsNamedLikeTheAccount() {
        List<Unit> units = List.of(
                customer("1200000321"),
                customer("*"),
                customer("77"),
                UnitKind.VENDOR.unit(RESELLER, null, VENDOR),
                Unit.account(RESELLER),
                Unit.account(ResellerId.of("46800009251")),
                new Unit(ResellerId.of("468000092"), UnitKind.CUSTOMER, "51200000321"));

        assertThat(units).extracting(Unit::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    /** Rows of former versions have it. */
    @Test
    void id_staysTheSame() {
        assertThat(customer("1200000321").id())
                .isEqualTo("e6e12e09e307872df3cb3d5ad4ee2ec4637d17625809e21353609cda96a0ee41");
    }

    @Test
    void label_isCutToItsColumn() {
        assertThat(customer("1".repeat(128)).label()).isEqualTo("1".repeat(128));
        assertThat(customer("1".repeat(129)).label()).isEqualTo("1".repeat(127) + "…");
    }

    @Test
    void label_isOneLineThatAnyDatabaseStores() {
        assertThat(customer("1\n2\0").label()).isEqualTo("1?2?");
        assertThat(customer("1\u202e2\u009b").label()).isEqualTo("1?2?");
        assertThat(customer("\ud83d").label()).isEqualTo("?");
        assertThat(customer("1".repeat(126) + "\ud83d\ude00 ").label()).isEqualTo("1".repeat(126) + "?…");
    }

    @Test
    void label_ofACustomerIsNeverThatOfTheAccount() {
        assertThat(customer("*").label()).isEqualTo("'*'");
        assertThat(Unit.account(RESELLER).label()).isEqualTo("*");
    }

    @Test
    void nameOfAUnit_isChecked() {
        assertThatThrownBy(() -> new Unit(RESELLER, UnitKind.CUSTOMER, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a unit is empty");
        assertThatThrownBy(() -> new Unit(RESELLER, UnitKind.ACCOUNT, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an account's unit is *, not x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "why", "  why ", "because\nof it"})
    void reason_isOneLineOf5Characters(String reason) {
        assertThatThrownBy(() -> new Cause("operator-1", Via.PAGE, reason, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reason is one line of 5 characters or more, not \"%s\"", reason.strip());
    }

    /** It is stored for each unit of a wave. */
    @Test
    void reason_has500CharactersAtMost() {
        assertThat(new Cause("operator-1", Via.PAGE, "x".repeat(500), "").reason())
                .hasSize(500);
        assertThatThrownBy(() -> new Cause("operator-1", Via.PAGE, "x".repeat(501), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a note or reason has 500 characters at most, not 501");
    }

    @Test
    void name_isOneLineOf64Characters() {
        assertThat(new Cause(" operator-1 ", Via.PAGE, " because ", ""))
                .isEqualTo(new Cause("operator-1", Via.PAGE, "because", ""));
        assertThatThrownBy(() -> new Cause("a".repeat(65), Via.PAGE, "because", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a name is one line of 1 to 64 characters, not \"%s\"", "a".repeat(65));
        assertThatThrownBy(() -> new Cause(" ", Via.PAGE, "because", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a name is one line of 1 to 64 characters, not \"\"");
    }
}
