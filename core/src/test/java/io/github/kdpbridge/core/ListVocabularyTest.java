package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListVocabularyTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");

    @Test
    void pageRequest_walksOnWithItsSize() {
        assertThat(PageRequest.first()).isEqualTo(new PageRequest(0, null));
        assertThat(PageRequest.of(50).next().next()).isEqualTo(new PageRequest(2, 50));
        assertThat(PageRequest.of(50).next()).hasToString("page 1");
    }

    @Test
    void impossiblePage_isRefused() {
        assertThatThrownBy(() -> new PageRequest(-1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of a page is negative: -1");
        assertThatThrownBy(() -> PageRequest.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page must have room for an item: 0");
        assertThatThrownBy(() -> new PageRequest(Long.MAX_VALUE, null).next()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void page_isCopiedAndShownAsANumber() {
        List<String> items = new ArrayList<>(List.of("351800000000702"));
        Page<String> page = new Page<>(items, 5L, 0);
        items.clear();

        assertThat(page.items()).containsExactly("351800000000702");
        assertThat(page.totalPages()).isNull();
        assertThat(page.unknown().isEmpty()).isTrue();
        assertThat(page).hasToString("page 0: 1 of 5 items");
        assertThat(new Page<>(List.of(), null, 3)).hasToString("page 3: 0 items");
    }

    @Test
    void unknownFields_areCopiedInOrderAndShownByNameAlone() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("weight", "1.50");
        json.put("imei2", "\"351800000000710\"");
        UnknownFields unknown = UnknownFields.of(json);
        json.clear();

        assertThat(unknown.json())
                .containsExactly(Map.entry("weight", "1.50"), Map.entry("imei2", "\"351800000000710\""));
        assertThat(unknown.json("weight")).contains("1.50");
        assertThat(unknown.json("color")).isEmpty();
        assertThat(unknown.isEmpty()).isFalse();
        assertThat(unknown).hasToString("[weight, imei2]");
        assertThat(UnknownFields.of(Map.of())).isSameAs(UnknownFields.none());
    }

    @Test
    void queries_areForAllOrForOne() {
        assertThat(DeviceQuery.all()).isEqualTo(new DeviceQuery(null, null));
        assertThat(DeviceQuery.of(CUSTOMER)).isEqualTo(new DeviceQuery(CUSTOMER, null));
        assertThat(CustomerQuery.all()).isEqualTo(new CustomerQuery(null));
        assertThat(CustomerQuery.of(CUSTOMER).customer()).isEqualTo(CUSTOMER);
    }

    @Test
    void listedDevice_needsNoMoreThanTheDevice() {
        ListedDevice device = ListedDevice.of(DeviceId.imei("351800000000702"));

        assertThat(device.recordId()).isNull();
        assertThat(device.unknown()).isEqualTo(UnknownFields.none());
    }
}
