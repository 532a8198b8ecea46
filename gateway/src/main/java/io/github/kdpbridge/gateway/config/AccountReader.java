package io.github.kdpbridge.gateway.config;

import static java.util.Objects.requireNonNull;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.Region;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** Reads the resellers of a configuration, one after the other; what belongs to one cannot be another's. */
final class AccountReader {
    /** What the service bears is not public; a gateway has many callers, so it is given more than a client's own. */
    private static final Resilience STANDARD =
            Resilience.builder().requestsPerSecond(1000).concurrentRequests(128).build();

    private static final String GEN1_KEY = "gen1Key";
    private static final String GEN1_KEY_SHA256 = "gen1KeySha256";
    private static final String SIGNED_TOKEN = "signed-token";
    private static final String OAUTH2 = "oauth2";
    private static final String SCOPE = "kdp";
    private static final String TOKEN_URL = "tokenUrl";

    private final HostAndPort listen;
    private final BiFunction<Settings, String, Path> files;
    private final Gen2Profile profile;
    private final Set<ResellerId> resellers = new HashSet<>();
    private final Set<Gen1Key> taken = new HashSet<>();
    private final List<Path> keyFiles = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param listen where the gateway listens, which is no service
     * @param files the file that a setting names
     * @param profile what the service looks like
     */
    AccountReader(HostAndPort listen, BiFunction<Settings, String, Path> files, Gen2Profile profile) {
        this.listen = listen;
        this.files = files;
        this.profile = profile;
    }

    /**
     * Reads a reseller. All mistakes in it are told together, so that beside a setting that is missing stands the one that
     * nobody knows.
     */
    Account read(Settings reseller) {
        Mistakes mistakes = new Mistakes();
        ResellerId id = mistakes.of(() -> id(reseller));
        Set<Gen1Key> keys = mistakes.of(() -> keys(reseller));
        String name = mistakes.of(() -> reseller.string("name", ""));
        List<Reseller> vendors = mistakes.of(() -> reseller.sectionsOrNone("vendors").stream()
                .map(AccountReader::vendor)
                .toList());
        Gen2Service service = mistakes.of(() -> service(reseller.section("gen2")));
        mistakes.in(reseller::finish);
        mistakes.finish();
        return new Gen2Account(
                requireNonNull(id),
                requireNonNull(keys),
                requireNonNull(service),
                requireNonNull(name).isEmpty() ? null : name,
                requireNonNull(vendors));
    }

    private ResellerId id(Settings reseller) {
        ResellerId id = reseller.checked("resellerId", () -> ResellerId.of(reseller.plain("resellerId")));
        if (!resellers.add(id)) {
            throw reseller.wrong("resellerId", id + " is in the list already");
        }
        return id;
    }

    private Gen2Service service(Settings gen2) {
        Mistakes mistakes = new Mistakes();
        HttpUrl baseUrl = mistakes.of(() -> baseUrl(gen2));
        TokenSource tokens = mistakes.of(() -> tokens(gen2.section("auth")));
        Resilience resilience = mistakes.of(() -> resilience(gen2));
        mistakes.in(gen2::finish);
        mistakes.finish();
        return new Gen2Service(
                requireNonNull(baseUrl).toString(), requireNonNull(tokens), requireNonNull(resilience), profile);
    }

    private HttpUrl baseUrl(Settings gen2) {
        HttpUrl baseUrl = Addresses.service(gen2, "baseUrl", Region.GLOBAL.baseUrl(), listen);
        if (baseUrl.query() != null || baseUrl.fragment() != null) {
            throw gen2.wrong("baseUrl", "must not have a query or a fragment");
        }
        return baseUrl;
    }

    /** The list of resellers is answered from the configuration: generation 2 has none. */
    private static Reseller vendor(Settings vendor) {
        Mistakes mistakes = new Mistakes();
        ResellerId id = mistakes.of(() -> vendor.checked("vendorId", () -> ResellerId.of(vendor.plain("vendorId"))));
        String name = mistakes.of(() -> vendor.string("name", ""));
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
            throw reseller.wrong(GEN1_KEY, "is missing, and so is " + GEN1_KEY_SHA256);
        }
        taken.addAll(keys);
        return keys;
    }

    private List<Gen1Key> keys(Settings reseller, String name, Function<String, Gen1Key> reader) {
        List<Gen1Key> keys = new ArrayList<>();
        for (String text : reseller.strings(name, Set.of())) {
            Gen1Key key = reseller.checked(name, () -> reader.apply(text));
            if (taken.contains(key)) {
                throw reseller.wrong(name, "another reseller has the same key");
            }
            keys.add(key);
        }
        return keys;
    }

    private TokenSource tokens(Settings auth) {
        String scheme = auth.string("scheme");
        if (!scheme.equals(SIGNED_TOKEN) && !scheme.equals(OAUTH2)) {
            throw auth.wrong("scheme", "must be signed-token or oauth2, not " + scheme);
        }
        Mistakes mistakes = new Mistakes();
        TokenSource tokens = mistakes.of(() -> scheme.equals(OAUTH2) ? oauth2(auth) : signedToken(auth));
        mistakes.in(auth::finish);
        mistakes.finish();
        return requireNonNull(tokens);
    }

    private TokenSource signedToken(Settings auth) {
        Mistakes mistakes = new Mistakes();
        String clientIdentifier = mistakes.of(() -> auth.string("clientIdentifier"));
        Path file = mistakes.of(() -> files.apply(auth, "keyFile"));
        SigningKey key = file == null ? null : mistakes.of(() -> auth.checked("keyFile", () -> SigningKey.read(file)));
        Optional<String> url = mistakes.of(() -> tokenUrl(auth));
        mistakes.finish();
        keyFiles.add(requireNonNull(file));
        SignedTokenSource tokens = SignedTokenSource.of(requireNonNull(clientIdentifier), requireNonNull(key));
        return requireNonNull(url).map(tokens::withTokenUrl).orElse(tokens);
    }

    private TokenSource oauth2(Settings auth) {
        Mistakes mistakes = new Mistakes();
        String clientId = mistakes.of(() -> auth.string("clientId"));
        String clientSecret = mistakes.of(() -> auth.string("clientSecret"));
        String scope = mistakes.of(() -> auth.text("scope", SCOPE));
        Optional<String> url = mistakes.of(() -> tokenUrl(auth));
        mistakes.finish();
        OAuthTokenSource tokens = OAuthTokenSource.of(requireNonNull(clientId), requireNonNull(clientSecret));
        OAuthTokenSource scoped = tokens.withScope(requireNonNull(scope).isEmpty() ? null : scope);
        return requireNonNull(url).map(scoped::withTokenUrl).orElse(scoped);
    }

    private Optional<String> tokenUrl(Settings auth) {
        return auth.string(TOKEN_URL, "").isEmpty()
                ? Optional.empty()
                : Optional.of(Addresses.service(auth, TOKEN_URL, "", listen).toString());
    }

    private static Resilience resilience(Settings gen2) {
        Settings breaker = gen2.sectionOrEmpty("breaker");
        Resilience.Builder resilience = Resilience.builder()
                .requestsPerSecond(gen2.positive("requestsPerSecond", STANDARD.requestsPerSecond()))
                .concurrentRequests(gen2.positive("concurrentRequests", STANDARD.concurrentRequests()))
                .attempts(gen2.positive("attempts", STANDARD.attempts()))
                .answerLimit(gen2.bytes("answerLimit", Math.toIntExact(STANDARD.answerLimit())))
                .breakerWindow(breaker.positive("window", STANDARD.breakerWindow()));
        duration(gen2, "patience", STANDARD.patience(), resilience::patience);
        duration(gen2, "connectTimeout", STANDARD.connectTimeout(), resilience::connectTimeout);
        duration(gen2, "requestTimeout", STANDARD.requestTimeout(), resilience::requestTimeout);
        duration(gen2, "firstPause", STANDARD.firstPause(), resilience::firstPause);
        duration(gen2, "longestPause", STANDARD.longestPause(), resilience::longestPause);
        duration(breaker, "pause", STANDARD.breakerPause(), resilience::breakerPause);
        int failurePercent = breaker.positive("failurePercent", STANDARD.breakerFailurePercent());
        breaker.checked("failurePercent", () -> resilience.breakerFailurePercent(failurePercent));
        breaker.finish();
        return resilience.build();
    }

    private static void duration(
            Settings settings, String key, Duration standard, Function<Duration, Resilience.Builder> use) {
        Duration value = settings.duration(key, standard);
        settings.checked(key, () -> use.apply(value));
    }
}
