package io.github.kdpbridge.eventloop;

import com.google.common.base.Suppliers;
import io.github.kdpbridge.serviceclient.http.AnswerObserver;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.Carriers;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/** Carries requests on event loops, over HTTP/1.1. The server's certificate is checked as Java's own settings say. */
public final class LoopCarriers implements Carriers {
    private final EventLoops loops;
    /** Reading the trusted certificates takes long, so it is done once, beside the loops. */
    private final Supplier<SslContext> trusting;

    private final Function<Origin, Route> routes;

    /**
     * Creates the carriers of all clients on these loops.
     *
     * @param loops stay the caller's to close, after the clients
     */
    public LoopCarriers(EventLoops loops) {
        this(loops, LoopCarriers::trusting, Route::to);
    }

    /**
     * Creates carriers that find their way otherwise.
     *
     * @param trusting says which servers are trusted; asked once
     * @param routes finds the way of each new connection; may block
     */
    LoopCarriers(EventLoops loops, Supplier<SslContext> trusting, Function<Origin, Route> routes) {
        this.loops = loops;
        this.trusting = Suppliers.memoize(trusting::get);
        this.routes = routes;
    }

    @Override
    public Carrier carrier(Resilience settings, AnswerObserver observer) {
        return new LoopCarrier(
                loops, new Connector(loops, trusting, routes, settings.connectTimeout()), settings, observer);
    }

    static SslContext trusting() {
        try {
            SSLContext java = SSLContext.getInstance("TLS");
            java.init(null, new TrustManager[0], null);
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(List.of(java.getDefaultSSLParameters().getCipherSuites()))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("Java's own settings for TLS cannot be used: " + e.getMessage(), e);
        }
    }
}
