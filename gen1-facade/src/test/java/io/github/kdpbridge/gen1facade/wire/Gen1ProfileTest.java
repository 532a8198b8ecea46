package io.github.kdpbridge.gen1facade.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Gen1ProfileTest {
    @Test
    void copy_keepsEverySetting() {
        Gen1ListProfile lists = Gen1ListProfile.builder().pageSize(7).build();
        ErrorCatalogue errors = ErrorCatalogue.standard().withCode(Generation.GEN1, Condition.SUCCESS, "1");
        Gen1Profile copy = Gen1Profile.builder()
                .uploadPaths(Set.of("/u"))
                .deletePaths(Set.of("/d"))
                .statusPaths(Set.of("/s"))
                .typeNames(Map.of(DeviceType.IMEI, "I"))
                .deviceFields(Map.of(DeviceType.IMEI, "i"))
                .aliasServiceField("service")
                .aliasNameField("alias")
                .progressDevices(true)
                .lists(lists)
                .errors(errors)
                .build()
                .toBuilder()
                .build();

        assertThat(copy.uploadPaths()).containsExactly("/u");
        assertThat(copy.deletePaths()).containsExactly("/d");
        assertThat(copy.statusPaths()).containsExactly("/s");
        assertThat(copy.type("I")).isEqualTo(DeviceType.IMEI);
        assertThat(copy.typeName(DeviceType.IMEI)).isEqualTo("I");
        assertThat(copy.deviceField(DeviceType.IMEI)).isEqualTo("i");
        assertThat(copy.aliasServiceField()).isEqualTo("service");
        assertThat(copy.aliasNameField()).isEqualTo("alias");
        assertThat(copy.progressDevices()).isTrue();
        assertThat(copy.lists()).isSameAs(lists);
        assertThat(copy.errors()).isSameAs(errors);
    }

    @Test
    void standard_hasTheFieldsThatGeneration2Documents() {
        assertThat(Gen1Profile.standard().aliasServiceField()).isEqualTo("serviceId");
        assertThat(Gen1Profile.standard().aliasNameField()).isEqualTo("profileAlias");
        assertThat(Gen1Profile.standard().progressDevices()).isFalse();
    }
}
