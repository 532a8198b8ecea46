package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.ANY_TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.BYTES;
import static io.github.kdpbridge.gateway.settings.Kind.NUMBER;
import static io.github.kdpbridge.gateway.settings.Kind.PLAIN_TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXTS;
import static io.github.kdpbridge.gateway.settings.Kind.TIME;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.gateway.settings.Kind;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen2client.Region;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.Set;
import java.util.function.BiFunction;

/** The settings of a reseller, one row each, like {@link GatewaySettings}. */
final class ResellerSettings {
    /** The service's limits are not public; a gateway has many callers, so it is given more than a client's own. */
    private static final Resilience STANDARD =
            Resilience.builder().requestsPerSecond(1000).concurrentRequests(128).build();

    private static final ImmutableList.Builder<Row> ROWS = ImmutableList.builder();
    private static final ImmutableList.Builder<ResilienceSetting<?>> RESILIENCE = ImmutableList.builder();
    private static final String SIGNED = "required for `signed-token`";
    private static final String OAUTH = "required for `oauth2`";

    static final Section RESELLER = section(
            "resellers[]",
            "At least one. Callers are told apart by the key that they send, so each reseller has its own. The variables of"
                    + " the second one have a 1 in place of the 0.");
    static final Setting<String> ID = row(Setting.of(
                    "resellers[].resellerId",
                    PLAIN_TEXT,
                    null,
                    "the account, as the Knox portal shows it; a request that names another one is refused")
            .sample("\"4680000925\"")
            .used());
    static final Setting<String> NAME = row(Setting.of(
                    "resellers[].name",
                    TEXT,
                    "",
                    "its name in the list of resellers, which is answered from here because generation 2 has none")
            .sample("\"Example Reseller\""));

    static final Section VENDOR = section("resellers[].vendors[]", "");
    static final Setting<String> VENDOR_ID =
            row(Setting.of("resellers[].vendors[].vendorId", PLAIN_TEXT, null, "a reseller below it in that list")
                    .absent("none")
                    .sample("\"7850000063\""));
    static final Setting<String> VENDOR_NAME = row(
            Setting.of("resellers[].vendors[].name", TEXT, "", "its name there").sample("\"Example Phone Shop\""));

    static final Setting<Set<String>> GEN1_KEY = row(Setting.<Set<String>>of(
                    "resellers[].gen1Key",
                    TEXTS,
                    ImmutableSet.of(),
                    "what its callers send as `X-WSM-API-TOKEN`, one or a list, so that they can change theirs one by one;"
                            + " no two resellers share one. It is not passed on, so it may be the old one")
            .absent("required, or the next")
            .sample("${KDP_GEN1_KEY}")
            .used());
    static final Setting<Set<String>> GEN1_KEY_SHA256 = row(Setting.<Set<String>>of(
                    "resellers[].gen1KeySha256",
                    TEXTS,
                    ImmutableSet.of(),
                    "the SHA-256 of a key in 64 hexadecimal digits, as `printf %s \"$KEY\" \\| sha256sum` prints it, one or a list;"
                            + " in place of `gen1Key` or beside it")
            .sample("\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""));

    static final Section GEN2 = section("resellers[].gen2", "");
    static final Setting<String> BASE_URL = row(Setting.of(
                    "resellers[].gen2.baseUrl",
                    TEXT,
                    Region.GLOBAL.baseUrl(),
                    "the generation 2 service; the default is the global one")
            .also("baseUrl = ${?KDP_GEN2_URL}"));

    static {
        resilience(
                "requestsPerSecond",
                NUMBER,
                STANDARD.requestsPerSecond(),
                Resilience.Builder::requestsPerSecond,
                "the most requests a second to this reseller's service");
        resilience(
                "concurrentRequests",
                NUMBER,
                STANDARD.concurrentRequests(),
                Resilience.Builder::concurrentRequests,
                "the most requests at once to this reseller's service");
        resilience(
                "patience",
                TIME,
                STANDARD.patience(),
                Resilience.Builder::patience,
                "how long a request waits for its turn, for each of these two");
        resilience(
                "connectTimeout",
                TIME,
                STANDARD.connectTimeout(),
                Resilience.Builder::connectTimeout,
                "time to connect to the service");
        resilience(
                "requestTimeout",
                TIME,
                STANDARD.requestTimeout(),
                Resilience.Builder::requestTimeout,
                "how long one attempt may take in all; half of it may pass without a byte");
        resilience(
                "answerLimit",
                BYTES,
                Math.toIntExact(STANDARD.answerLimit()),
                (builder, bytes) -> builder.answerLimit(bytes),
                "the most bytes of an answer of the service, unpacked; a larger one is 502. 16 MiB hold the status of"
                        + " 100,000 failed devices; reading an answer takes three times its size of the heap");
        resilience(
                "attempts",
                NUMBER,
                STANDARD.attempts(),
                Resilience.Builder::attempts,
                "the most attempts for a request that is safe to repeat; 1 for no repeats");
        resilience(
                "firstPause",
                TIME,
                STANDARD.firstPause(),
                Resilience.Builder::firstPause,
                "the pause before the second attempt; each further one is twice as long");
        resilience(
                "longestPause",
                TIME,
                STANDARD.longestPause(),
                Resilience.Builder::longestPause,
                "the longest of these pauses; if the service asks for a longer one, there is no further attempt");
        section("resellers[].gen2.breaker", "The circuit breaker. While it is open, callers get 503 at once.");
        resilience(
                "breaker.window",
                NUMBER,
                STANDARD.breakerWindow(),
                Resilience.Builder::breakerWindow,
                "the last requests that the circuit breaker counts");
        resilience(
                "breaker.failurePercent",
                NUMBER,
                STANDARD.breakerFailurePercent(),
                Resilience.Builder::breakerFailurePercent,
                "the share of failed requests that opens it");
        resilience(
                "breaker.pause",
                TIME,
                STANDARD.breakerPause(),
                Resilience.Builder::breakerPause,
                "how long it stays open");
    }

    static final Section AUTH = section("resellers[].gen2.auth", "The gateway's own credentials.");
    static final Setting<String> SCHEME =
            row(Setting.<String>of("resellers[].gen2.auth.scheme", TEXT, null, "`signed-token` or `oauth2`")
                    .sample("signed-token")
                    .used());
    static final Setting<String> CLIENT_IDENTIFIER =
            row(Setting.<String>of("resellers[].gen2.auth.clientIdentifier", TEXT, null, "from the portal")
                    .absent(SIGNED)
                    .sample("${KDP_CLIENT_IDENTIFIER}")
                    .used());
    static final Setting<String> KEY_FILE = row(Setting.<String>of(
                    "resellers[].gen2.auth.keyFile",
                    TEXT,
                    null,
                    "the portal's JSON file with `Public` and `Private`, each a DER key in Base64 (PKCS#1 or PKCS#8, PEM"
                            + " armour or none), RSA of 2048 bits or more; let only the gateway's user read it")
            .absent(SIGNED)
            .sample("\"keys.json\"")
            .used()
            .also("keyFile = ${?KDP_KEY_FILE}"));
    static final Setting<String> CLIENT_ID =
            row(Setting.<String>of("resellers[].gen2.auth.clientId", TEXT, null, "from the portal")
                    .absent(OAUTH)
                    .sample("${KDP_CLIENT_ID}"));
    static final Setting<String> CLIENT_SECRET =
            row(Setting.<String>of("resellers[].gen2.auth.clientSecret", TEXT, null, "from the portal")
                    .absent(OAUTH)
                    .sample("${KDP_CLIENT_SECRET}"));
    static final Setting<String> SCOPE = row(Setting.of(
            "resellers[].gen2.auth.scope",
            ANY_TEXT,
            "kdp",
            "scope of the token, with `oauth2`; `kdp` is all of the program, `\"\"` asks for none"));
    static final Setting<String> TOKEN_URL =
            row(Setting.of("resellers[].gen2.auth.tokenUrl", TEXT, "", "where tokens come from")
                    .absent("`/ams/v1/users/accesstoken`, or `/ams/v1/oauth2/token`, on the host of `baseUrl`")
                    .sample("\"https://api.samsungknox.com/ams/v1/users/accesstoken\""));

    private static final ImmutableList<Row> ALL = ROWS.build();
    private static final ImmutableList<ResilienceSetting<?>> OF_RESILIENCE = RESILIENCE.build();

    private ResellerSettings() {}

    /** A setting that goes to a {@link Resilience}, whose builder may refuse the value. */
    private record ResilienceSetting<T>(
            Setting<T> setting, BiFunction<Resilience.Builder, T, Resilience.Builder> setter) {
        void read(Settings gen2, Settings breaker, Resilience.Builder builder) {
            Settings section = setting.path().contains(".breaker.") ? breaker : gen2;
            T value = setting.in(section);
            var unused = section.checked(setting.key(), () -> setter.apply(builder, value));
        }
    }

    /** Returns all rows, each section before its settings. */
    static ImmutableList<Row> rows() {
        return ALL;
    }

    /** Reads how a service is treated, from the section {@code gen2}. */
    static Resilience resilience(Settings gen2) {
        Settings breaker = gen2.sectionOrEmpty("breaker");
        Resilience.Builder resilience = Resilience.builder();
        OF_RESILIENCE.forEach(setting -> setting.read(gen2, breaker, resilience));
        breaker.finish();
        return resilience.build();
    }

    private static <T> void resilience(
            String path,
            Kind<T> kind,
            T standard,
            BiFunction<Resilience.Builder, T, Resilience.Builder> setter,
            String meaning) {
        RESILIENCE.add(
                new ResilienceSetting<>(row(Setting.of("resellers[].gen2." + path, kind, standard, meaning)), setter));
    }

    private static Section section(String path, String meaning) {
        Section section = new Section(path, meaning);
        ROWS.add(section);
        return section;
    }

    private static <T> Setting<T> row(Setting<T> setting) {
        ROWS.add(setting);
        return setting;
    }
}
