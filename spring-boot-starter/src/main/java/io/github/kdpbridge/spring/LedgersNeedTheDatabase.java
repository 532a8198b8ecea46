package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.Ledger;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitializationDetector;

/**
 * Has ledgers opened after the application's own migrations: Flyway refuses a schema that is not empty and has no history,
 * and a ledger's tables would make it that.
 */
final class LedgersNeedTheDatabase implements DependsOnDatabaseInitializationDetector {
    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        return Set.of(beans.getBeanNamesForType(Ledger.class, true, false));
    }
}
