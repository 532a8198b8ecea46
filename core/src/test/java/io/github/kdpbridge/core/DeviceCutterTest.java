package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kdpbridge.core.DeviceCutter.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeviceCutterTest {
    private static final List<String> IMEIS =
            IntStream.range(0, 5).mapToObj("%015d"::formatted).toList();

    private final List<Part> parts = new ArrayList<>();
    private final DeviceCutter cutter = new DeviceCutter(2, parts::add);

    @Test
    void devicesOfSeveralKinds_areCutByKindAsTheyComplete() {
        Stream.of("a", "1", "b", "c", "2", "3")
                .map(id -> id.compareTo("9") < 0 ? DeviceId.imei(id) : DeviceId.serialNumber(id))
                .forEach(cutter::add);
        assertThat(parts)
                .containsExactly(
                        new Part(Devices.serialNumbers(List.of("a", "b")), 0, 2),
                        new Part(Devices.imeis(List.of("1", "2")), 1, 4));

        cutter.finish();
        cutter.finish();

        assertThat(parts.subList(2, parts.size()))
                .containsExactly(
                        new Part(Devices.serialNumbers(List.of("c")), 3, 3),
                        new Part(Devices.imeis(List.of("3")), 5, 5));
    }

    @Test
    void devicesInMemory_areCutInSlicesThatStayPacked() {
        List<Devices> cut = DeviceCutter.cut(Devices.imeis(IMEIS), 2);

        assertThat(cut)
                .containsExactly(
                        Devices.imeis(IMEIS.subList(0, 2)),
                        Devices.imeis(IMEIS.subList(2, 4)),
                        Devices.imeis(IMEIS.subList(4, 5)));
        assertThat(cut.get(1).identifiers().memory()).isEqualTo(36);
    }

    @Test
    void bothWays_cutAlike() {
        IMEIS.stream().map(DeviceId::imei).forEach(cutter::add);
        cutter.finish();

        assertThat(parts).extracting(Part::devices).isEqualTo(DeviceCutter.cut(Devices.imeis(IMEIS), 2));
    }

    @Test
    void sizeBelowOne_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceCutter(0, parts::add))
                .withMessage("size must be 1 or more, not 0");
    }
}
