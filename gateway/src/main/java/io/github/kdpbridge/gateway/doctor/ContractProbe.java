package io.github.kdpbridge.gateway.doctor;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gateway.config.Gen2Account;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares an account's service with the undocumented assumptions about it, and with the documentation. All requests
 * read. Answers are judged in their raw form, because the client would hide the differences.
 *
 * @param account the account
 * @param customer a customer whose profiles to ask for; null for none
 * @param clock this machine's time
 */
record ContractProbe(Gen2Account account, @Nullable CustomerId customer, Clock clock) implements Check {
    @Override
    public void run(Consumer<Finding> findings) {
        ProbeReport report = new ProbeReport();
        String subject = "reseller " + account.reseller();
        try (RawService service = new RawService(account, ServiceCheck.http(account), clock)) {
            if (token(service, report)) {
                new ProbeQuestions(account, service, report).ask(customer);
            }
            report.tell(subject, findings);
        } catch (KdpException e) {
            Trouble trouble = Trouble.of(e, account);
            findings.accept(Finding.failed(subject + ", probe", trouble.text(), trouble.advice()));
        } catch (IOException e) {
            Trouble trouble = Trouble.of(
                    new UnreachableException("a question", String.valueOf(e.getMessage()), e, false), account);
            findings.accept(Finding.failed(subject + ", probe", trouble.text(), trouble.advice()));
        }
    }

    private boolean token(RawService service, ProbeReport report) {
        boolean oauth = account.service().tokens().usesClientSecret();
        try {
            service.obtainToken();
        } catch (KdpException e) {
            boolean scope = Throwables.getCausalChain(e).stream()
                    .anyMatch(cause -> cause instanceof RefusedException refusal
                            && refusal.error().code().equals("invalid_scope"));
            if (!scope) {
                throw e;
            }
            report.contradict(
                    ProbedFact.SCOPE,
                    "invalid_scope",
                    "Write the scope of the app's registration, or none: resellers[].gen2.auth.scope = \"\"");
            return false;
        }
        if (oauth) {
            report.confirm(ProbedFact.SCOPE);
        }
        service.tokenHasLife().ifPresent(shown -> {
            if (shown) {
                report.confirm(ProbedFact.TOKEN_LIFE);
            } else {
                report.contradict(ProbedFact.TOKEN_LIFE, "a token without expires_in");
            }
        });
        return true;
    }
}
