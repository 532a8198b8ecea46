package io.github.kdpbridge.gateway;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.migration.Migrating;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

/** A gateway that shows all it can show: it has a ledger in a file, TLS on both sides, and an account that migrates. */
final class FullGateway {
    private FullGateway() {}

    /** Starts one whose files are in a folder. */
    static Gateway start(KdpSimulator knox, Path folder) throws IOException {
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        TestCertificates.writePem(certificate, key);
        Tls tls = new Tls.Pem(certificate, key);
        return Gateway.start(GatewayConfig.builder()
                .account(Migrating.account(knox, knox.url().toString(), Phase.GEN2))
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .adminTls(tls)
                .tls(tls)
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                .build());
    }

    /** Returns what Prometheus gets from a gateway, with or without TLS. */
    static String scrape(Gateway gateway) throws IOException {
        HandshakeCertificates trust =
                new HandshakeCertificates.Builder().addInsecureHost("localhost").build();
        OkHttpClient http = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        URI admin = gateway.adminUrl().orElseThrow();
        String url = admin.getScheme() + "://localhost:" + admin.getPort() + "/metrics";
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().string();
        } finally {
            http.connectionPool().evictAll();
        }
    }
}
