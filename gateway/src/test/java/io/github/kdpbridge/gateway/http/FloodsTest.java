package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.RawHttp2;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of HTTP/2 that cost their sender little and the gateway work, and of which no caller needs many. */
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class FloodsTest {
    /** Of those that have a limit in a second, so many would pass in a quarter of a minute only. */
    private static final int MANY = 2000;

    private static final byte[] NOTHING = {};

    private final HeldProgram program = new HeldProgram();

    @RegisterExtension
    final OpenEntrance entrance = new OpenEntrance(program);

    private URI url;

    @BeforeEach
    void start() {
        url = entrance.start(Limits.standard());
    }

    @AfterEach
    void stop() {
        program.letEnd(1000);
    }

    /** What the flood is made of. */
    enum Flood {
        PING {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                http.frame(RawHttp2.PING, 0, 0, new byte[8]);
            }
        },
        SETTINGS {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                http.frame(RawHttp2.SETTINGS, 0, 0, NOTHING);
            }
        },
        PRIORITY {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                http.frame(RawHttp2.PRIORITY, 0, 1, new byte[5]);
            }
        },
        UNKNOWN {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                http.frame(0xbb, 0, 0, NOTHING);
            }
        },
        EMPTY_DATA {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                if (number == 0) {
                    http.head(1, "PUT", Calls.UPLOAD, Calls.KEY, false);
                }
                http.data(1, "", false);
            }
        },
        CONTINUATION {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                http.frame(number == 0 ? RawHttp2.HEADERS : RawHttp2.CONTINUATION, 0, 1, NOTHING);
            }
        },
        /** Each makes the gateway reset a stream that has a request. */
        MISTAKE {
            @Override
            void send(RawHttp2 http, int number) throws IOException {
                int stream = 2 * number + 1;
                http.head(stream, "PUT", Calls.UPLOAD, Calls.KEY, false);
                http.window(stream, 0);
            }
        };

        abstract void send(RawHttp2 http, int number) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void flood_endsItsConnection_andOthersAreServed(Flood flood) throws Exception {
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            for (int i = 0; i < MANY; i++) {
                flood.send(http, i);
            }
            http.awaitEnd();
        } catch (SocketException e) {
            // It was closed while there was more to send, or to read.
        }
        program.letEnd(1);
        try (Response next = Calls.client(Protocol.H2_PRIOR_KNOWLEDGE)
                .newCall(Calls.upload(url, Calls.BODY))
                .execute()) {
            assertThat(next.code()).isEqualTo(200);
        }
    }

    /** A caller says hello, and asks now and then whether the gateway is there. */
    @Test
    void fewOfThem_harmNobody() throws Exception {
        try (RawHttp2 http = RawHttp2.connect(url, 65_535)) {
            for (Flood flood : new Flood[] {Flood.PING, Flood.SETTINGS, Flood.PRIORITY, Flood.UNKNOWN}) {
                for (int i = 0; i < 20; i++) {
                    flood.send(http, i);
                }
            }
            http.head(1, "GET", "/x", Calls.KEY, true);

            assertThat(http.await(RawHttp2.HEADERS).stream()).isEqualTo(1);
        }
    }
}
