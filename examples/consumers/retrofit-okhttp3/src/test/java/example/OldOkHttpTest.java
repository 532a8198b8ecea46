package example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen2client.Gen2Client;
import org.junit.jupiter.api.Test;

/** OkHttp 3.14 cannot carry the bridge: every entrance says so before anything is done. */
class OldOkHttpTest {
    private static final String TROUBLE = "there are two OkHttps on the class path, okhttp-3.14.9.jar and"
            + " okhttp-jvm-5.5.1.jar. Either exclude com.squareup.okhttp3:okhttp from what brings it (Retrofit does),"
            + " or depend on com.squareup.okhttp3:okhttp 4.12.0 and exclude okhttp-jvm from kdp-bridge;"
            + " https://github.com/kdpbridge/kdp-bridge/blob/main/docs/java-entrances.md has both";

    @Test
    void okHttp3InFrontOfOkHttp5_isRefusedByTheInterceptor() {
        assertThatThrownBy(() -> Gen1CompatInterceptor.on(Gen1Handler.builder().build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(TROUBLE);
    }

    @Test
    void okHttp3InFrontOfOkHttp5_isRefusedByTheClient() {
        assertThatThrownBy(() -> Gen2Client.builder(ResellerId.of("4680000925")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(TROUBLE);
    }

    @Test
    void okHttp3InFrontOfOkHttp5_isRefusedByTheTypedInterface() {
        assertThatThrownBy(() -> Gen1.connect("http://127.0.0.1:9", "key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(TROUBLE);
    }
}
