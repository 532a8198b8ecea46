package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.ANY_TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.PLAIN_TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXTS;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gen2client.Region;
import java.util.Set;

/** The settings of a reseller, one row each, like {@link GatewaySettings}. */
final class ResellerSettings {
    private static final Rows ROWS = new Rows();
    private static final String SIGNED = "required for `signed-token`";
    private static final String OAUTH = "required for `oauth2`";

    static final Section RESELLER = ROWS.section(
            "resellers[]",
            "At least one. Callers are told apart by the key that they send, so each reseller has its own. The variables of"
                    + " the second one have a 1 in place of the 0.");
    static final Setting<String> ID = ROWS.row(Setting.of(
                    "resellers[].resellerId",
                    PLAIN_TEXT,
                    null,
                    "the account, as the Knox portal shows it; a request that names another one is refused")
            .sample("\"4680000925\"")
            .used());
    static final Setting<String> NAME = ROWS.row(Setting.of(
                    "resellers[].name",
                    TEXT,
                    "",
                    "its name in the list of resellers, which is answered from here because generation 2 has none")
            .sample("\"Example Reseller\""));

    static final Section VENDOR = ROWS.section("resellers[].vendors[]", "");
    static final Setting<String> VENDOR_ID =
            ROWS.row(Setting.of("resellers[].vendors[].vendorId", PLAIN_TEXT, null, "a reseller below it in that list")
                    .absent("none")
                    .sample("\"7850000063\""));
    static final Setting<String> VENDOR_NAME = ROWS.row(
            Setting.of("resellers[].vendors[].name", TEXT, "", "its name there").sample("\"Example Phone Shop\""));

    static final Setting<Set<String>> GEN1_KEY = ROWS.row(Setting.<Set<String>>of(
                    "resellers[].gen1Key",
                    TEXTS,
                    ImmutableSet.of(),
                    "what its callers send as `X-WSM-API-TOKEN`, one or a list, so that they can change theirs one by one;"
                            + " no two resellers share one. Generation 2 does not get it, so it may be the old one")
            .absent("required, or the next")
            .sample("${KDP_GEN1_KEY}")
            .used());
    static final Setting<Set<String>> GEN1_KEY_SHA256 = ROWS.row(Setting.<Set<String>>of(
                    "resellers[].gen1KeySha256",
                    TEXTS,
                    ImmutableSet.of(),
                    "the SHA-256 of a key in 64 hexadecimal digits, as `printf %s \"$KEY\" \\| sha256sum` prints it, one or a list;"
                            + " in place of `gen1Key` or beside it")
            .sample("\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""));

    static final Section GEN2 = ROWS.section("resellers[].gen2", "");
    static final Setting<String> BASE_URL = ROWS.row(Setting.of(
                    "resellers[].gen2.baseUrl",
                    TEXT,
                    Region.GLOBAL.baseUrl(),
                    "the generation 2 service; the default is the global one")
            .also("baseUrl = ${?KDP_GEN2_URL}"));

    static final ResilienceSettings RESILIENCE = new ResilienceSettings(GEN2, ROWS);

    static final Section AUTH = ROWS.section("resellers[].gen2.auth", "The gateway's own credentials.");
    static final Setting<String> SCHEME =
            ROWS.row(Setting.<String>of("resellers[].gen2.auth.scheme", TEXT, null, "`signed-token` or `oauth2`")
                    .sample("signed-token")
                    .used());
    static final Setting<String> CLIENT_IDENTIFIER =
            ROWS.row(Setting.<String>of("resellers[].gen2.auth.clientIdentifier", TEXT, null, "from the portal")
                    .absent(SIGNED)
                    .sample("${KDP_CLIENT_IDENTIFIER}")
                    .used());
    static final Setting<String> KEY_FILE = ROWS.row(Setting.<String>of(
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
            ROWS.row(Setting.<String>of("resellers[].gen2.auth.clientId", TEXT, null, "from the portal")
                    .absent(OAUTH)
                    .sample("${KDP_CLIENT_ID}"));
    static final Setting<String> CLIENT_SECRET =
            ROWS.row(Setting.<String>of("resellers[].gen2.auth.clientSecret", TEXT, null, "from the portal")
                    .absent(OAUTH)
                    .sample("${KDP_CLIENT_SECRET}"));
    static final Setting<String> SCOPE = ROWS.row(Setting.of(
            "resellers[].gen2.auth.scope",
            ANY_TEXT,
            "kdp",
            "scope of the token, with `oauth2`; `kdp` is all of the program, `\"\"` asks for none"));
    static final Setting<String> TOKEN_URL =
            ROWS.row(Setting.of("resellers[].gen2.auth.tokenUrl", TEXT, "", "where tokens come from")
                    .absent("`/ams/v1/users/accesstoken`, or `/ams/v1/oauth2/token`, on the host of `baseUrl`")
                    .sample("\"https://api.samsungknox.com/ams/v1/users/accesstoken\""));

    private static final ImmutableList<Row> ALL =
            ROWS.with(MigrationSettings.rows()).all();

    private ResellerSettings() {}

    /** Returns all rows, each section before its settings. */
    static ImmutableList<Row> rows() {
        return ALL;
    }
}
