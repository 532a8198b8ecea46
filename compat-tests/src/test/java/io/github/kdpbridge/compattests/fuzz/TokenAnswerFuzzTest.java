package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenContext;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.TokenApi;
import io.github.kdpbridge.verify.peer.Keys;
import java.time.Clock;
import okhttp3.HttpUrl;

/** Any answer of the token services: there is a token that lives, or the client says why there is none. */
class TokenAnswerFuzzTest {
    private static final String SECRET = "client-secret-of-nobody";
    private static final HttpUrl URL = HttpUrl.get("http://kdp.example/ams/v1/");

    private final ScriptedService service = new ScriptedService();
    private final TokenSource oauth = TokenSource.oauth2("client", SECRET);
    private final TokenSource signed = TokenSource.signedToken("client", Keys.SIGNING);
    private final TokenContext context = new TokenContext(
            new TokenApi(service.http(), ErrorCatalogue.standard(), Surprises.ignored()), URL, URL, Clock.systemUTC());

    @DictionaryFile(resourcePath = "gen2.dict")
    @FuzzTest
    void answer(byte[] input) {
        Message message = Message.of(input);
        Integer given = Ints.tryParse(message.word(1, "200"));
        int status = given == null ? 200 : 200 + Math.floorMod(given - 200, 400);
        service.answer(status, message.headers(), message.body());
        try {
            Token token = (message.word(0, "").equals("signed") ? signed : oauth).request(context);
            assertThat(token.value()).isNotEmpty();
            assertThat(token.lifetime()).isPositive();
            assertThat(token.headers()).hasSize(1);
        } catch (KdpException e) {
            assertThat(e).hasMessageNotContaining(SECRET);
            assertThat(e.mayHaveTakenEffect()).isFalse();
        }
    }
}
