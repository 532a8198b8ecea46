package io.github.kdpbridge.gateway.operator;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Names the meters of a client of the old service {@code kdp.old.service}: those of generation 2 keep their meaning. */
final class OldServiceMeters implements MeterFilter {
    /** The tag by which they are known; it is not shown. */
    static final Tags MARK = Tags.of("service", "old");

    private static final Tag MARKED = MARK.iterator().next();
    private static final String CLIENT = "kdp.client.";
    /** It has a static key and no access tokens. */
    private static final String TOKENS = "kdp.old.service.tokens";

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getTags().contains(MARKED)) {
            return id;
        }
        return id.withName(id.getName().replace(CLIENT, "kdp.old.service."))
                .replaceTags(
                        id.getTags().stream().filter(tag -> !tag.equals(MARKED)).toList());
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(TOKENS) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
