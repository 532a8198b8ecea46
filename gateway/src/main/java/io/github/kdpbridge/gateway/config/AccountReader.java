package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.config.ResellerSettings.AUTH;
import static io.github.kdpbridge.gateway.config.ResellerSettings.BASE_URL;
import static io.github.kdpbridge.gateway.config.ResellerSettings.CLIENT_ID;
import static io.github.kdpbridge.gateway.config.ResellerSettings.CLIENT_IDENTIFIER;
import static io.github.kdpbridge.gateway.config.ResellerSettings.CLIENT_SECRET;
import static io.github.kdpbridge.gateway.config.ResellerSettings.GEN1_KEY;
import static io.github.kdpbridge.gateway.config.ResellerSettings.GEN1_KEY_SHA256;
import static io.github.kdpbridge.gateway.config.ResellerSettings.GEN2;
import static io.github.kdpbridge.gateway.config.ResellerSettings.ID;
import static io.github.kdpbridge.gateway.config.ResellerSettings.KEY_FILE;
import static io.github.kdpbridge.gateway.config.ResellerSettings.NAME;
import static io.github.kdpbridge.gateway.config.ResellerSettings.RESILIENCE;
import static io.github.kdpbridge.gateway.config.ResellerSettings.SCHEME;
import static io.github.kdpbridge.gateway.config.ResellerSettings.SCOPE;
import static io.github.kdpbridge.gateway.config.ResellerSettings.TOKEN_URL;
import static io.github.kdpbridge.gateway.config.ResellerSettings.VENDOR_ID;
import static io.github.kdpbridge.gateway.config.ResellerSettings.VENDOR_NAME;
import static java.util.Objects.requireNonNull;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Reads the resellers of a configuration, one after the other; no two share an id or a key. */
final class AccountReader {
    private static final String SIGNED_TOKEN = "signed-token";
    private static final String OAUTH2 = "oauth2";
    private static final String SERVICE = "the generation 2 service";

    private final HostAndPort listen;
    private final BiFunction<Settings, Setting<String>, Path> files;
    private final Gen2Profile profile;
    private final MigrationReader migrations;
    private final Set<ResellerId> resellers = new HashSet<>();
    private final Set<Gen1Key> taken = new HashSet<>();
    private final List<Path> keyFiles = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param listen the gateway's own address, which no service may have
     * @param files resolves the file that a setting names
     * @param profile what the service looks like
     * @param migrations reads the migration of a reseller
     */
    AccountReader(
            HostAndPort listen,
            BiFunction<Settings, Setting<String>, Path> files,
            Gen2Profile profile,
            MigrationReader migrations) {
        this.listen = listen;
        this.files = files;
        this.profile = profile;
        this.migrations = migrations;
    }

    /**
     * Reads a reseller. All mistakes in it are reported together, so that a missing setting is listed with its misspelt
     * name.
     */
    Account read(Settings reseller) {
        Mistakes mistakes = new Mistakes();
        ResellerId id = mistakes.of(() -> id(reseller));
        Set<Gen1Key> keys = mistakes.of(() -> keys(reseller));
        String name = mistakes.of(() -> NAME.in(reseller));
        List<Reseller> vendors = mistakes.of(() -> reseller.sectionsOrNone("vendors").stream()
                .map(AccountReader::vendor)
                .toList());
        Gen2Service service = mistakes.of(() -> service(reseller.section(GEN2.key())));
        Optional<Migration> migration = mistakes.of(() -> migrations.read(reseller));
        mistakes.in(reseller::finish);
        mistakes.finish();
        Gen2Account account = new Gen2Account(
                requireNonNull(id),
                requireNonNull(keys),
                requireNonNull(service),
                requireNonNull(name).isEmpty() ? null : name,
                requireNonNull(vendors));
        return requireNonNull(migration)
                .<Account>map(plan -> new MigratingAccount(account, plan))
                .orElse(account);
    }

    private ResellerId id(Settings reseller) {
        ResellerId id = reseller.checked(ID.key(), () -> ResellerId.of(ID.in(reseller)));
        if (!resellers.add(id)) {
            throw reseller.wrong(ID.key(), id + " is in the list already");
        }
        return id;
    }

    private Gen2Service service(Settings gen2) {
        Mistakes mistakes = new Mistakes();
        HttpUrl baseUrl = mistakes.of(() -> Addresses.base(gen2, BASE_URL, listen, SERVICE));
        TokenSource tokens = mistakes.of(() -> tokens(gen2.section(AUTH.key())));
        Resilience resilience = mistakes.of(() -> RESILIENCE.read(gen2));
        mistakes.in(gen2::finish);
        mistakes.finish();
        return new Gen2Service(
                requireNonNull(baseUrl).toString(), requireNonNull(tokens), requireNonNull(resilience), profile);
    }

    /** The list of resellers is answered from the configuration: generation 2 has none. */
    private static Reseller vendor(Settings vendor) {
        Mistakes mistakes = new Mistakes();
        ResellerId id = mistakes.of(() -> vendor.checked(VENDOR_ID.key(), () -> ResellerId.of(VENDOR_ID.in(vendor))));
        String name = mistakes.of(() -> VENDOR_NAME.in(vendor));
        mistakes.in(vendor::finish);
        mistakes.finish();
        return new Reseller(requireNonNull(id), requireNonNull(name).isEmpty() ? null : name);
    }

    /** The key files of the resellers that were read. */
    List<Path> keyFiles() {
        return keyFiles;
    }

    private Set<Gen1Key> keys(Settings reseller) {
        Set<Gen1Key> keys = new LinkedHashSet<>();
        keys.addAll(keys(reseller, GEN1_KEY, Gen1Key::of));
        keys.addAll(keys(reseller, GEN1_KEY_SHA256, Gen1Key::sha256));
        if (keys.isEmpty()) {
            throw reseller.wrong(GEN1_KEY.key(), "is missing, and so is " + GEN1_KEY_SHA256.key());
        }
        taken.addAll(keys);
        return keys;
    }

    private List<Gen1Key> keys(Settings reseller, Setting<Set<String>> setting, Function<String, Gen1Key> reader) {
        List<Gen1Key> keys = new ArrayList<>();
        for (String text : setting.in(reseller)) {
            Gen1Key key = reseller.checked(setting.key(), () -> reader.apply(text));
            if (taken.contains(key)) {
                throw reseller.wrong(setting.key(), "another reseller has the same key");
            }
            keys.add(key);
        }
        return keys;
    }

    private TokenSource tokens(Settings auth) {
        String scheme = SCHEME.in(auth);
        if (!scheme.equals(SIGNED_TOKEN) && !scheme.equals(OAUTH2)) {
            throw auth.wrong(SCHEME.key(), "must be signed-token or oauth2, not " + scheme);
        }
        Mistakes mistakes = new Mistakes();
        TokenSource tokens = mistakes.of(() -> scheme.equals(OAUTH2) ? oauth2(auth) : signedToken(auth));
        mistakes.in(auth::finish);
        mistakes.finish();
        return requireNonNull(tokens);
    }

    private TokenSource signedToken(Settings auth) {
        Mistakes mistakes = new Mistakes();
        String clientIdentifier = mistakes.of(() -> CLIENT_IDENTIFIER.in(auth));
        Path file = mistakes.of(() -> files.apply(auth, KEY_FILE));
        SigningKey key =
                file == null ? null : mistakes.of(() -> auth.checked(KEY_FILE.key(), () -> SigningKey.read(file)));
        Optional<String> url = mistakes.of(() -> tokenUrl(auth));
        mistakes.finish();
        keyFiles.add(requireNonNull(file));
        SignedTokenSource tokens = SignedTokenSource.of(requireNonNull(clientIdentifier), requireNonNull(key));
        return requireNonNull(url).map(tokens::withTokenUrl).orElse(tokens);
    }

    private TokenSource oauth2(Settings auth) {
        Mistakes mistakes = new Mistakes();
        String clientId = mistakes.of(() -> CLIENT_ID.in(auth));
        String clientSecret = mistakes.of(() -> CLIENT_SECRET.in(auth));
        String scope = mistakes.of(() -> SCOPE.in(auth));
        Optional<String> url = mistakes.of(() -> tokenUrl(auth));
        mistakes.finish();
        OAuthTokenSource tokens = OAuthTokenSource.of(requireNonNull(clientId), requireNonNull(clientSecret));
        OAuthTokenSource scoped = tokens.withScope(requireNonNull(scope).isEmpty() ? null : scope);
        return requireNonNull(url).map(scoped::withTokenUrl).orElse(scoped);
    }

    private Optional<String> tokenUrl(Settings auth) {
        return TOKEN_URL.in(auth).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Addresses.service(auth, TOKEN_URL, listen, SERVICE).toString());
    }
}
