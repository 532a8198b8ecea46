package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.FlagFiles;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sections {@code gen1} and {@code migration} of a reseller. */
class MigrationConfigTest {
    private static final String GOOD = """
            resellers = [{
              resellerId = "4680000925"
              gen1Key = ["sim-key-1", "sim-key-2"]
              gen1 { baseUrl = "http://127.0.0.1:9090", requestsPerSecond = 20, breaker { pause = 1m } }
              migration {
                unit = vendor, startPhase = SHADOW, wait = 2h, hold = 20s, settleWindow = 12h
                waves = [{ name = pilot, units = ["1200000321"] }, { name = w1, percent = 0.5 }, { name = rest, percent = 100 }]
              }
              gen2 { auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
            }]
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("gateway.conf");
    }

    private MigratingAccount read(String text) throws Exception {
        return read(text, Map.of());
    }

    private MigratingAccount read(String text, Map<String, String> variables) throws Exception {
        Files.writeString(file, text);
        return (MigratingAccount) ConfigReader.read(file, variables).accounts().get(0);
    }

    @Test
    void migration_isRead() throws Exception {
        MigratingAccount account = read(GOOD);

        assertThat(account.reseller()).isEqualTo(ResellerId.of("4680000925"));
        assertThat(account.keys()).containsExactly(Gen1Key.of("sim-key-1"), Gen1Key.of("sim-key-2"));
        Gen1Service service = account.migration().oldService();
        assertThat(service.baseUrl()).isEqualTo("http://127.0.0.1:9090/");
        assertThat(service.key()).isEqualTo("sim-key-1");
        assertThat(service.resilience().requestsPerSecond()).isEqualTo(20);
        assertThat(service.resilience().breakerPause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(account.migration().plan().kind()).isEqualTo(UnitKind.VENDOR);
        assertThat(account.migration().plan().start()).isEqualTo(Phase.SHADOW);
        assertThat(account.migration().plan().waves())
                .containsExactly(
                        Wave.of("pilot", List.of("1200000321")),
                        Wave.ofPercent("w1", new BigDecimal("0.5")),
                        Wave.ofPercent("rest", BigDecimal.valueOf(100)));
        assertThat(account.migration().limits())
                .isEqualTo(new Limits(Duration.ofHours(2), Duration.ofSeconds(20), Limits.STANDARD.pause()));
        assertThat(account.migration().settleWindow()).isEqualTo(Duration.ofHours(12));
        assertThat(account.toString() + service).doesNotContain("sim-key", "sim-secret");
    }

    @Test
    void migration_hasDefaults() throws Exception {
        MigratingAccount account = read(
                GOOD.replaceAll("(?s)migration \\{.*\\n  }", "migration {}").replaceAll(", req.*} }", " }"));

        assertThat(account.migration().plan())
                .isEqualTo(Migration.from(account.migration().oldService()).plan());
        assertThat(account.migration().limits()).isEqualTo(Limits.STANDARD);
        assertThat(account.migration().settleWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(account.migration().safeguards()).isEqualTo(Safeguards.STANDARD);
        assertThat(account.migration().oldService().resilience())
                .usingRecursiveComparison()
                .isEqualTo(account.account().service().resilience());
    }

    @Test
    void keyOfTheOldService_mayBeAnother() throws Exception {
        assertThat(read(GOOD.replace("gen1 {", "gen1 { apiKey = sim-key-3,"))
                        .migration()
                        .oldService()
                        .key())
                .isEqualTo("sim-key-3");
    }

    /** KDP_RESELLERS_0_GEN1_KEY is the callers' key, which an account without a migration has too. */
    @Test
    void variables_giveAMigration() throws Exception {
        Map<String, String> variables = Map.of(
                "KDP_RESELLERS_0_RESELLER_ID", "4680000925",
                "KDP_RESELLERS_0_GEN1_KEY", "sim-key-1",
                "KDP_RESELLERS_0_GEN2_AUTH_SCHEME", "oauth2",
                "KDP_RESELLERS_0_GEN2_AUTH_CLIENT_ID", "sim-client",
                "KDP_RESELLERS_0_GEN2_AUTH_CLIENT_SECRET", "sim-secret",
                "KDP_RESELLERS_0_GEN1_BASE_URL", "https://old.example",
                "KDP_RESELLERS_0_GEN1_API_KEY", "sim-key-3",
                "KDP_RESELLERS_0_MIGRATION_UNIT", "account",
                "KDP_RESELLERS_0_MIGRATION_WAVES_0_NAME", "all",
                "KDP_RESELLERS_0_MIGRATION_WAVES_0_PERCENT", "100");

        Migration migration = read("", variables).migration();

        assertThat(migration.oldService().baseUrl()).isEqualTo("https://old.example/");
        assertThat(migration.oldService().key()).isEqualTo("sim-key-3");
        assertThat(migration.plan().kind()).isEqualTo(UnitKind.ACCOUNT);
        assertThat(migration.plan().waves()).containsExactly(Wave.ofPercent("all", BigDecimal.valueOf(100)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen1 {                | x {                    | resellers[0].gen1: is missing: a migration starts from the old service; write gen1 { baseUrl = \"https://…\" } (and 1 more)",
                "migration {           | x {                    | resellers[0].migration: is missing beside gen1; write migration {}, and each customer stays on the old service until it is moved (and 1 more)",
                "resellers =           | gateway.ledger.file = off, resellers = | resellers[0].migration: needs a ledger that outlives the gateway; set gateway.ledger.file or gateway.ledger.url",
                "baseUrl = \"http://127.0.0.1:9090\", | \"\"    | resellers[0].gen1.baseUrl: is missing",
                "http://127.0.0.1:9090 | http://localhost:8080  | resellers[0].gen1.baseUrl: is this gateway itself; it must be the old service",
                "http://127.0.0.1:9090 | ftp://x                | resellers[0].gen1.baseUrl: must be an http or https URL, not ftp://x",
                "http://127.0.0.1:9090 | http://x/bulkenroll/v1 | resellers[0].gen1.baseUrl: must end before /bulkenroll: the paths of callers are added to it",
                "http://127.0.0.1:9090 | http://x?y             | resellers[0].gen1.baseUrl: must not have a query or a fragment",
                "gen1 {                | gen1 { apiKey = \"hush \", | resellers[0].gen1.apiKey: the key must be ASCII without blanks at its ends, or no header can carry it",
                "gen1Key = [\"sim-key-1\", \"sim-key-2\"] | gen1KeySha256 = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\" | resellers[0].gen1.apiKey: is missing, and so is resellers[].gen1Key",
                "requestsPerSecond = 20 | requestsPerSecond = 0 | resellers[0].gen1.requestsPerSecond: must be at least 1",
                "gen1 {                | gen1 { pace = 3,       | resellers[0].gen1.pace: there is no such setting; known here: answerLimit, apiKey, attempts, baseUrl, breaker, concurrentRequests, connectTimeout, firstPause, longestPause, patience, requestTimeout, requestsPerSecond",
                "unit = vendor         | unit = device          | resellers[0].migration.unit: must be customer, vendor or account, not device",
                "startPhase = SHADOW   | startPhase = shadow    | resellers[0].migration.startPhase: must be GEN1, SHADOW, READS, CANARY, GEN2 or DONE, not shadow",
                "wait = 2h             | wait = 0s              | resellers[0].migration.wait: must be at least 1ms",
                "hold = 20s            | hold = soon            | resellers[0].migration.hold: must be a time with its unit, such as 30s",
                "hold = 20s            | hold = 3h              | resellers[0].migration.hold: must not be longer than wait, within which new writes are held",
                "units = [\"1200000321\"] | units = [a, b, a]    | resellers[0].migration.waves[0].units: has an entry twice, number 1 and 3",
                "settleWindow = 12h    | settleWindow = 12h, shadow { confirm = [400d] } | resellers[0].migration.shadow.confirm: a pause of confirm is from 0 s to 1 day, not [400d]",
                "settleWindow = 12h    | settleWindow = 12h, rules { errors { window = 40d } } | resellers[0].migration.rules.errors.window: must be from 1 ms to 30 days, not 40d",
                "settleWindow = 12h    | settle = 12h           | resellers[0].migration.settle: there is no such setting; known here: freezeFile, gates, hold, panicFile, rules, settleWindow, shadow, startPhase, unit, usedNames, wait, waves",
                "name = pilot,         | \"\"                   | resellers[0].migration.waves[0].name: is missing",
                "name = w1             | name = pilot           | resellers[0].migration.waves: two waves have the same name: pilot, pilot, rest",
                "percent = 0.5         | percent = 101          | resellers[0].migration.waves[1].percent: percent of wave w1 must be 0 to 100 in steps of 0.01, not 101",
                "percent = 0.5         | percent = 0.001        | resellers[0].migration.waves[1].percent: percent of wave w1 must be 0 to 100 in steps of 0.01, not 0.001",
                "percent = 0.5         | percent = half         | resellers[0].migration.waves[1].percent: must be a number, such as 5 or 0.5, not half",
                "percent = 0.5         | percent = 1e999999999  | resellers[0].migration.waves[1].percent: must be a number, such as 5 or 0.5, not 1e999999999",
                "percent = 0.5         | share = 1              | resellers[0].migration.waves[1].share: there is no such setting; known here: name, percent, units",
                "{ name = w1, percent = 0.5 } | { name = w1 }   | resellers[0].migration.waves[1].units: is missing, and so is percent",
                "{ name = w1, percent = 0.5 } | w1              | resellers[0].migration.waves: must be a list of sections",
                "percent = 0.5         | percent = 1, units = [a] | resellers[0].migration.waves[1].percent: cannot be combined with units; a wave has one of them",
            })
    void mistake_isNamedByFileAndKey(String before, String after, String message) {
        assertThatThrownBy(() -> read(GOOD.replace(before, after == null ? "" : after.replaceAll("^\"\"$", ""))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usedNames = never                | usedNames: must be ask or off, not never",
                "freezeFile = nowhere/freeze      | freezeFile: there is no such folder: {folder}/nowhere",
                "freezeFile = .                   | freezeFile: is a folder: {folder}; name a file that can be created and deleted",
                "panicFile = nowhere/panic        | panicFile: there is no such folder: {folder}/nowhere",
                "freezeFile = stop, panicFile = ./stop | panicFile: is the file of freezeFile, too; each needs one of its own",
                "shadow = 3                       | shadow: must be a section",
                "shadow.rate = 0                  | shadow.rate: must be a number from 0.001 to 1000, not 0",
                "shadow.rate = 1/s                | shadow.rate: must be a number from 0.001 to 1000, not 1/s",
                "shadow.rate = 1e9                | shadow.rate: must be a number from 0.001 to 1000, not 1e9",
                "shadow.share = 1.01              | shadow.share: must be a number from 0 to 1, not 1.01",
                "shadow.share = -1                | shadow.share: must be a number from 0 to 1, not -1",
                "shadow.share = NaN               | shadow.share: must be a number from 0 to 1, not NaN",
                "shadow.queue = 0                 | shadow.queue: must be at least 1",
                "shadow.queue = many              | shadow.queue: must be a whole number",
                "shadow.confirm = []              | shadow.confirm: must be one time or several, each at least 1ms",
                "shadow.confirm = [5s, 0s]        | shadow.confirm: must be one time or several, each at least 1ms",
                "shadow.confirm = [5s, 60]        | shadow.confirm: must be a list of times with their units, such as [5s, 1m]",
                "shadow.confirm = [5s, soon]      | shadow.confirm: must be a list of times with their units, such as [5s, 1m]",
                "shadow.pace = 1                  | shadow.pace: there is no such setting; known here: confirm, queue, rate, share",
                "rules = off                      | rules: must be a section",
                "rules.outcome = 0                | rules.outcome: must be at least 1",
                "rules.stuck.least = 9m           | rules.stuck.least: must be at least 10m",
                "rules.breaker = 0s               | rules.breaker: must be at least 1ms",
                "rules.errors.percent = 0         | rules.errors.percent: must be a number from 0.01 to 100, not 0",
                "rules.errors.percent = 101       | rules.errors.percent: must be a number from 0.01 to 100, not 101",
                "rules.errors.percent = 10%       | rules.errors.percent: must be a number from 0.01 to 100, not 10%",
                "rules.errors.calls = 0           | rules.errors.calls: must be at least 1",
                "rules.errors.times = 0.5         | rules.errors.times: must be a number from 1 to 1000, not 0.5",
                "rules.errors.window = 0s         | rules.errors.window: must be at least 1ms",
                "rules.errors.window = 31d        | rules.errors.window: must be from 1 ms to 30 days, not 31d",
                "rules.errors.of = 3              | rules.errors.of: there is no such setting; known here: calls, percent, times, window",
                "rules.refused.times = 1001       | rules.refused.times: must be a number from 1 to 1000, not 1001",
                "rules.refused.writes = 0         | rules.refused.writes: must be at least 1",
                "rules.refused.window = 31d       | rules.refused.window: must be from 1 ms to 30 days, not 31d",
                "rules.freeze.units = 0           | rules.freeze.units: must be at least 1",
                "rules.freeze.window = 0s         | rules.freeze.window: must be at least 1ms",
                "rules.unknownCode = 3            | rules.unknownCode: there is no such setting; known here: breaker, errors, freeze, outcome, refused, stuck",
                "gates.comparisons = 0            | gates.comparisons: must be at least 1",
                "gates.accountComparisons = 0     | gates.accountComparisons: must be at least 1",
                "gates.writes = 0                 | gates.writes: must be at least 1",
                "gates.trial = 0s                 | gates.trial: must be at least 1ms",
                "gates.proof = soon               | gates.proof: must be a time with its unit, such as 30s",
                "gates.portal = off               | gates.portal: there is no such setting; known here: accountComparisons, comparisons, proof, trial, writes",
            })
    void mistakeInASafeguard_isNamedByFileAndKey(String setting, String message) {
        assertThatThrownBy(() -> read(GOOD.replace("settleWindow = 12h", setting.replace("10%", "\"10%\""))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": resellers[0].migration." + message.replace("{folder}", directory.toString()));
    }

    @Test
    void safeguards_areReadFromVariablesToo() throws Exception {
        Safeguards safeguards = read(
                        GOOD,
                        Map.of(
                                "KDP_RESELLERS_0_MIGRATION_SHADOW_CONFIRM", "5s,5s",
                                "KDP_RESELLERS_0_MIGRATION_SHADOW_SHARE", "0.5",
                                "KDP_RESELLERS_0_MIGRATION_RULES_ERRORS_PERCENT", "2.5",
                                "KDP_RESELLERS_0_MIGRATION_FREEZE_FILE", "freeze"))
                .migration()
                .safeguards();

        assertThat(safeguards.shadow().confirm()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(safeguards.shadow().share()).isEqualTo(0.5);
        assertThat(safeguards.rules().stop().errors().percent()).isEqualTo(2.5);
        assertThat(safeguards.files()).isEqualTo(new FlagFiles(directory.resolve("freeze"), null));
    }

    @Test
    void ledgerInADatabase_isEnough() {
        Settings settings = Settings.parse(
                "gateway.ledger { file = off, url = \"jdbc:postgresql://localhost/kdp\" }\n" + GOOD, "text");

        assertThat(ConfigReader.read(settings, directory).accounts().get(0).migrating())
                .isPresent();
    }

    @Test
    void programWithoutALastingLedger_isToldWhatToCall() {
        Gen2Account account = new Gen2Account(
                ResellerId.of("4680000925"),
                Set.of(Gen1Key.of("sim-key-1")),
                new Gen2Service(
                        "https://new.example",
                        OAuthTokenSource.of("sim-client", "sim-secret"),
                        Resilience.standard(),
                        Gen2Profile.standard()));
        Migration migration =
                Migration.from(new Gen1Service("https://old.example", "sim-key-1", Resilience.standard()));

        assertThatThrownBy(() -> GatewayConfig.builder()
                        .account(new MigratingAccount(account, migration))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a reseller that migrates needs a ledger that outlives the gateway: call ledger with a store");
    }

    @Test
    void oldService_hasAnAddressAndAKey() {
        assertThatThrownBy(() -> new Gen1Service("old.example", "sim-key-1", Resilience.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the base URL of the old service must be an http or https URL");
        assertThatThrownBy(() -> new Gen1Service("https://old.example", "hush ", Resilience.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key must be ASCII without blanks at its ends, or no header can carry it");
    }
}
