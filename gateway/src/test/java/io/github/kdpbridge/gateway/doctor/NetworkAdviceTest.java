package io.github.kdpbridge.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** What a service would have to be set up for at length; the rest is in {@link DoctorTest}. */
class NetworkAdviceTest {
    private static Exception handshake(Exception reason) {
        return new IllegalStateException(
                new SSLHandshakeException("PKIX").initCause(new CertPathValidatorException(reason)));
    }

    @Test
    void certificateOfAnotherTime_sendsToTheClockFirst() {
        String advice =
                "The certificate is not valid at this time: check this machine's clock first; if that is right, the"
                        + " service, or a proxy on the way, has to renew its certificate.";

        assertThat(NetworkAdvice.of(handshake(new CertificateExpiredException())))
                .isEqualTo(advice);
        assertThat(NetworkAdvice.of(handshake(new CertificateNotYetValidException())))
                .isEqualTo(advice);
    }

    @Test
    void certificateOfAnotherHost_sendsToTheAddress() {
        assertThat(NetworkAdvice.of(new SSLPeerUnverifiedException("x")))
                .isEqualTo("The certificate is for another host: check the host in baseUrl and tokenUrl.");
    }

    @Test
    void noRoute_isLikeAClosedPort() {
        assertThat(NetworkAdvice.of(new NoRouteToHostException()))
                .startsWith("Check host and port in baseUrl and tokenUrl");
    }

    @Test
    void connectionThatBreaks_hasNoBetterAdvice() {
        assertThat(NetworkAdvice.of(new IOException("unexpected end of stream")))
                .isEqualTo("Try again; if it stays so, something on the way breaks the connection: check proxies and"
                        + " firewalls.");
    }
}
