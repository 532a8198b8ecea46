package io.github.kdpbridge.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Migration;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** What tests of a migration have in common: an account in front of both generations of a simulator. */
public final class Migrating {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final String CUSTOMER = "1200000321";
    static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(CUSTOMER), null);
    static final Cause OPERATOR_1 = new Cause("operator-1", Cause.Via.COMMAND, "first customer", "");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final OkHttpClient HTTP = Calls.client(Protocol.HTTP_1_1);

    private Migrating() {}

    /** An answer to a caller. */
    record Answered(int status, String body) {}

    public static MigratingAccount account(KdpSimulator knox, String oldService, Phase start) {
        return account(knox, oldService, start, UnitKind.CUSTOMER);
    }

    static MigratingAccount account(KdpSimulator knox, String oldService, Phase start, UnitKind kind) {
        Gen1Service old = new Gen1Service(
                oldService, Calls.KEY, Resilience.builder().attempts(1).build());
        return new MigratingAccount(
                generation2(knox),
                new Migration(old, new Plan(kind, start, List.of()), Limits.STANDARD, Duration.ofHours(24)));
    }

    static Gen2Account generation2(KdpSimulator knox) {
        return (Gen2Account) Calls.config(knox).build().accounts().get(0);
    }

    static GatewayConfig config(KdpSimulator knox, LedgerStore store, Phase start) {
        return GatewayConfig.builder()
                .account(account(knox, knox.url().toString(), start))
                .ledger(store)
                .build();
    }

    static Answered upload(URI gateway, String transaction, String device) throws IOException {
        return send(
                Calls.upload(gateway, Calls.BODY.replace("244303", transaction).replace("351800000000701", device)));
    }

    static Answered get(URI gateway, String target) throws IOException {
        return send(Calls.request(gateway, target).build());
    }

    static Answered send(Request request) throws IOException {
        try (Response response = HTTP.newCall(request).execute()) {
            return new Answered(response.code(), response.body().string());
        }
    }

    static void await(String what, BooleanSupplier condition) {
        Stopwatch waited = Stopwatch.createStarted();
        while (!condition.getAsBoolean()) {
            assertThat(waited.elapsed()).as(what).isLessThan(PATIENCE);
            Thread.onSpinWait();
        }
    }

    /** A comparison that begins in the millisecond of a write cannot tell which was first, and counts as none. */
    static void awaitLaterMillisecond() {
        Instant written = Instant.now();
        await("a later millisecond", () -> Instant.now().isAfter(written.plusMillis(2)));
    }
}
