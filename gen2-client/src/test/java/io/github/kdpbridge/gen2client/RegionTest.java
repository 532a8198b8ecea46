package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.gen2client.token.TokenSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a client sends its requests (contract, section 1); nothing leaves this machine. */
class RegionTest {
    private static final String ANSWER =
            "{\"access_token\":\"abc\",\"expires_in\":599,\"accessToken\":\"abc\",\"transactions\":[]}";

    private final List<String> asked = new ArrayList<>();
    private final OkHttpClient http =
            new OkHttpClient.Builder().addInterceptor(this::answer).build();

    private Response answer(Interceptor.Chain chain) {
        asked.add(chain.request().url().newBuilder().query(null).build().toString());
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(ANSWER, null))
                .build();
    }

    private Gen2Client.Builder builder() {
        return Gen2Client.builder(ResellerId.of("1000000001"))
                .http(http)
                .tokens(TokenSource.oauth2("client-made-up", "secret-made-up"));
    }

    private void ask(Gen2Client.Builder builder) {
        try (Gen2Client client = builder.build()) {
            client.transactions(TransactionsQuery.all(), PageRequest.first());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, https://api.samsungknox.com/kcs/v1/rp",
        "EU, https://eu-kcs-api.samsungknox.com/kcs/v1/rp",
        "US, https://us-kcs-api.samsungknox.com/kcs/v1/rp",
    })
    void region_hasItsDocumentedAddress(Region region, String url) {
        ask(builder().region(region));

        assertThat(region.baseUrl()).isEqualTo(url);
        assertThat(asked).last().isEqualTo(url + "/devices/status");
    }

    @Test
    void clientWithoutARegion_asksTheGlobalService() {
        ask(builder());

        assertThat(asked)
                .containsExactly(
                        "https://api.samsungknox.com/ams/v1/oauth2/token",
                        "https://api.samsungknox.com/kcs/v1/rp/devices/status");
    }

    /** These two hosts are documented for it; on the global one it is assumed. */
    @ParameterizedTest
    @CsvSource({"EU, https://eu-kcs-api.samsungknox.com", "US, https://us-kcs-api.samsungknox.com"})
    void signedToken_isBoughtOnTheHostOfTheRegion(Region region, String host) {
        ask(builder().region(region).tokens(TokenSource.signedToken("identifier", Keys.SIGNING)));

        assertThat(asked).containsExactly(host + "/ams/v1/users/accesstoken", host + "/kcs/v1/rp/devices/status");
    }

    @Test
    void urlWithAUserOrAPassword_isRefused_withoutThem() {
        assertThatThrownBy(() -> builder().baseUrl("https://me:hush@knox.example/kcs/v1/rp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the URL must have no user and no password: https://knox.example/...");
    }

    @Test
    void text_isTheAccount() {
        try (Gen2Client client = builder().build()) {
            assertThat(client).hasToString("Gen2Client[1000000001]");
        }
    }
}
