package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.migration.Unit;
import java.util.Map;

/**
 * The open differences in outcome of an account.
 *
 * @param units how many each unit has, by its id
 */
record OpenDifferences(Map<String, Long> units) {
    long of(Unit unit) {
        return units.getOrDefault(unit.id(), 0L);
    }
}
