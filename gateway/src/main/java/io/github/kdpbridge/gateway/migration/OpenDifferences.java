package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.Severity;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The open differences in outcome of an account.
 *
 * @param units how many each unit has, by its id
 */
record OpenDifferences(Map<String, Long> units) {
    static OpenDifferences of(Collection<Finding> findings) {
        return new OpenDifferences(findings.stream()
                .filter(finding -> finding.isOpen(Severity.OUTCOME))
                .collect(Collectors.groupingBy(Finding::unit, Collectors.counting())));
    }

    long of(Unit unit) {
        return units.getOrDefault(unit.id(), 0L);
    }
}
