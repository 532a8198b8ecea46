package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.BYTES;
import static io.github.kdpbridge.gateway.settings.Kind.FLAG;
import static io.github.kdpbridge.gateway.settings.Kind.NUMBER;
import static io.github.kdpbridge.gateway.settings.Kind.PLAIN_TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXTS_OR_NONE;
import static io.github.kdpbridge.gateway.settings.Kind.TIME;
import static io.github.kdpbridge.gateway.settings.Kind.timeFrom;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.gateway.config.TrustedProxies.Header;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.Kind;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import java.time.Duration;
import java.util.Set;

/**
 * The settings of a gateway, one row each, in the order of examples/gateway.conf. The tests of {@code SettingsPagesTest}
 * write that file and the table of docs/gateway.md from the rows.
 */
public final class GatewaySettings {
    private static final Rows ROWS = new Rows();

    static final Section GATEWAY = ROWS.section("gateway", "");

    static final Setting<String> LISTEN = ROWS.row(Setting.of(
            "gateway.listen",
            TEXT,
            "127.0.0.1:8080",
            "`HOST:PORT` for callers, IPv6 as `[::1]:8080`; port 0 takes a free one, `0.0.0.0` means all addresses: only"
                    + " with `tls`, or the callers' keys travel in the clear"));

    static final Section ADMIN = ROWS.section("gateway.admin", "The operators' side.");
    static final Setting<String> ADMIN_LISTEN = ROWS.row(Setting.of(
            "gateway.admin.listen",
            TEXT,
            "127.0.0.1:8081",
            "address of [health and metrics](#health-and-metrics), which need no key; `off` for none"));
    static final Setting<Set<String>> ADMIN_HOSTS = ROWS.row(Setting.<Set<String>>of(
                    "gateway.admin.hosts",
                    TEXTS_OR_NONE,
                    ImmutableSet.of(),
                    "host names that the admin side also answers to; it refuses others, because a web page in an operator's"
                            + " browser could have made them up")
            .sample("[]"));
    static final Section ACCESS = ROWS.section(
            "gateway.admin.access[]", "The operators of a migration. Without any, the admin side offers none.");
    static final Setting<String> ACCESS_NAME = ROWS.row(Setting.of(
                    "gateway.admin.access[].name",
                    PLAIN_TEXT,
                    null,
                    "an operator's name, which is in the log of each act")
            .absent("none")
            .sample("\"operator-1\""));
    static final Setting<String> ACCESS_ROLE = ROWS.row(
            Setting.of("gateway.admin.access[].role", PLAIN_TEXT, null, "`viewer` may look, `operator` may act too")
                    .absent("none")
                    .sample("operator"));
    static final Setting<String> ACCESS_TOKEN = ROWS.row(Setting.of(
                    "gateway.admin.access[].tokenSha256",
                    PLAIN_TEXT,
                    null,
                    "the SHA-256 of the operator's token, 64 hexadecimal digits; `kdp migrate token` prints it")
            .absent("none")
            .sample("\"c0de7a3f19e8b25d4460913be7f2a8cd5b1e90f6374a2dc8817f5e03b96d42aa\""));

    static final TlsSettings ADMIN_TLS = new TlsSettings(
            "gateway.admin",
            "The certificate that operators see",
            "operators of a migration act from this machine only",
            ROWS);

    static final Setting<Boolean> TOKENS_AT_START = ROWS.row(Setting.of(
            "gateway.tokensAtStart",
            FLAG,
            true,
            "whether to fetch each reseller's access token at the start, in the background, so that wrong credentials show"
                    + " in the log and in health before the first caller"));

    /** Whether a change of the configuration's files is enough for a reload. */
    public static final Setting<Boolean> RELOAD_ON_CHANGE = ROWS.row(
            Setting.of(
                    "gateway.reloadOnChange",
                    FLAG,
                    true,
                    "whether a changed configuration, or key file, is [reloaded](#reloading) without `SIGHUP`; needs a restart"));

    static final Section PROXIES = ROWS.section("gateway.proxies", "Reverse proxies in front of the gateway.");
    static final Setting<Set<String>> PROXIES_TRUSTED = ROWS.row(Setting.<Set<String>>of(
                    "gateway.proxies.trusted",
                    TEXTS_OR_NONE,
                    ImmutableSet.of(),
                    "addresses or networks (`10.0.0.0/8`) of the [reverse proxies](#behind-a-reverse-proxy) whose header"
                            + " names the caller, for the access log and wrong keys")
            .sample("[]"));
    static final Setting<String> PROXIES_HEADER = ROWS.row(Setting.of(
            "gateway.proxies.header",
            TEXT,
            Header.X_FORWARDED_FOR.field(),
            "the header in which all of them name their caller; or `Forwarded`"));

    static final TlsSettings TLS =
            new TlsSettings("gateway", "The certificate that callers see", "callers are not encrypted", ROWS);

    static final Section LEDGER = ROWS.section(
            "gateway.ledger",
            "The record of each upload and deletion: a repeat is answered and not done again, and a status names every"
                    + " device.");
    static final Setting<String> LEDGER_FILE = ROWS.row(
            Setting.of(
                    "gateway.ledger.file",
                    TEXT,
                    "kdp-ledger.db",
                    "the file of the [ledger](#the-ledger), for one gateway; `off` keeps it in memory, and a restart forgets it"));
    static final Setting<Integer> LEDGER_MEMORY = ROWS.row(Setting.of(
            "gateway.ledger.memory",
            BYTES,
            Math.toIntExact(InMemoryLedger.STANDARD_BYTES),
            "its size when it is in memory; the oldest writes make room for new ones"));
    static final Setting<String> LEDGER_URL = ROWS.row(Setting.of(
                    "gateway.ledger.url",
                    TEXT,
                    "",
                    "a PostgreSQL database in place of the file, `jdbc:postgresql://HOST/DATABASE`, which any number of"
                            + " gateways can share")
            .sample("\"jdbc:postgresql://localhost/kdp\""));
    static final Setting<String> LEDGER_USER =
            ROWS.row(Setting.of("gateway.ledger.user", TEXT, "", "its user").sample("\"kdp\""));
    static final Setting<String> LEDGER_PASSWORD = ROWS.row(
            Setting.of("gateway.ledger.password", TEXT, "", "its password").sample("${KDP_LEDGER_PASSWORD}"));
    static final Setting<Duration> LEDGER_RETENTION = ROWS.row(Setting.of(
            "gateway.ledger.retention",
            timeFrom(LedgerStore.LEAST_RETENTION),
            LedgerStore.STANDARD_RETENTION,
            "how long a write and its devices are remembered, a day or more; one that is forgotten may be sent twice"));
    static final Setting<Duration> LEDGER_TAKEOVER = ROWS.row(Setting.of(
            "gateway.ledger.takeover",
            timeFrom(Duration.ofMillis(100)),
            LedgerStore.STANDARD_TAKEOVER,
            "how long a gateway is silent before others on the same database take its work over"));

    static final Section LIMITS = ROWS.section("gateway.limits", "How much the gateway takes from its callers.");
    /** The most bytes of the head of a request. */
    public static final Setting<Integer> HEAD =
            limit("head", BYTES, 8 << 10, "the most bytes of the head of a request");
    /** How long a sender may take for the head. */
    public static final Setting<Duration> HEAD_TIME =
            limit("headTime", TIME, Duration.ofSeconds(30), "how long a sender may take for the head");
    /** The most bytes of a body. */
    public static final Setting<Integer> BODY =
            limit("body", BYTES, 64 << 20, "the most bytes of a body, to 2 GiB; 100,000 devices take about 2 MiB");
    /** How long a sender may take for the body. */
    public static final Setting<Duration> BODY_TIME =
            limit("bodyTime", TIME, Duration.ofMinutes(2), "how long a sender may take for the body");
    /** The most bytes of answers that wait for their readers. */
    public static final Setting<Integer> ANSWERS = limit(
            "answers",
            BYTES,
            64 << 20,
            "the most bytes of answers, all together, that wait for their readers; an eighth of the heap at the most");
    /** How long a reader may take for an answer. */
    public static final Setting<Duration> ANSWER_TIME =
            limit("answerTime", TIME, Duration.ofMinutes(2), "how long a reader may take for an answer");
    /** How long a connection may be silent. */
    public static final Setting<Duration> IDLE =
            limit("idle", TIME, Duration.ofSeconds(30), "how long a connection may be silent");
    /** The most connections at once. */
    public static final Setting<Integer> CONNECTIONS =
            limit("connections", NUMBER, 10_000, "the most connections at once");
    /** The most requests being answered at once. */
    public static final Setting<Integer> CONCURRENT_REQUESTS =
            limit("concurrentRequests", NUMBER, 512, "the most requests being answered at once");
    /** Wrong keys that an address may send in a minute. */
    public static final Setting<Integer> WRONG_KEYS = limit(
            "wrongKeys",
            NUMBER,
            10,
            "wrong keys that an address may send in a minute before [its answers are delayed](#wrong-keys)");

    private static final ImmutableList<Row> ALL = ROWS.all();

    private GatewaySettings() {}

    /** Returns all rows, each section before its settings. */
    static ImmutableList<Row> rows() {
        return ALL;
    }

    private static <T> Setting<T> limit(String key, Kind<T> kind, T standard, String meaning) {
        return ROWS.row(Setting.of("gateway.limits." + key, kind, standard, meaning));
    }
}
