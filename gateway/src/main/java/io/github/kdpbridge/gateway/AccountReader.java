package io.github.kdpbridge.gateway;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
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

    Account read(Settings reseller) {
        ResellerId id = reseller.checked("resellerId", () -> ResellerId.of(reseller.string("resellerId")));
        if (!resellers.add(id)) {
            throw reseller.wrong("resellerId", id + " is in the list already");
        }
        Set<Gen1Key> keys = keys(reseller);
        taken.addAll(keys);
        Settings gen2 = reseller.section("gen2");
        HttpUrl baseUrl = Addresses.service(gen2, "baseUrl", Region.GLOBAL.baseUrl(), listen);
        if (baseUrl.query() != null || baseUrl.fragment() != null) {
            throw gen2.wrong("baseUrl", "must not have a query or a fragment");
        }
        TokenSource tokens = tokens(gen2.section("auth"));
        Resilience resilience = resilience(gen2);
        String name = reseller.string("name", "");
        List<Reseller> vendors = reseller.sectionsOrNone("vendors").stream()
                .map(AccountReader::vendor)
                .toList();
        gen2.finish();
        reseller.finish();
        return new Gen2Account(
                id, keys, baseUrl.toString(), tokens, resilience, profile, name.isEmpty() ? null : name, vendors);
    }

    /** The list of resellers is answered from the configuration: generation 2 has none. */
    private static Reseller vendor(Settings vendor) {
        ResellerId id = vendor.checked("vendorId", () -> ResellerId.of(vendor.string("vendorId")));
        String name = vendor.string("name", "");
        vendor.finish();
        return new Reseller(id, name.isEmpty() ? null : name);
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
        TokenSource tokens = switch (scheme) {
            case "signed-token" -> signedToken(auth);
            case "oauth2" -> oauth2(auth);
            default -> throw auth.wrong("scheme", "must be signed-token or oauth2, not " + scheme);
        };
        auth.finish();
        return tokens;
    }

    private TokenSource signedToken(Settings auth) {
        String clientIdentifier = auth.string("clientIdentifier");
        Path file = files.apply(auth, "keyFile");
        SigningKey key = auth.checked("keyFile", () -> SigningKey.read(file));
        keyFiles.add(file);
        SignedTokenSource tokens = SignedTokenSource.of(clientIdentifier, key);
        return tokenUrl(auth).map(tokens::withTokenUrl).orElse(tokens);
    }

    private TokenSource oauth2(Settings auth) {
        OAuthTokenSource tokens = OAuthTokenSource.of(auth.string("clientId"), auth.string("clientSecret"));
        String scope = auth.text("scope", SCOPE);
        OAuthTokenSource scoped = tokens.withScope(scope.isEmpty() ? null : scope);
        return tokenUrl(auth).map(scoped::withTokenUrl).orElse(scoped);
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
