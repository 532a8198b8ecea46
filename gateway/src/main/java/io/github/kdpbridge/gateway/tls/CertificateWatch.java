package io.github.kdpbridge.gateway.tls;

import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.netty.handler.ssl.SslContext;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the certificate's files periodically, and reloads changed ones. While they are unusable, for example between
 * the writing of one and of the other, the old certificate stays.
 */
public final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final int SECONDS = 60;

    private final Tls tls;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private String fingerprint;
    private String complaint = "";
    private volatile Instant expires;
    private volatile SslContext context;

    /**
     * Reads the certificate.
     *
     * @throws ConfigurationException if it cannot be used
     */
    public CertificateWatch(Tls tls) {
        this.tls = tls;
        this.fingerprint = Certificate.fingerprint(tls);
        Certificate certificate = Certificate.read(tls);
        certificate.showWith(factory);
        this.context = certificate.context();
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        this.expires = certificate.expires();
    }

    /** Returns the TLS factory with the current certificate. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** Returns the context of new connections on event loops, with the current certificate. */
    public SslContext context() {
        return context;
    }

    /** Returns the end of the current certificate's validity. */
    public Instant expires() {
        return expires;
    }

    /** Checks periodically, until the scheduler is stopped. */
    public void start(Scheduler scheduler, Executor executor) {
        var unused = scheduler.schedule(
                () -> {
                    try {
                        executor.execute(this::look);
                    } finally {
                        start(scheduler, executor);
                    }
                },
                SECONDS,
                TimeUnit.SECONDS);
    }

    /** Checks the files now. */
    public synchronized void look() {
        try {
            String now = Certificate.fingerprint(tls);
            if (now.equals(fingerprint)) {
                return;
            }
            Certificate certificate = Certificate.read(tls);
            factory.reload(ignored -> certificate.showWith(factory));
            context = certificate.context();
            fingerprint = now;
            complaint = "";
            expires = certificate.expires();
            LOG.info("a new certificate is shown, which ends {}", expires);
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(complaint)) {
                LOG.error("the new certificate cannot be used, the old one is shown on: {}", why);
                complaint = why;
            }
        }
    }
}
