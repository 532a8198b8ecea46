package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testfixtures.PostgresqlServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A ledger in the database of the application. */
@Tag("one-jdk")
class JdbcLedgerTest {
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create();

    private static ApplicationContextRunner application(DataSource source) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KdpAutoConfiguration.class))
                .withBean("shopDataSource", DataSource.class, () -> source)
                .withPropertyValues(
                        "kdp.ledger.type=jdbc",
                        "kdp.ledger.data-source=shopDataSource",
                        "kdp.resellers.shop.id=4680000925",
                        "kdp.resellers.shop.client-id=sim-client",
                        "kdp.resellers.shop.client-secret=sim-secret",
                        "kdp.resellers.shop.url=" + KNOX.gen2BaseUrl());
    }

    @Test
    void writeOfAnEarlierProcess_isNotSentAgain_andTablesAreMadeOnlyIfAsked() throws Exception {
        try (EmbeddedPostgres server = PostgresqlServers.builder().start()) {
            ApplicationContextRunner application = application(server.getPostgresDatabase());

            application
                    .withPropertyValues("kdp.ledger.migrate=false")
                    .run(context -> assertThat(KdpConfigurationExceptions.in(context.getStartupFailure()))
                            .hasMessageStartingWith(
                                    "kdp.ledger.type is jdbc, and the ledger's database cannot be opened: it"
                                            + " has no tables of a ledger"));
            for (String migrate : List.of("true", "false")) {
                application
                        .withPropertyValues("kdp.ledger.migrate=" + migrate)
                        .run(context -> context.getBean(DeploymentProgram.class).upload(UPLOAD));
            }
        }
        assertThat(KNOX.simulator().requests())
                .filteredOn(request -> request.path().equals("/kcs/v1/rp/devices/upload"))
                .hasSize(1);
    }
}
