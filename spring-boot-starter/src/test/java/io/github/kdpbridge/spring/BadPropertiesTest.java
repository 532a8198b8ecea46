package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Bad input gives one line that names the property and what to do, and shows no secret. */
class BadPropertiesTest {
    private static final List<String> GOOD = List.of(
            "kdp.resellers.shop.id=4680000925",
            "kdp.resellers.shop.client-id=some-client",
            "kdp.resellers.shop.client-secret=hush-hush");

    private static ApplicationContextRunner application(String... changes) {
        List<String> properties = new ArrayList<>(GOOD);
        properties.addAll(List.of(changes));
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KdpAutoConfiguration.class))
                .withPropertyValues(properties.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id=             | kdp.resellers.shop.id is not set
            client-secret=  | kdp.resellers.shop.client-secret is not set
            client-id=${KDP_UNSET} | kdp.resellers.shop.client-id refers to ${KDP_UNSET}, which is not set
            url=https://${KDP_UNSET}/x | kdp.resellers.shop.url refers to ${KDP_UNSET}, which is not set
            ledger.settle-interval=5s | kdp.resellers.shop.ledger.settle-interval is set, and there is one for all ledgers
            client-secret=${KDP_UNSET} | kdp.resellers.shop.client-secret refers to ${KDP_UNSET}, which is not set
            key-file=k.json | kdp.resellers.shop.client-id is set beside kdp.resellers.shop.client-identifier
            url=https://me:hush-hush@x/kcs/v1/rp | kdp.resellers.shop.url cannot be used: the URL must have no user
            ledger.data-source=x | kdp.resellers.shop.ledger.data-source is set, and kdp.resellers.shop.ledger.type is memory
            resilience.concurrent-requests=100000000 | kdp.resellers.shop.resilience.concurrent-requests cannot be used:
            url=ftp://x     | kdp.resellers.shop.url cannot be used:
            gen1-hosts=a/b  | kdp.resellers.shop.gen1-hosts cannot be used: neither a host nor host:port: 'a/b'
            resilience.attempts=0 | kdp.resellers.shop.resilience.attempts cannot be used:
            """)
    void valueOfAReseller_isNamedWithItsProperty(String change, String message) {
        application("kdp.resellers.shop." + change).run(context -> {
            Throwable root = KdpConfigurationExceptions.in(context.getStartupFailure());
            assertThat(root).hasMessageStartingWith(message);
            assertThat(root.getMessage()).doesNotContain("hush-hush").doesNotContain("\n");
        });
    }

    @Test
    void missingCredentials_areAskedForInBothSchemes() {
        application("kdp.resellers.shop.client-id=", "kdp.resellers.shop.client-secret=")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.resellers.shop.client-id is not set, and there are no other credentials")
                        .extracting(KdpConfigurationException::action)
                        .isEqualTo(
                                "Set client-id and client-secret for OAuth 2.0, or client-identifier and key-file for"
                                        + " signed tokens."));
    }

    /** Only a secret that is a reference as a whole was meant as one. */
    @Test
    void secretWithTheSignsOfAReference_isASecret() {
        application("kdp.resellers.shop.client-secret=hush${hush}-hush")
                .run(context -> assertThat(context).hasNotFailed());
        application("kdp.resellers.shop.client-secret=hush${hush")
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** A write that is forgotten may be sent twice. */
    @ParameterizedTest
    @CsvSource({"400ms, PT0.4S", "0, PT0S", "23h, PT23H"})
    void retentionOfLessThanADay_isNamed(String retention, String shown) {
        application("kdp.ledger.retention=" + retention)
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.ledger.retention must be a day or more, not " + shown));
    }

    /** Without the type, it would end with the process. */
    @ParameterizedTest
    @CsvSource({
        "data-source=x, kdp.ledger.data-source is set",
        "migrate=false, kdp.ledger.migrate is set",
    })
    void settingOfADatabase_forALedgerInMemory_isNamed(String setting, String message) {
        application("kdp.ledger." + setting)
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage(message + ", and kdp.ledger.type is memory"));
    }

    @Test
    void takeoverThatIsTooShort_isNamed() {
        application("kdp.ledger.takeover=99ms")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.ledger.takeover must be 100 ms or more, not PT0.099S"));
    }

    @Test
    void regionBesideAUrl_isNamed() {
        application("kdp.resellers.shop.url=https://knox.example/kcs/v1/rp", "kdp.resellers.shop.region=eu")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.resellers.shop.region is set beside kdp.resellers.shop.url"));
    }

    /** Each would have a client, limits and perhaps a ledger of its own for one account. */
    @Test
    void twoResellersOfOneAccount_areNamed() {
        application(
                        "kdp.resellers.south.id=4680000925",
                        "kdp.resellers.south.client-id=other",
                        "kdp.resellers.south.client-secret=hush-hush")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.resellers.south.id is the same as kdp.resellers.shop.id"));
    }

    /** In YAML, a name with nothing below it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kdp.resellers.shop            | kdp.resellers.shop.id is not set: there are no properties below kdp.resellers.shop
            kdp.resellers.shop.resilience | There are no properties below kdp.resellers.shop.resilience
            kdp.ledger                    | There are no properties below kdp.ledger
            """)
    void groupWithoutProperties_isNamed(String group, String message) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(group, "")));

        BindException failure =
                catchThrowableOfType(BindException.class, () -> binder.bind("kdp", KdpProperties.class));

        assertThat(failure).isNotNull();
        assertThat(new GroupAnalyzer().analyze(failure))
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo(message);
    }

    @Test
    void retentionWithoutAUnit_isOneOfDays() {
        application("kdp.ledger.retention=30")
                .run(context -> assertThat(
                                context.getBean(KdpProperties.class).ledger().retention())
                        .isEqualTo(Duration.ofDays(30)));
    }

    @Test
    void keyFileThatIsNotThere_isNamed() {
        application(
                        "kdp.resellers.shop.client-id=",
                        "kdp.resellers.shop.client-secret=",
                        "kdp.resellers.shop.client-identifier=abc",
                        "kdp.resellers.shop.key-file=classpath:none.json")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessageStartingWith("kdp.resellers.shop.key-file cannot be read: class path resource"));
    }

    @Test
    void ledgerInADatabase_needsOne() {
        application("kdp.ledger.type=jdbc")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.ledger.data-source is not set, and there is no DataSource"));
        application("kdp.ledger.type=jdbc", "kdp.ledger.data-source=other")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.ledger.data-source is other, and no DataSource has that name"));
    }

    @Test
    void ledgerInADatabase_needsTheGateway() {
        application("kdp.ledger.type=jdbc")
                .withClassLoader(new FilteredClassLoader(SqlLedger.class))
                .run(
                        context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                                .hasMessage(
                                        "kdp.ledger.type is jdbc, and the artifact kdp-bridge-gateway is not on the class path"));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(KdpAutoConfiguration.class)
    static class Application {}

    private static void start(Class<?> application, String... arguments) {
        new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .run(arguments)
                .close();
    }

    @Test
    @ExpectedLog(".*APPLICATION FAILED TO START.*Description:\\s+kdp.resellers.shop.client-secret is not set\\s+"
            + "Action:\\s+Set kdp.resellers.shop.client-secret.\\s+")
    @ExpectedLog("Exception encountered during context initialization.*")
    void startThatFails_printsTheLineAndWhatToDo() {
        assertThatThrownBy(() -> start(
                        Application.class, "--kdp.resellers.shop.id=4680000925", "--kdp.resellers.shop.client-id=a"))
                .isInstanceOf(RuntimeException.class);
    }

    /** Spring Boot's own report prints the value. */
    @Test
    @ExpectedLog(".*APPLICATION FAILED TO START.*Description:\\s+kdp-bridge knows no such property:"
            + " kdp.resellers.shop.client-secert [^\\n]*\\s+Action:\\s+Correct or remove it. The properties:"
            + " https://github.com/kdpbridge/kdp-bridge/blob/main/docs/spring-boot.md\\s+")
    @ExpectedLog("Exception encountered during context initialization.*")
    void misspeltProperty_isNamedWithoutItsValue() {
        assertThatThrownBy(() -> start(
                        Application.class,
                        "--kdp.resellers.shop.id=4680000925",
                        "--kdp.resellers.shop.client-id=a",
                        "--kdp.resellers.shop.client-secert=hush-hush"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    @ExpectedLog(
            ".*APPLICATION FAILED TO START.*Description:\\s+kdp.resellers.shop.id is not set: there are no properties"
                    + " below kdp.resellers.shop\\s+Action:.*")
    @ExpectedLog("Exception encountered during context initialization.*")
    void resellerWithoutProperties_isToldInTheReport() {
        assertThatThrownBy(() -> start(Application.class, "--kdp.resellers.shop="))
                .isInstanceOf(RuntimeException.class);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(KdpAutoConfiguration.class)
    static class Caller {
        @Autowired
        Gen2Client kdp;
    }

    @Test
    @ExpectedLog(
            ".*APPLICATION FAILED TO START.*Description:\\s+kdp.resellers names no account, so there is no Gen2Client"
                    + "\\s+Action:\\s+Set kdp.resellers.NAME.id, .*")
    @ExpectedLog("Exception encountered during context initialization.*")
    void applicationThatUsesAClient_andNamesNoAccount_isToldSo() {
        assertThatThrownBy(() -> start(Caller.class, "--kdp.reseller.shop.id=4680000925"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void intervalThatIsNone_isNamed() {
        application("kdp.ledger.settle-interval=0")
                .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                        .hasMessage("kdp.ledger.settle-interval must be 1 ms or more, not PT0S"));
    }

    @Test
    void textOfTheProperties_hasNoSecret() {
        application()
                .run(context -> assertThat(context.getBean(KdpProperties.class).toString())
                        .contains("Reseller[4680000925]")
                        .doesNotContain("hush-hush"));
    }
}
