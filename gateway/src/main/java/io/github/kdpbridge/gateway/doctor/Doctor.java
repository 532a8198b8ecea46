package io.github.kdpbridge.gateway.doctor;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks everything that a gateway needs: the permissions of key files, ports, the ledger, and for each reseller the
 * service, its clock, a token, the account, and the old service of one that migrates. It changes nothing. A failed check does not stop the others.
 */
public final class Doctor {
    private final List<Check> checks;

    private Doctor(List<Check> checks) {
        this.checks = checks;
    }

    /**
     * Returns the doctor of a gateway with this configuration. It checks the resellers whose service the configuration
     * names.
     */
    public static Doctor of(GatewayConfig config) {
        return new Doctor(checks(config).build());
    }

    /**
     * Returns a doctor that also probes whether each reseller's service is as documented and assumed. Its requests
     * change nothing.
     *
     * @param customer a customer whose profiles to ask for; null for none
     */
    public static Doctor probing(GatewayConfig config, @Nullable CustomerId customer) {
        ImmutableList.Builder<Check> checks = checks(config);
        config.accounts().stream()
                .flatMap(account -> account.gen2().stream())
                .forEach(account -> checks.add(new ContractProbe(account, customer, Clock.systemUTC())));
        return new Doctor(checks.build());
    }

    private static ImmutableList.Builder<Check> checks(GatewayConfig config) {
        ImmutableList.Builder<Check> checks = ImmutableList.builder();
        config.warnings()
                .forEach(warning -> checks.add(findings ->
                        findings.accept(Finding.warning(warning.setting(), warning.text(), warning.advice()))));
        for (Path file : config.secretFiles()) {
            checks.add(new SecretFileCheck(file));
        }
        HostAndPort admin = config.admin().orElse(null);
        checks.add(new PortCheck("callers", "gateway.listen", config.listen(), admin));
        if (admin != null) {
            checks.add(new PortCheck("admin", "gateway.admin.listen", admin, admin));
        }
        config.ledgerStore().ifPresent(store -> checks.add(new LedgerCheck(store, config.accounts())));
        config.accounts().stream()
                .flatMap(account -> account.gen2().stream())
                .forEach(account -> checks.add(new ServiceCheck(account, Clock.systemUTC())));
        MigratingAccount.in(config.accounts()).forEach(account -> checks.add(new OldServiceCheck(config, account)));
        return checks;
    }

    /**
     * Runs one check after the other. Blocks as long as the services take.
     *
     * @param findings receives each finding at once, on the calling thread
     */
    public void examine(Consumer<Finding> findings) {
        checks.forEach(check -> check.run(findings));
    }
}
