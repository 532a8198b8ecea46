package io.github.kdpbridge.spring;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Tells Spring Boot what prepares the database, as its own detectors for Flyway and Liquibase do. */
final class MigrationDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {
    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(KdpAutoConfigurationTest.Migrations.class);
    }
}
