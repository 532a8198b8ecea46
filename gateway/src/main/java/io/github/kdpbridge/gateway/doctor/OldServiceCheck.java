package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.migration.Loop;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * Whether the old service of an account answers, is not the gateway itself, and accepts the account's key. One read request
 * shows it, sent as the gateway would send it, but without retries.
 */
record OldServiceCheck(GatewayConfig config, MigratingAccount account) implements Check {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;

    @Override
    public void run(Consumer<Finding> findings) {
        Optional<String> loop = Loop.find(config, account);
        if (loop.isPresent()) {
            findings.accept(Finding.failed(
                    subject(), loop.get(), "Set gen1.baseUrl to the address that callers used before the gateway."));
            return;
        }
        Gen1Service service = account.migration().oldService();
        try (Gen1Upstream upstream = Gen1Upstream.builder(account.reseller(), service.baseUrl())
                .key(service.key())
                .resilience(service.resilience().toBuilder().attempts(1).build())
                .profile(config.profile())
                .build()) {
            CustomerQuery first = CustomerQuery.all().on(PageRequest.of(1));
            Page<Customer> customers = Waiting.on(first.label(), false, () -> upstream.read(first));
            findings.accept(Finding.good(
                    subject(),
                    Witness.server(HttpUrl.get(service.baseUrl())) + " answers; the account "
                            + ServiceCheck.account(customers)));
        } catch (KdpException e) {
            findings.accept(Finding.failed(subject(), e.getMessage(), advice(e)));
        }
    }

    private static String advice(KdpException e) {
        if (e.httpStatus() == UNAUTHORIZED || e.httpStatus() == FORBIDDEN) {
            return "Check gen1.apiKey, or the first gen1Key if that is not set, and resellerId: the key must be the account's.";
        }
        if (e.httpStatus() >= SERVER_ERROR) {
            return "The service is in trouble: try again later.";
        }
        if (e instanceof RefusedException || e instanceof AnswerNotUnderstoodException) {
            return "Something else than the old service seems to answer there: check gen1.baseUrl.";
        }
        return NetworkAdvice.of(e);
    }

    private String subject() {
        return "reseller " + account.reseller() + ", old service";
    }
}
