package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * Whether a reseller's service answers, agrees on the time, gives a token, and accepts that token for the account. One
 * read request shows all of it. It is sent with the gateway's settings, but over OkHttp, and without retries.
 */
record ServiceCheck(Gen2Account account, Clock clock) implements Check {
    /** The gateway corrects a small skew itself; only a larger one is reported. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    @Override
    public void run(Consumer<Finding> findings) {
        Witness witness = new Witness(clock);
        OkHttpClient http =
                http(account).newBuilder().addNetworkInterceptor(witness).build();
        Resilience once = account.service().resilience().toBuilder().attempts(1).build();
        try (Gen2Client client = Gen2Client.builder(account.reseller())
                .baseUrl(account.service().baseUrl())
                .tokens(account.service().tokens())
                .resilience(once)
                .profile(account.service().profile())
                .http(http)
                .build()) {
            Page<Customer> customers = client.customers(CustomerQuery.all(), PageRequest.of(1));
            answered(witness, findings);
            findings.accept(Finding.good(subject("token"), "the service gives one"));
            findings.accept(Finding.good(subject("account"), account(customers)));
        } catch (KdpException e) {
            Trouble trouble = Trouble.of(e, account);
            if (witness.server().isEmpty()) {
                findings.accept(Finding.failed(subject("service"), trouble.text(), trouble.advice()));
                return;
            }
            answered(witness, findings);
            if (!trouble.atToken()) {
                findings.accept(Finding.good(subject("token"), "the service gives one"));
            }
            String subject = subject(trouble.atToken() ? "token" : "account");
            findings.accept(Finding.failed(subject, trouble.text(), trouble.advice()));
        } finally {
            http.connectionPool().evictAll();
        }
    }

    /** Returns a transport with the gateway's time-outs. */
    static OkHttpClient http(Gen2Account account) {
        Duration silence = account.service().resilience().requestTimeout().dividedBy(2);
        return new OkHttpClient.Builder()
                .connectTimeout(account.service().resilience().connectTimeout())
                .readTimeout(silence)
                .writeTimeout(silence)
                .callTimeout(account.service().resilience().requestTimeout())
                .build();
    }

    private void answered(Witness witness, Consumer<Finding> findings) {
        witness.server().ifPresent(server -> findings.accept(Finding.good(subject("service"), server + " answers")));
        witness.ahead().ifPresent(ahead -> findings.accept(clock(ahead)));
    }

    private Finding clock(Duration ahead) {
        if (ahead.abs().compareTo(TOLERANCE) <= 0) {
            return Finding.good(subject("clock"), "this machine has the time of the service");
        }
        return Finding.warning(
                subject("clock"),
                "this machine is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "ahead of" : "behind")
                        + " the service",
                "Set this machine's clock, best by NTP. Until then the gateway dates its tokens by the service's time.");
    }

    static String account(Page<Customer> customers) {
        Long count = customers.totalCount();
        if (count == null) {
            return "is open";
        }
        return "is open, with " + Count.of(count, "customer");
    }

    private String subject(String part) {
        return "reseller " + account.reseller() + ", " + part;
    }
}
