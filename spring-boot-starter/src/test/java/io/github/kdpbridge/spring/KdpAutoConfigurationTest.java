package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.spring.health.KdpBoot3HealthAutoConfiguration;
import io.github.kdpbridge.spring.health.KdpBoot4HealthAutoConfiguration;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class KdpAutoConfigurationTest {
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();
    private static final String UPLOADS = "/kcs/v1/rp/devices/upload";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    KdpAutoConfiguration.class,
                    KdpBoot3HealthAutoConfiguration.class,
                    KdpBoot4HealthAutoConfiguration.class));

    private ApplicationContextRunner with(String... resellers) {
        ApplicationContextRunner runner = application;
        long id = 4680000925L;
        for (String reseller : resellers) {
            String prefix = "kdp.resellers." + reseller + ".";
            runner = runner.withPropertyValues(
                    prefix + "id=" + id++,
                    prefix + "client-id=sim-client",
                    prefix + "client-secret=sim-secret",
                    prefix + "url=" + KNOX.gen2BaseUrl());
        }
        return runner;
    }

    private static long uploads() {
        return KNOX.simulator().requests().stream()
                .filter(request -> request.path().equals(UPLOADS))
                .count();
    }

    @Test
    void applicationWithoutResellers_hasNoBeansOfKdpBridge() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(Gen2Client.class)
                .doesNotHaveBean(ResellerBeans.class)
                .doesNotHaveBean(ShownHealth.BEAN));
    }

    @Test
    @SuppressWarnings("deprecation") // generation 1 is
    void oneReseller_hasOneBeanOfEachType_overOneClient() {
        with("shop").run(context -> {
            assertThat(context).hasSingleBean(Gen2Client.class).hasSingleBean(Gen1ResellerApi.class);

            context.getBean(Gen2Client.class).upload(UPLOAD);
            assertThat(context.getBean(Gen1ResellerApi.class)
                            .status("4680000925", "PO-7")
                            .execute()
                            .code())
                    .isEqualTo(200);
            assertThat(KNOX.simulator().requests())
                    .filteredOn(request -> request.path().equals("/ams/v1/oauth2/token"))
                    .hasSize(1);
        });
    }

    /** A reader of the port asks for a program, and gets the one that remembers. */
    @Test
    void program_doesEachWriteOnce() {
        with("shop").run(context -> {
            DeploymentProgram program = context.getBean(DeploymentProgram.class);

            Receipt first = program.upload(UPLOAD);

            assertThat(program.upload(UPLOAD)).isEqualTo(first);
            assertThat(uploads()).isEqualTo(1);
        });
    }

    @Test
    void okHttpOfOldCode_isAnsweredInTheProcess_forItsOwnHostsToo() {
        with("shop")
                .withPropertyValues("kdp.resellers.shop.gen1-hosts=old.example.net")
                .run(context -> {
                    OkHttpClient http = context.getBean(Gen1OkHttpCustomizer.class)
                            .customize(new OkHttpClient.Builder())
                            .build();
                    for (String host : List.of("eu-be-reseller.samsungknox.com", "old.example.net")) {
                        Request request = new Request.Builder()
                                .url("https://" + host + "/bulkenroll/v1/reseller/customers/list?resellerId=4680000925")
                                .header("X-WSM-API-TOKEN", "any")
                                .build();
                        try (Response answer = http.newCall(request).execute()) {
                            assertThat(answer.networkResponse()).as(host).isNull();
                        }
                    }
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoShops {
        @Bean
        List<String> accounts(@Qualifier("north") Gen2Client north, @Qualifier("south") DeploymentProgram south) {
            return List.of(north.reseller().value(), south.reseller().value());
        }
    }

    @Test
    void severalResellers_areToldApartByTheirNames() {
        with("north", "south")
                .withPropertyValues("kdp.resellers.south.ledger.type=memory")
                .withUserConfiguration(TwoShops.class)
                .run(context -> {
                    assertThat(context.getBean("accounts")).isEqualTo(List.of("4680000925", "4680000926"));
                    assertThat(context.getBeanNamesForType(Gen1ResellerApi.class))
                            .containsExactlyInAnyOrder("northGen1ResellerApi", "southGen1ResellerApi");
                    assertThat(context.getBeanNamesForType(Ledger.class))
                            .containsExactlyInAnyOrder("kdpLedger", "southLedger");
                });
    }

    static class ByName {
        @Autowired
        DeploymentProgram northDeploymentProgram;
    }

    /** Primary ones would be preferred to the one that is named, or all be refused. */
    @Test
    void programOfSeveral_isFoundByTheNameOfAField_andNoneWithoutAName() {
        with("north", "south").withBean(ByName.class).run(context -> {
            assertThat(context.getBean(ByName.class).northDeploymentProgram)
                    .isSameAs(context.getBean("northDeploymentProgram"));
            assertThatThrownBy(() -> context.getBean(DeploymentProgram.class))
                    .isInstanceOf(NoUniqueBeanDefinitionException.class);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBeans {
        @Bean
        Gen2Client mine() {
            return Gen2Client.builder(ResellerId.of("1000000001"))
                    .tokens(context -> {
                        throw new IllegalStateException("not asked");
                    })
                    .build();
        }

        @Bean
        Ledger ownLedger() {
            return InMemoryLedger.create();
        }
    }

    @Test
    void beansOfTheApplication_takeThePlaceOfOurs() {
        with("shop").withUserConfiguration(OwnBeans.class).run(context -> {
            assertThat(context).hasSingleBean(Gen2Client.class).hasSingleBean(Ledger.class);
            assertThat(context.getBean("shopDeploymentProgram", DeploymentProgram.class)
                            .reseller()
                            .value())
                    .isEqualTo("1000000001");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnNorth {
        @Bean
        Gen2Client northGen2Client() {
            return new OwnBeans().mine();
        }
    }

    @Test
    void beanOfSeveral_isReplacedByItsName() {
        with("north", "south").withUserConfiguration(OwnNorth.class).run(context -> {
            assertThat(context.getBeansOfType(Gen2Client.class).values())
                    .extracting(client -> client.reseller().value())
                    .containsExactlyInAnyOrder("1000000001", "4680000926");
            assertThat(context.getBean("northDeploymentProgram", DeploymentProgram.class)
                            .reseller()
                            .value())
                    .isEqualTo("1000000001");
        });
    }

    @Test
    void metersOfEachReseller_areInTheRegistryOfTheApplication() {
        with("shop").withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            context.getBean(Gen2Client.class).upload(UPLOAD);

            assertThat(context.getBean(MeterRegistry.class)
                            .get("kdp.client.calls")
                            .tags("reseller", "4680000925", "operation", "upload", "outcome", "success")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    /** Completes with the first token, after the listener of the state was told of it. */
    private static Gen2ClientCustomizer telling(CompletableFuture<Boolean> token) {
        return (name, builder) -> builder.listener(new ClientListener() {
            @Override
            public void token(boolean obtained) {
                token.complete(obtained);
            }
        });
    }

    @Test
    void health_tellsWhatTheLastCallsShowed_andAsksForNothing() {
        CompletableFuture<Boolean> token = new CompletableFuture<>();
        with("shop").withBean(Gen2ClientCustomizer.class, () -> telling(token)).run(context -> {
            assertThat(ShownHealth.of(context))
                    .isEqualTo(new ShownHealth(
                            "UP",
                            Map.of(
                                    "shop",
                                    Map.of("token", "not asked for yet", "breaker", "closed", "ledger", "ready"))));
            assertThat(KNOX.simulator().requests()).isEmpty();
            context.getBean(Gen2Client.class).authenticate();
            assertThat(token.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ShownHealth.of(context).details().toString()).contains("token=obtained");
        });
    }

    /** Completes with the first call, after the listener of the state was told of it. */
    private static Gen2ClientCustomizer tellingOfCalls(CompletableFuture<Call> ended) {
        return (name, builder) -> builder.listener(new ClientListener() {
            @Override
            public void call(Call call, @Nullable KdpException failure, Duration took) {
                ended.complete(call);
            }
        });
    }

    @Test
    void health_isDownWithoutAToken() {
        CompletableFuture<Call> ended = new CompletableFuture<>();
        ApplicationContextRunner refused = with("shop")
                .withPropertyValues("kdp.resellers.shop.client-secret=wrong")
                .withBean(Gen2ClientCustomizer.class, () -> tellingOfCalls(ended));
        refused.run(context -> {
            assertThatThrownBy(() -> context.getBean(Gen2Client.class).upload(UPLOAD))
                    .isInstanceOf(RefusedLocallyException.class);
            assertThat(ended.get(10, TimeUnit.SECONDS)).isNotNull();

            ShownHealth health = ShownHealth.of(context);
            assertThat(health.status()).isEqualTo("DOWN");
            assertThat(health.details().toString()).contains("token=refused").doesNotContain("wrong");
        });
    }

    @Test
    void healthIndicator_canBeTurnedOff() {
        with("shop")
                .withPropertyValues("management.health.kdp.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ShownHealth.BEAN));
    }

    /** An operator who restarts an application must find no write whose outcome nobody knows. */
    @Test
    void stop_letsWritesUnderWayEnd_andRefusesNewOnes() {
        CompletableFuture<Void> atTheService = new CompletableFuture<>();
        Gen2ClientCustomizer held = (name, builder) -> builder.executor(work -> {
            var unused = atTheService.thenRunAsync(work);
        });
        with("shop").withBean(Gen2ClientCustomizer.class, () -> held).run(context -> {
            DeploymentProgram program = context.getBean(DeploymentProgram.class);
            CompletionStage<Receipt> underWay = program.send(UPLOAD);
            KdpLifecycle lifecycle = context.getBean(KdpLifecycle.class);
            assertThat(lifecycle.isRunning()).isTrue();

            CompletableFuture<Void> stopped = new CompletableFuture<>();
            lifecycle.stop(() -> stopped.complete(null));

            assertThat(lifecycle.isRunning()).isFalse();
            assertThat(stopped).isNotDone();
            assertThatThrownBy(() -> program.upload(UPLOAD))
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.CANCELLED));
            atTheService.complete(null);
            assertThat(underWay.toCompletableFuture().get(10, TimeUnit.SECONDS).transaction())
                    .isEqualTo(UPLOAD.transaction());
            stopped.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> context.getBean(Gen2Client.class).upload(UPLOAD))
                    .isInstanceOf(RefusedLocallyException.class);

            lifecycle.start();
            assertThat(program.upload(UPLOAD).transaction()).isEqualTo(UPLOAD.transaction());
            assertThat(uploads()).isEqualTo(1);
        });
    }

    /** It is what the programs write through, whoever made it. */
    @Test
    void clientOfTheApplication_isDrainedToo() {
        with("shop").withUserConfiguration(OwnBeans.class).run(context -> {
            CompletableFuture<Void> stopped = new CompletableFuture<>();
            context.getBean(KdpLifecycle.class).stop(() -> stopped.complete(null));
            stopped.get(10, TimeUnit.SECONDS);

            assertThatThrownBy(() -> context.getBean(Gen2Client.class).upload(UPLOAD))
                    .hasMessageContaining("this program is stopping");
        });
    }

    /** A ledger whose look at abandoned writes fails as no ledger should. */
    private static Ledger broken(CountDownLatch looks) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    looks.countDown();
                    throw new IllegalStateException("broken");
                });
    }

    @Test
    @ExpectedLog("reseller 4680000925: writes whose outcome is unknown cannot be settled")
    void lookThatFails_isToldOf_andFollowedByOthers() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        ResellerId reseller = ResellerId.of("4680000925");
        try (Gen2Client client = Gen2Client.builder(reseller)
                .tokens(TokenSource.oauth2("a", "b"))
                .build()) {
            LedgerProgram program = LedgerProgram.of(client, broken(looks));
            KdpLifecycle.settle(program);
            KdpLifecycle.settle(program);
        }
        assertThat(looks.getCount()).isZero();
    }

    /** The application's Flyway refuses a schema that has tables of others. */
    @Test
    void ledgers_areOpenedAfterTheMigrationsOfTheApplication() {
        with("north", "south")
                .withPropertyValues("kdp.resellers.south.ledger.type=memory")
                .withUserConfiguration(OwnMigrations.class)
                .run(context -> {
                    for (String ledger : List.of("kdpLedger", "southLedger")) {
                        assertThat(context.getBeanFactory()
                                        .getBeanDefinition(ledger)
                                        .getDependsOn())
                                .as(ledger)
                                .containsExactly("migrations");
                    }
                });
    }

    /** Stands for a Flyway or a Liquibase, whose types have moved in version 4; {@link MigrationDetector} finds it. */
    record Migrations() {}

    @Configuration(proxyBeanMethods = false)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class OwnMigrations {
        @Bean
        Migrations migrations() {
            return new Migrations();
        }
    }

    @Test
    void lifecycle_stopsAfterTheWebServerAndTheQueues() {
        with("shop")
                .run(context -> assertThat(context.getBean(KdpLifecycle.class).getPhase())
                        .isLessThan(Integer.MAX_VALUE - 2048));
    }
}
