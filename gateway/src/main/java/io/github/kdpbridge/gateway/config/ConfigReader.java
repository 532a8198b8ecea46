package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.config.GatewaySettings.ADMIN;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ADMIN_HOSTS;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ADMIN_LISTEN;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ADMIN_TLS;
import static io.github.kdpbridge.gateway.config.GatewaySettings.GATEWAY;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_FILE;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_MEMORY;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_PASSWORD;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_RETENTION;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_TAKEOVER;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_URL;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LEDGER_USER;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LIMITS;
import static io.github.kdpbridge.gateway.config.GatewaySettings.LISTEN;
import static io.github.kdpbridge.gateway.config.GatewaySettings.PROXIES;
import static io.github.kdpbridge.gateway.config.GatewaySettings.PROXIES_HEADER;
import static io.github.kdpbridge.gateway.config.GatewaySettings.PROXIES_TRUSTED;
import static io.github.kdpbridge.gateway.config.GatewaySettings.TLS;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.config.TrustedProxies.Header;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gateway.settings.Values;
import io.github.kdpbridge.gateway.tls.Certificate;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a {@link GatewayConfig} of a configuration file. */
final class ConfigReader {
    private static final String OFF = "off";

    private final Settings root;
    private final Path directory;
    private final Mistakes mistakes = new Mistakes();
    private final GatewayConfig.Builder config = GatewayConfig.builder();
    private HostAndPort listen = HostAndPort.fromString(LISTEN.standard());
    private Values values = Values.standard();
    private WireReader.Profiles wire = new WireReader.Profiles(Gen1Profile.standard(), Gen2Profile.standard());

    private ConfigReader(Settings root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * Reads a configuration file. References in the file, {@code ${NAME}}, still go to the environment of this process.
     *
     * @param environment the variables that stand for settings
     */
    static GatewayConfig read(Path file, Map<String, String> environment) {
        Path directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        return read(Settings.read(file, environment), directory);
    }

    /** Reads the text of a configuration file, and no variables. */
    static GatewayConfig parse(String hocon, String origin) {
        return read(Settings.parse(hocon, origin), Path.of("").toAbsolutePath());
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
        mistakes.in(() -> gateway(root.sectionOrEmpty(GATEWAY.key())));
        mistakes.in(() -> wire = WireReader.read(root.sectionOrEmpty("wire")));
        config.listen(listen).profile(wire.gen1());
        mistakes.in(() -> {
            List<Settings> resellers = root.sections("resellers");
            if (resellers.isEmpty()) {
                throw root.wrong("resellers", "is empty: the gateway needs a reseller");
            }
            MigrationReader migrations = new MigrationReader(listen, isLedgerKept(), directory);
            AccountReader accounts = new AccountReader(listen, this::file, wire.gen2(), migrations);
            resellers.forEach(reseller -> mistakes.in(() -> config.account(accounts.read(reseller))));
            accounts.keyFiles().forEach(config::secretFile);
        });
        mistakes.in(root::finish);
        mistakes.finish();
        root.finishEnvironment();
        return config.build();
    }

    private void gateway(Settings gateway) {
        mistakes.in(() -> read(GATEWAY, gateway));
        mistakes.in(() -> listen = Addresses.listen(gateway, LISTEN, ""));
        mistakes.in(() -> admin(gateway.sectionOrEmpty(ADMIN.key())));
        mistakes.in(() -> proxies(gateway.sectionOrEmpty(PROXIES.key())));
        mistakes.in(() -> tls(gateway, TLS).ifPresent(config::tls));
        mistakes.in(() -> ledger(gateway.sectionOrEmpty(LEDGER.key())));
        mistakes.in(() -> limits(gateway.sectionOrEmpty(LIMITS.key())));
        gateway.finish();
        config.values(values);
    }

    /** Reads the settings that stand directly in a section. */
    private void read(Section head, Settings section) {
        values = values.read(GatewaySettings.rows(), head, section);
    }

    private void admin(Settings admin) {
        read(ADMIN, admin);
        if (!values.get(ADMIN_LISTEN).equals(OFF)) {
            HostAndPort address = Addresses.listen(admin, ADMIN_LISTEN, ", or " + OFF);
            if (Addresses.clash(address, listen)) {
                throw admin.wrong(
                        ADMIN_LISTEN.key(),
                        "is where the callers connect; the operator's side needs a port of its own");
            }
            config.admin(address);
        }
        values.get(ADMIN_HOSTS).forEach(config::adminHost);
        new AccessReader().read(admin).forEach(config::adminAccess);
        tls(admin, ADMIN_TLS).ifPresent(config::adminTls);
        admin.finish();
    }

    private void proxies(Settings proxies) {
        read(PROXIES, proxies);
        String name = values.get(PROXIES_HEADER);
        Header header = Stream.of(Header.values())
                .filter(each -> each.field().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> proxies.wrong(PROXIES_HEADER.key(), "must be X-Forwarded-For or Forwarded, not " + name));
        config.proxies(
                proxies.checked(PROXIES_TRUSTED.key(), () -> TrustedProxies.of(values.get(PROXIES_TRUSTED), header)));
        proxies.finish();
    }

    private Optional<Tls> tls(Settings listener, TlsSettings settings) {
        Settings tls = listener.sectionOrEmpty(settings.section.key());
        read(settings.section, tls);
        @Nullable Path certificate = optionalFile(tls, settings.certificate);
        @Nullable Path key = optionalFile(tls, settings.key);
        @Nullable Path keystore = optionalFile(tls, settings.keystore);
        tls.finish();
        if (keystore != null) {
            if (certificate != null || key != null) {
                throw tls.wrong(
                        settings.keystore.key(),
                        "cannot be combined with certificate and key; set either this or those two");
            }
            return usable(new Tls.Pkcs12(keystore, values.get(settings.password)), keystore);
        }
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw tls.wrong((key == null ? settings.key : settings.certificate).key(), "is missing");
        }
        return usable(new Tls.Pem(certificate, key), key);
    }

    /** Reads the certificate now, so that a useless one is reported here and not at the start. */
    private Optional<Tls> usable(Tls tls, Path secret) {
        Certificate.read(tls);
        config.secretFile(secret);
        return Optional.of(tls);
    }

    private void ledger(Settings ledger) {
        read(LEDGER, ledger);
        ledger.finish();
        config.ledgerMemory(values.get(LEDGER_MEMORY));
        String url = values.get(LEDGER_URL);
        String user = values.get(LEDGER_USER);
        String password = values.get(LEDGER_PASSWORD);
        Duration retention = values.get(LEDGER_RETENTION);
        if (!url.isEmpty()) {
            config.ledger(ledger.checked(
                    LEDGER_URL.key(),
                    () -> new LedgerStore.Postgresql(url, user, password, retention, values.get(LEDGER_TAKEOVER))));
        } else if (!user.isEmpty() || !password.isEmpty()) {
            throw ledger.wrong(LEDGER_URL.key(), "is missing; user and password are for a database");
        } else if (!values.get(LEDGER_FILE).equals(OFF)) {
            Path path = ledger.checked(LEDGER_FILE.key(), () -> directory.resolve(values.get(LEDGER_FILE)));
            Path folder = path.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw ledger.wrong(LEDGER_FILE.key(), "there is no such folder: " + folder);
            }
            config.ledger(new LedgerStore.SqliteFile(path, retention));
        }
    }

    private boolean isLedgerKept() {
        return !values.get(LEDGER_URL).isEmpty() || !values.get(LEDGER_FILE).equals(OFF);
    }

    private void limits(Settings limits) {
        read(LIMITS, limits);
        limits.finish();
        config.limits(Limits.of(values));
    }

    private @Nullable Path optionalFile(Settings section, Setting<String> setting) {
        return values.get(setting).isEmpty() ? null : file(section, setting);
    }

    /** The file that a setting names, which must be there. */
    private Path file(Settings section, Setting<String> setting) {
        String key = setting.key();
        Path file = section.checked(key, () -> directory.resolve(setting.in(section)));
        if (!Files.exists(file)) {
            throw section.wrong(key, "there is no such file: " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = Files.isDirectory(file) ? "is a directory, not a file: " : "cannot be read: ";
            throw section.wrong(key, why + file);
        }
        return file;
    }
}
