package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import java.time.Duration;
import java.util.function.Function;

/**
 * Asks both services of an account whether they answer. An answer is remembered for 30 seconds, and several that want it at
 * once wait for one. Safe for use by many threads.
 */
final class AskedServices {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Function<Generation, DeploymentReads> services;
    private final LoadingCache<Generation, Service> answers;

    /** @param services both services */
    AskedServices(Function<Generation, DeploymentReads> services, Ticker ticker) {
        this.services = services;
        this.answers = CacheBuilder.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build(CacheLoader.from(this::ask));
    }

    ResellerId reseller() {
        return services.apply(Generation.GEN1).reseller();
    }

    BeforeShadow answer() {
        return new BeforeShadow(answers.getUnchecked(Generation.GEN1), answers.getUnchecked(Generation.GEN2));
    }

    private Service ask(Generation side) {
        try {
            var unused = services.apply(side).page(DeviceQuery.all());
            return Service.ANSWERS;
        } catch (KdpException e) {
            return Service.fails(DeviceId.maskedIn(e.getMessage()));
        }
    }
}
