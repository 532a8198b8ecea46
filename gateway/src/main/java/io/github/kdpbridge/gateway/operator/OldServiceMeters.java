package io.github.kdpbridge.gateway.operator;

import com.google.common.collect.ImmutableMap;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Gives the meters of a client of the old service names of their own: those of generation 2 keep their meaning. */
final class OldServiceMeters implements MeterFilter {
    /** The tag by which they are known; it is not shown. */
    static final Tags MARK = Tags.of("service", "old");

    private static final Tag MARKED = MARK.iterator().next();
    /** Others are left out: the old service has a static key and no access tokens. */
    private static final ImmutableMap<String, String> NAMES = ImmutableMap.of(
            "kdp.client.calls", "kdp.old.service.calls",
            "kdp.client.refusals", "kdp.old.service.refusals",
            "kdp.client.retries", "kdp.old.service.retries",
            "kdp.client.lost.answers", "kdp.old.service.lost.answers",
            "kdp.client.breaker.open", "kdp.old.service.breaker.open",
            "kdp.client.unknown.codes", "kdp.old.service.unknown.codes");

    @Override
    public Meter.Id map(Meter.Id id) {
        String name = NAMES.get(id.getName());
        if (name == null || !isMarked(id)) {
            return id;
        }
        return id.withName(name)
                .replaceTags(
                        id.getTags().stream().filter(tag -> !tag.equals(MARKED)).toList());
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return isMarked(id) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    private static boolean isMarked(Meter.Id id) {
        return id.getTags().contains(MARKED);
    }
}
