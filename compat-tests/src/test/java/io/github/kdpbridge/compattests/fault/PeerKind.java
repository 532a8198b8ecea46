package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.compattests.fault.Trouble.Traits;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.verify.peer.Keys;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The entrances to the bridge. In trouble with tokens, each gets them by another scheme: signing costs most of such a cell. */
enum PeerKind {
    LIBRARY("library") {
        @Override
        CellPeer open(Stage stage, Trouble trouble) {
            return new LibraryCellPeer(
                    client(stage, trouble, trouble.concernsTokens() ? SIGNED : OAUTH), stage.ledger());
        }
    },
    GATEWAY("gateway") {
        @Override
        CellPeer open(Stage stage, Trouble trouble) {
            GatewayConfig.Builder config = GatewayConfig.builder().ledger(stage.ledger());
            if (!trouble.needsClient()) {
                config.account(account(stage, trouble));
                return new GatewayCellPeer(Gateway.start(config.build()), () -> {}, stage::expected);
            }
            // Only a client that is brought along can have names or a clock of its own.
            Gen2Client client = client(stage, trouble, OAUTH);
            config.account(Story.KEY, client);
            return new GatewayCellPeer(Gateway.start(config.build()), client::close, stage::expected);
        }
    };

    private static final ResellerId RESELLER = ResellerId.of(Story.RESELLER);
    private static final String SERVICE = "/kcs/v1/rp";
    /** Little, because the answers that have no end are read up to here. */
    private static final long ANSWER_LIMIT = 1 << 20;

    private static final Trouble PEACE = Trouble.of("none", Traits.USUAL, (stage, operation) -> {});
    private static final TokenSource SIGNED = SignedTokenSource.of(Story.CLIENT_IDENTIFIER, Keys.SIGNING);
    private static final TokenSource OAUTH = OAuthTokenSource.of(Story.CLIENT_ID, Story.CLIENT_SECRET);

    private final String title;

    PeerKind(String title) {
        this.title = title;
    }

    /** Returns what the page calls it. */
    String title() {
        return title;
    }

    /** Opens it on a service that is well, or will be in trouble as said. */
    abstract CellPeer open(Stage stage, Trouble trouble);

    /** Opens the library in peace. */
    static LibraryCellPeer library(Stage stage) {
        return new LibraryCellPeer(client(stage, PEACE, OAUTH), stage.ledger());
    }

    private static Gen2Client client(Stage stage, Trouble trouble, TokenSource tokens) {
        Gen2Client.Builder client = Gen2Client.builder(RESELLER)
                .tokens(tokens)
                .resilience(resilience(trouble))
                .clock(stage.clock());
        if (trouble.is(Traits.BY_NAME)) {
            // Without idle connections each request asks for the address anew.
            ConnectionPool noneIdle = new ConnectionPool(0, 1, TimeUnit.SECONDS);
            client.http(new OkHttpClient.Builder()
                    .dns(stage.names())
                    .connectionPool(noneIdle)
                    .build());
        }
        String url = trouble.is(Traits.BY_NAME) ? stage.urlByName() : stage.url();
        return client.baseUrl(url + SERVICE).build();
    }

    private static Gen2Account account(Stage stage, Trouble trouble) {
        return new Gen2Account(
                RESELLER,
                Set.of(Gen1Key.of(Story.KEY)),
                new Gen2Service(stage.url() + SERVICE, OAUTH, resilience(trouble), Gen2Profile.standard()));
    }

    private static Resilience resilience(Trouble trouble) {
        Resilience.Builder settings = Resilience.builder()
                .requestsPerSecond(1000)
                .attempts(2)
                .firstPause(Duration.ofMillis(10))
                .answerLimit(ANSWER_LIMIT)
                .longestPause(Duration.ofSeconds(2));
        if (trouble.isImpatient()) {
            settings.requestTimeout(Troubles.REQUEST_TIMEOUT);
        }
        return settings.build();
    }
}
