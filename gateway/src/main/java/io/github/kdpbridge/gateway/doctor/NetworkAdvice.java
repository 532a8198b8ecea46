package io.github.kdpbridge.gateway.doctor;

import com.google.common.base.Throwables;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Advice for a missing answer, derived from the transport's error. */
final class NetworkAdvice {
    private static final String PROXY =
            "name it in JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\".";

    private NetworkAdvice() {}

    static String of(Throwable trouble) {
        List<Throwable> chain = Throwables.getCausalChain(trouble);
        if (has(chain, UnknownHostException.class)) {
            return "Check the host in baseUrl and tokenUrl, and this machine's DNS. If only a proxy knows the host, "
                    + PROXY;
        }
        if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
            return "Check host and port in baseUrl and tokenUrl, and whether a firewall lets this machine connect. If"
                    + " the way leads through a proxy, " + PROXY;
        }
        if (has(chain, CertificateExpiredException.class) || has(chain, CertificateNotYetValidException.class)) {
            return "The certificate is not valid at this time: check this machine's clock first; if that is right, the"
                    + " service, or a proxy on the way, has to renew its certificate.";
        }
        if (has(chain, CertPathBuilderException.class)) {
            return "This Java does not trust the issuer of the certificate. If a proxy of your own opens TLS, add its"
                    + " certificate to a trust store (keytool -importcert) and name that in"
                    + " JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=FILE\".";
        }
        if (has(chain, SSLPeerUnverifiedException.class)) {
            return "The certificate is for another host: check the host in baseUrl and tokenUrl.";
        }
        if (has(chain, SSLException.class)) {
            return "Check that the port in baseUrl and tokenUrl is one for https.";
        }
        if (has(chain, InterruptedIOException.class)) {
            return "A firewall may swallow the connection: check that this machine may reach the service. If the service"
                    + " is only slow, raise connectTimeout or requestTimeout.";
        }
        return "Try again; if it stays so, something on the way breaks the connection: check proxies and firewalls.";
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }
}
