package io.github.kdpbridge.gateway;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.Region;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Makes a {@link GatewayConfig} of a configuration file. */
final class ConfigReader {
    private static final String DEFAULT_LISTEN = "127.0.0.1:8080";
    private static final String TOKEN_URL = "tokenUrl";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_REQUESTS_PER_SECOND = 1000;
    private static final int DEFAULT_CONCURRENT_REQUESTS = 128;
    private static final String KEY_IS_TAKEN = "another reseller has the same key";

    private ConfigReader() {}

    static GatewayConfig read(Settings root, @Nullable Path directory) {
        Settings gateway = root.sectionOrEmpty("gateway");
        HostAndPort listen = listen(gateway);
        Limits limits = limits(gateway);
        gateway.finish();
        List<Settings> resellers = root.sections("resellers");
        if (resellers.isEmpty()) {
            throw root.wrong("resellers", "is empty: the gateway would serve nobody");
        }
        GatewayConfig.Builder config = GatewayConfig.builder().listen(listen).limits(limits);
        List<Account> accounts = new ArrayList<>();
        for (Settings reseller : resellers) {
            Account account = account(reseller, listen, directory, accounts);
            accounts.add(account);
            config.account(account);
        }
        root.finish();
        return config.build();
    }

    private static Limits limits(Settings gateway) {
        long bodyLimit = gateway.bytes("bodyLimit", Limits.standard().bodyBytes());
        if (bodyLimit < 1 || bodyLimit > Integer.MAX_VALUE) {
            throw gateway.wrong("bodyLimit", "must be from 1 byte to 2 GiB");
        }
        return Limits.builder().bodyBytes(Math.toIntExact(bodyLimit)).build();
    }

    private static HostAndPort listen(Settings gateway) {
        String text = gateway.string("listen", DEFAULT_LISTEN);
        try {
            HostAndPort listen = HostAndPort.fromString(text).requireBracketsForIPv6();
            if (isHost(listen.getHost())) {
                return listen.withDefaultPort(DEFAULT_PORT);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw gateway.wrong("listen", "must be HOST:PORT, such as " + DEFAULT_LISTEN + " or [::1]:8080");
    }

    private static boolean isHost(String host) {
        return InetAddresses.isInetAddress(host) || InternetDomainName.isValid(host);
    }

    private static Account account(
            Settings reseller, HostAndPort listen, @Nullable Path directory, List<Account> others) {
        ResellerId id = ResellerId.of(reseller.string("resellerId"));
        if (others.stream().anyMatch(other -> other.reseller().equals(id))) {
            throw reseller.wrong("resellerId", id + " is in the list already");
        }
        Gen1Key key = key(reseller, others);
        Settings gen2 = reseller.section("gen2");
        HttpUrl baseUrl = url(gen2, "baseUrl", gen2.string("baseUrl", Region.GLOBAL.baseUrl()), listen);
        if (baseUrl.query() != null || baseUrl.fragment() != null) {
            throw gen2.wrong("baseUrl", "must not have a query or a fragment");
        }
        TokenSource tokens = tokens(gen2.section("auth"), listen, directory);
        Resilience resilience = Resilience.builder()
                .requestsPerSecond(gen2.positive("requestsPerSecond", DEFAULT_REQUESTS_PER_SECOND))
                .concurrentRequests(gen2.positive("concurrentRequests", DEFAULT_CONCURRENT_REQUESTS))
                .build();
        gen2.finish();
        reseller.finish();
        return new Gen2Account(id, Set.of(key), baseUrl.toString(), tokens, resilience, Gen2Profile.standard());
    }

    private static Gen1Key key(Settings reseller, List<Account> others) {
        try {
            Gen1Key key = Gen1Key.of(reseller.string("gen1Key"));
            if (others.stream().anyMatch(other -> other.keys().contains(key))) {
                throw reseller.wrong("gen1Key", KEY_IS_TAKEN);
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw reseller.wrong("gen1Key", String.valueOf(e.getMessage()));
        }
    }

    private static TokenSource tokens(Settings auth, HostAndPort listen, @Nullable Path directory) {
        String scheme = auth.string("scheme");
        TokenSource tokens = switch (scheme) {
            case "signed-token" -> signedToken(auth, listen, directory);
            case "oauth2" -> oauth2(auth, listen);
            default -> throw auth.wrong("scheme", "must be signed-token or oauth2, not " + scheme);
        };
        auth.finish();
        return tokens;
    }

    private static TokenSource signedToken(Settings auth, HostAndPort listen, @Nullable Path directory) {
        SignedTokenSource tokens = SignedTokenSource.of(auth.string("clientIdentifier"), signingKey(auth, directory));
        return auth.has(TOKEN_URL) ? tokens.withTokenUrl(tokenUrl(auth, listen)) : tokens;
    }

    private static TokenSource oauth2(Settings auth, HostAndPort listen) {
        OAuthTokenSource tokens = OAuthTokenSource.of(auth.string("clientId"), auth.string("clientSecret"));
        if (auth.has("scope")) {
            tokens = tokens.withScope(auth.string("scope"));
        }
        return auth.has(TOKEN_URL) ? tokens.withTokenUrl(tokenUrl(auth, listen)) : tokens;
    }

    private static String tokenUrl(Settings auth, HostAndPort listen) {
        return url(auth, TOKEN_URL, auth.string(TOKEN_URL), listen).toString();
    }

    private static SigningKey signingKey(Settings auth, @Nullable Path directory) {
        String name = auth.string("keyFile");
        try {
            Path file = Path.of(name);
            return SigningKey.read(directory == null ? file : directory.resolve(file));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw auth.wrong("keyFile", String.valueOf(e.getMessage()));
        }
    }

    private static HttpUrl url(Settings settings, String key, String text, HostAndPort listen) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            // What was mistaken for an address may hold a password.
            throw settings.wrong(key, "must be an http or https URL" + (text.contains("@") ? "" : ", not " + text));
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw settings.wrong(key, "must not have a user or a password");
        }
        if (url.port() == listen.getPort() && isSameHost(url.host(), listen.getHost())) {
            throw settings.wrong(key, "is this gateway itself; it must be the generation 2 service");
        }
        return url;
    }

    /** A loopback address by whatever name is this host; so is the one that stands for all addresses. */
    private static boolean isSameHost(String target, String listen) {
        return target.equalsIgnoreCase(listen) || (isThisHost(target) && isThisHost(listen));
    }

    private static boolean isThisHost(String host) {
        if (!InetAddresses.isInetAddress(host)) {
            return host.equalsIgnoreCase("localhost");
        }
        InetAddress address = InetAddresses.forString(host);
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }
}
