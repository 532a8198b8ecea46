package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.spring.KdpProperties.LedgerType;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Opens ledgers as properties say. */
final class Ledgers {
    private static final String SQL_LEDGER = "io.github.kdpbridge.gateway.ledger.SqlLedger";

    private static final Duration LEAST_RETENTION = Duration.ofDays(1);
    private static final Duration LEAST_TAKEOVER = Duration.ofMillis(100);

    private Ledgers() {}

    /**
     * Opens a ledger.
     *
     * @param prefix the name of its group of properties
     */
    static Ledger open(String prefix, KdpProperties.Ledger settings, ConfigurableListableBeanFactory beans) {
        check(prefix, settings);
        if (settings.type() == LedgerType.MEMORY) {
            return InMemoryLedger.create();
        }
        if (!ClassUtils.isPresent(SQL_LEDGER, beans.getBeanClassLoader())) {
            throw new KdpConfigurationException(
                    prefix + ".type",
                    "is jdbc, and the artifact kdp-bridge-gateway is not on the class path",
                    "Add the dependency io.github.kdpbridge:kdp-bridge-gateway, which has that ledger.");
        }
        DataSource source = dataSource(prefix, settings.dataSource(), beans);
        try {
            return JdbcLedger.open(prefix, source, settings);
        } catch (LedgerException e) {
            throw new KdpConfigurationException(
                    prefix + ".type", "is jdbc, and " + e.getMessage(), "Correct the DataSource or its database.");
        }
    }

    /** Checks what has a meaning for a ledger in a database only, too: a forgotten type is a ledger that ends with the process. */
    private static void check(String prefix, KdpProperties.Ledger settings) {
        if (settings.retention().compareTo(LEAST_RETENTION) < 0) {
            throw new KdpConfigurationException(
                    prefix + ".retention",
                    "must be a day or more, not " + settings.retention(),
                    "Leave it out for 400 days: a write that is forgotten may be sent twice.");
        }
        if (settings.takeover().compareTo(LEAST_TAKEOVER) < 0) {
            throw new KdpConfigurationException(
                    prefix + ".takeover",
                    "must be 100 ms or more, not " + settings.takeover(),
                    "Leave it out for 5 seconds.");
        }
        boolean named = isSet(settings.dataSource());
        if (settings.type() == LedgerType.MEMORY && (named || !settings.migrate())) {
            throw new KdpConfigurationException(
                    prefix + (named ? ".data-source" : ".migrate"),
                    "is set, and " + prefix + ".type is memory",
                    "Set " + prefix + ".type: jdbc, or remove it.");
        }
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private static DataSource dataSource(String prefix, @Nullable String name, ConfigurableListableBeanFactory beans) {
        String property = prefix + ".data-source";
        if (name != null && !name.isBlank()) {
            if (!beans.containsBean(name) || !beans.isTypeMatch(name, DataSource.class)) {
                throw new KdpConfigurationException(
                        property,
                        "is " + name + ", and no DataSource has that name",
                        "Name a bean that is a DataSource.");
            }
            return beans.getBean(name, DataSource.class);
        }
        DataSource only = beans.getBeanProvider(DataSource.class).getIfUnique();
        if (only == null) {
            boolean none = beans.getBeanNamesForType(DataSource.class).length == 0;
            throw new KdpConfigurationException(
                    property,
                    none ? "is not set, and there is no DataSource" : "is not set, and there are several of them",
                    none
                            ? "Configure spring.datasource, for PostgreSQL."
                            : "Name the bean that is to have the ledger.");
        }
        return only;
    }
}
