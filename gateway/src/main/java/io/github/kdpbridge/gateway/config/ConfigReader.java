package io.github.kdpbridge.gateway.config;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.gateway.config.TrustedProxies.Header;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gateway.tls.Certificate;
import io.github.kdpbridge.gateway.tls.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a {@link GatewayConfig} of a configuration file. */
final class ConfigReader {
    private static final HostAndPort LISTEN = HostAndPort.fromParts("127.0.0.1", 8080);
    private static final HostAndPort ADMIN = HostAndPort.fromParts("127.0.0.1", 8081);
    private static final String OFF = "off";
    private static final String LEDGER = "kdp-ledger.db";
    private static final String CERTIFICATE = "certificate";
    private static final String KEYSTORE = "keystore";

    private final Settings root;
    private final Path directory;
    private final Mistakes mistakes = new Mistakes();
    private final GatewayConfig.Builder config = GatewayConfig.builder();
    private HostAndPort listen = LISTEN;
    private WireProfiles wire = WireProfiles.standard();

    private ConfigReader(Settings root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * Reads a configuration.
     *
     * @param directory where relative files in it are looked for
     */
    static GatewayConfig read(Settings root, Path directory) {
        return new ConfigReader(root, directory).read();
    }

    private GatewayConfig read() {
        mistakes.in(() -> gateway(root.sectionOrEmpty("gateway")));
        mistakes.in(() -> wire = WireReader.read(root.sectionOrEmpty("wire")));
        config.listen(listen).profile(wire.gen1());
        mistakes.in(() -> {
            List<Settings> resellers = root.sections("resellers");
            if (resellers.isEmpty()) {
                throw root.wrong("resellers", "is empty: the gateway would serve nobody");
            }
            AccountReader accounts = new AccountReader(listen, this::file, wire.gen2());
            resellers.forEach(reseller -> mistakes.in(() -> config.account(accounts.read(reseller))));
            accounts.keyFiles().forEach(config::secretFile);
        });
        mistakes.in(root::finish);
        mistakes.finish();
        root.finishEnvironment();
        return config.build();
    }

    private void gateway(Settings gateway) {
        mistakes.in(() -> listen = Addresses.listen(gateway, "listen", LISTEN, ""));
        mistakes.in(() -> admin(gateway.sectionOrEmpty("admin")));
        mistakes.in(() -> proxies(gateway.sectionOrEmpty("proxies")));
        mistakes.in(() -> tls(gateway.sectionOrEmpty("tls")));
        mistakes.in(() -> ledger(gateway.sectionOrEmpty("ledger")));
        mistakes.in(() -> config.tokensAtStart(gateway.flag("tokensAtStart", true)));
        mistakes.in(() -> config.limits(limits(gateway.sectionOrEmpty("limits"))));
        gateway.finish();
    }

    private void admin(Settings admin) {
        if (!admin.string("listen", ADMIN.toString()).equals(OFF)) {
            HostAndPort address = Addresses.listen(admin, "listen", ADMIN, ", or " + OFF);
            if (Addresses.clash(address, listen)) {
                throw admin.wrong(
                        "listen", "is where the callers connect; the operator's side needs a port of its own");
            }
            config.admin(address);
        }
        admin.stringsOrNone("hosts").forEach(config::adminHost);
        admin.finish();
    }

    private void proxies(Settings proxies) {
        Set<String> trusted = proxies.stringsOrNone("trusted");
        String name = proxies.string("header", Header.X_FORWARDED_FOR.field());
        Header header = Stream.of(Header.values())
                .filter(each -> each.field().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> proxies.wrong("header", "must be X-Forwarded-For or Forwarded, not " + name));
        config.proxies(proxies.checked("trusted", () -> TrustedProxies.of(trusted, header)));
        proxies.finish();
    }

    private void tls(Settings tls) {
        @Nullable Path certificate = optionalFile(tls, CERTIFICATE);
        @Nullable Path key = optionalFile(tls, "key");
        @Nullable Path keystore = optionalFile(tls, KEYSTORE);
        String password = tls.string("password", "");
        tls.finish();
        if (keystore != null) {
            if (certificate != null || key != null) {
                throw tls.wrong(KEYSTORE, "stands beside certificate or key; it is either this or those two");
            }
            certificate(new Tls.Pkcs12(keystore, password), keystore);
        } else if (certificate != null || key != null) {
            if (certificate == null || key == null) {
                throw tls.wrong(key == null ? "key" : CERTIFICATE, "is missing");
            }
            certificate(new Tls.Pem(certificate, key), key);
        }
    }

    /** What could not be shown to callers is told now, and not when the gateway starts. */
    private void certificate(Tls tls, Path secret) {
        Certificate.read(tls);
        config.tls(tls).secretFile(secret);
    }

    private void ledger(Settings ledger) {
        String file = ledger.string("file", LEDGER);
        config.ledgerMemory(ledger.bytes("memory", Math.toIntExact(InMemoryLedger.STANDARD_BYTES)));
        String url = ledger.string("url", "");
        String user = ledger.string("user", "");
        String password = ledger.string("password", "");
        Duration retention = ledger.duration("retention", LedgerStore.STANDARD_RETENTION);
        Duration takeover = ledger.duration("takeover", LedgerStore.STANDARD_TAKEOVER);
        if (takeover.toMillis() < 100) {
            throw ledger.wrong("takeover", "must be at least 100ms");
        }
        ledger.finish();
        if (!url.isEmpty()) {
            config.ledger(
                    ledger.checked("url", () -> new LedgerStore.Postgresql(url, user, password, retention, takeover)));
        } else if (!user.isEmpty() || !password.isEmpty()) {
            throw ledger.wrong("url", "is missing; user and password are for a database");
        } else if (!file.equals(OFF)) {
            Path path = ledger.checked("file", () -> directory.resolve(file));
            Path folder = path.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw ledger.wrong("file", "there is no such folder: " + folder);
            }
            config.ledger(new LedgerStore.SqliteFile(path, retention));
        }
    }

    private static Limits limits(Settings limits) {
        Limits standard = Limits.standard();
        Limits read = Limits.builder()
                .headBytes(limits.bytes("head", standard.headBytes()))
                .headTime(limits.duration("headTime", standard.headTime()))
                .bodyBytes(limits.bytes("body", standard.bodyBytes()))
                .bodyTime(limits.duration("bodyTime", standard.bodyTime()))
                .answerBytes(limits.bytes("answers", standard.answerBytes()))
                .answerTime(limits.duration("answerTime", standard.answerTime()))
                .idle(limits.duration("idle", standard.idle()))
                .connections(limits.positive("connections", standard.connections()))
                .concurrentRequests(limits.positive("concurrentRequests", standard.concurrentRequests()))
                .wrongKeys(limits.positive("wrongKeys", standard.wrongKeys()))
                .build();
        limits.finish();
        return read;
    }

    private @Nullable Path optionalFile(Settings settings, String key) {
        return settings.string(key, "").isEmpty() ? null : file(settings, key);
    }

    /** The file that a setting names, which must be there. */
    private Path file(Settings settings, String key) {
        Path file = settings.checked(key, () -> directory.resolve(settings.string(key)));
        if (!Files.exists(file)) {
            throw settings.wrong(key, "there is no such file: " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = Files.isDirectory(file) ? "is a directory, not a file: " : "cannot be read: ";
            throw settings.wrong(key, why + file);
        }
        return file;
    }
}
