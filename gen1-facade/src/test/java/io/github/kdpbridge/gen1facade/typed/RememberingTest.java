package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen1facade.FakeProgram;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import retrofit2.Response;

/** What {@link Gen1#remembering} adds to a program whose service names failed devices only (contract, section 5). */
@SuppressWarnings("deprecation") // deprecated by design
class RememberingTest {
    private static final String RESELLER = "4680000925";
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("351800000000701"))
            .build();

    private final FakeProgram service = new FakeProgram(RESELLER);

    private long uploads() {
        return service.asked.stream().filter(UploadRequest.class::isInstance).count();
    }

    private static Response<Gen1Receipt> upload(Gen1ResellerApi gen1) throws IOException {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId("PO-7");
        bean.setResellerId(RESELLER);
        bean.setCustomerId("1200000321");
        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("351800000000701")));
        return gen1.upload(bean).execute();
    }

    private static List<DeviceId> devices(DeploymentProgram program) {
        return program.status(StatusRequest.of(UPLOAD.transaction())).devices().stream()
                .map(DeviceOutcome::id)
                .toList();
    }

    @Test
    void repeatedWrite_isSentOnce_andGetsTheReceiptOfTheFirst() {
        DeploymentProgram program = Gen1.remembering(service);

        assertThat(program.upload(UPLOAD)).isEqualTo(program.upload(UPLOAD));

        assertThat(uploads()).isEqualTo(1);
    }

    @Test
    void status_namesTheDevicesThatSucceeded() {
        DeploymentProgram program = Gen1.remembering(service);
        program.upload(UPLOAD);
        service.completeAll();

        assertThat(devices(program)).containsExactly(DeviceId.imei("351800000000701"));
    }

    @Test
    void programWithoutIt_sendsEachRepeat_andNamesFailedDevicesOnly() {
        service.upload(UPLOAD);
        service.upload(UPLOAD);
        service.completeAll();

        assertThat(uploads()).isEqualTo(2);
        assertThat(devices(service)).isEmpty();
    }

    /** A second memory would forget what the first one knows. */
    @Test
    void programThatRemembers_isReturnedAsItIs() {
        DeploymentProgram program = Gen1.remembering(service);

        assertThat(Gen1.remembering(program)).isSameAs(program);
        assertThat(program.reseller()).isEqualTo(service.reseller());
    }

    @Test
    void interfacesOnOneSuchProgram_shareItsMemory_withNewCode() throws IOException {
        DeploymentProgram program = Gen1.remembering(service);

        Response<Gen1Receipt> first = upload(Gen1.connect(program));
        Response<Gen1Receipt> second = upload(Gen1.connect(program));
        program.upload(UPLOAD);

        assertThat(second.body()).usingRecursiveComparison().isEqualTo(first.body());
        assertThat(uploads()).isEqualTo(1);
    }

    /** What {@link Gen1#shared} does, for code that has moved from it. */
    @Test
    void sharedProgram_hasOneMemory_whichIsThatOfTheSharedInterface() throws IOException {
        DeploymentProgram program = Gen1.sharedProgram(service);

        program.upload(UPLOAD);
        Gen1.sharedProgram(service).upload(UPLOAD);
        upload(Gen1.shared(service));

        assertThat(uploads()).isEqualTo(1);
        assertThat(Gen1.sharedProgram(service)).isSameAs(program).isSameAs(Gen1.sharedProgram(program));
    }

    @Test
    void interfacesOnAnotherProgram_haveAMemoryEach() throws IOException {
        upload(Gen1.connect(service));
        upload(Gen1.connect(service));

        assertThat(uploads()).isEqualTo(2);
    }
}
