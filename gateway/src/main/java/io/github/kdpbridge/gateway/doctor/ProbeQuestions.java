package io.github.kdpbridge.gateway.doctor;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.doctor.RawService.Answer;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.ListField;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests of a {@link ContractProbe}, and the conclusions from their answers. */
final class ProbeQuestions {
    private static final int MOST_TRANSACTIONS = 5;
    private static final int PAGE_SIZE = 100;
    private static final int BEHIND_THE_END = 1_000_000;

    private final Gen2Account account;
    private final RawService service;
    private final ProbeReport report;
    private final ErrorJudge errors;
    private final TransactionJudge transactions;
    private final Gen2ListProfile lists;

    ProbeQuestions(Gen2Account account, RawService service, ProbeReport report) {
        this.account = account;
        this.lists = account.service().profile().lists();
        this.service = service;
        this.report = report;
        this.errors = new ErrorJudge(account.service().profile().errors(), report);
        this.transactions = new TransactionJudge(
                report, errors, account.service().profile().deviceFields().keySet());
    }

    /**
     * Sends them.
     *
     * @param customer a customer whose profiles to ask for; null for none
     */
    void ask(@Nullable CustomerId customer) throws IOException {
        unknownTransaction();
        devices();
        for (String id : transactionList()) {
            transaction(id);
        }
        endOfList();
        customers();
        if (customer != null) {
            profiles(customer);
        }
    }

    private void unknownTransaction() throws IOException {
        Answer answer = status(Map.of("transactionId", "kdp-probe-" + UUID.randomUUID()));
        if (answer.isGood()) {
            int shown = StatusForm.of(answer.body(), report).transactions().size();
            if (shown == 0) {
                report.confirm(ProbedFact.UNKNOWN_TRANSACTION);
            } else {
                report.contradict(
                        ProbedFact.STATUS_FILTER, Count.of(shown, "transaction") + " where one was asked for");
            }
        } else if (speaksOfTheQuestion(answer)) {
            report.contradict(ProbedFact.UNKNOWN_TRANSACTION, words(answer) + " for a transaction that cannot exist");
        }
    }

    private void devices() throws IOException {
        Answer answer = get(lists.devicesPath(), "the list of devices", page(lists.firstPage()));
        JsonValue items = answer.body().get(lists.name(ListField.DEVICES));
        if (items.isArray()) {
            report.confirm(ProbedFact.DEVICE_LIST);
            items.items().forEach(transactions::listed);
        } else if (speaksOfTheQuestion(answer)) {
            report.contradict(
                    ProbedFact.DEVICE_LIST,
                    words(answer) + " in place of a list",
                    "Write wire.gen2.lists.devicesPath, or wire.gen2.lists.names.devices, as the service has it.");
        }
    }

    /** Returns the transactions to ask for one by one, the most informative first. */
    private List<String> transactionList() throws IOException {
        Answer answer = status(page(lists.firstPage()));
        if (!answer.isGood()) {
            return List.of();
        }
        List<JsonValue> found = StatusForm.of(answer.body(), report).transactions();
        found.forEach(transactions::judge);
        return found.stream()
                .sorted(Comparator.comparingInt(transactions::tells).reversed())
                .map(transaction -> transaction.get("transactionId").text())
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(MOST_TRANSACTIONS)
                .toList();
    }

    private void transaction(String id) throws IOException {
        Answer answer = status(Map.of("transactionId", id));
        if (!answer.isGood()) {
            return;
        }
        StatusForm form = StatusForm.of(answer.body(), report);
        List<JsonValue> asked = form.transactions().stream()
                .filter(transaction -> transaction.get("transactionId").text().equals(id))
                .toList();
        asked.forEach(transactions::judge);
        if (form.transactions().size() > asked.size()) {
            report.contradict(ProbedFact.STATUS_FILTER, "other transactions than the one that was asked for");
        } else if (asked.isEmpty()) {
            report.contradict(ProbedFact.STATUS_FILTER, "none for a transaction of the list");
        } else {
            report.confirm(ProbedFact.STATUS_FILTER);
            pages(form, asked);
        }
    }

    private void pages(StatusForm form, List<JsonValue> asked) {
        String pages = form.page().get("totalPage").text();
        if (asked.size() > 1 || !(pages.isEmpty() || pages.equals("1") || pages.equals("0"))) {
            report.contradict(ProbedFact.ONE_PAGE, "several pages for one transaction");
        } else if (!asked.get(0).get("devices").items().isEmpty()) {
            report.confirm(ProbedFact.ONE_PAGE);
        }
    }

    private void endOfList() throws IOException {
        Answer answer = get(lists.devicesPath(), "a page behind the end", page(BEHIND_THE_END));
        boolean outOfBounds = !answer.isGood()
                && errors.isError(answer.body())
                && errors.judge(answer.status(), answer.body()) == Condition.PAGE_OUT_OF_BOUNDS;
        if (outOfBounds) {
            report.confirm(ProbedFact.END_OF_LIST);
        } else if (answer.isGood() || speaksOfTheQuestion(answer)) {
            report.contradict(ProbedFact.END_OF_LIST, words(answer) + " for a page behind the end");
        }
    }

    private void customers() throws IOException {
        Answer answer = get(lists.customersPath(), "the list of customers", page(lists.firstPage()));
        JsonValue items = answer.body().get(lists.name(ListField.CUSTOMERS));
        if (!items.isArray()) {
            if (speaksOfTheQuestion(answer)) {
                report.contradict(
                        ProbedFact.CUSTOMER_LIST,
                        words(answer) + " in place of a list",
                        "Write wire.gen2.lists.customersPath = \"customers\", or as the service has it.");
            }
            return;
        }
        fields(ProbedFact.CUSTOMER_LIST, items, List.of(ListField.CUSTOMER_NAME, ListField.CUSTOMER_ID));
    }

    /** Reseller and customer are headers (documented, July 2020). */
    private void profiles(CustomerId customer) throws IOException {
        Answer answer = service.get(
                lists.kmeProfilesPath(),
                Map.of(),
                Map.of("resellerId", account.reseller().value(), "customerId", customer.value()));
        note(answer, "the profiles");
        JsonValue items = answer.body().get(lists.name(ListField.PROFILES));
        if (items.isArray()) {
            fields(ProbedFact.ALIAS_FIELDS, items, List.of(ListField.PROFILE_ALIAS, ListField.PROFILE_ID));
        } else if (answer.isGood()) {
            report.contradict(
                    ProbedFact.ALIAS_FIELDS,
                    "an answer with the fields " + names(answer.body()),
                    "Write the one with the list as wire.gen2.lists.names.profiles.");
        }
    }

    /** Checks that all items have these fields. */
    private void fields(ProbedFact fact, JsonValue items, List<ListField> fields) {
        for (JsonValue item : items.items()) {
            for (ListField field : fields) {
                if (!item.get(lists.name(field)).isThere()) {
                    report.contradict(
                            fact,
                            "an item without " + lists.name(field) + ", with " + names(item),
                            "Write the one that means it as wire.gen2." + field.key() + ".");
                }
            }
            report.confirm(fact);
        }
    }

    private Answer status(Map<String, String> query) throws IOException {
        return get(account.service().profile().statusPath(), "the status", query);
    }

    private Answer get(String path, String what, Map<String, String> query) throws IOException {
        Map<String, String> parameters = ImmutableMap.<String, String>builder()
                .put(
                        lists.name(ListField.RESELLER_PARAMETER),
                        account.reseller().value())
                .putAll(query)
                .buildOrThrow();
        Answer answer = service.get(path, parameters, Map.of());
        note(answer, what);
        return answer;
    }

    private Map<String, String> page(int number) {
        return Map.of(
                lists.name(ListField.PAGE_PARAMETER), Integer.toString(number),
                lists.name(ListField.PAGE_SIZE_PARAMETER), Integer.toString(PAGE_SIZE));
    }

    /** Notes the facts that any answer may show. */
    private void note(Answer answer, String what) {
        switch (answer.status()) {
            case 403 ->
                report.contradict(
                        ProbedFact.FORBIDDEN,
                        "HTTP 403 for " + what,
                        "Give the app the scope and the right to it: resellers[].gen2.auth.scope = \"kdp\"");
            case 422 -> report.contradict(ProbedFact.RATE, "HTTP 422 for " + what);
            case 429 -> report.confirm(ProbedFact.RATE);
            default -> {
                // No fact about access or rate.
            }
        }
        if (!answer.isGood() && errors.isError(answer.body())) {
            errors.judge(answer.status(), answer.body());
        }
    }

    /** A status about the token, access, rate or health of the service says nothing about the question. */
    private static boolean speaksOfTheQuestion(Answer answer) {
        return switch (answer.status()) {
            case 401, 403, 408, 422, 425, 429 -> false;
            default -> answer.status() < 500;
        };
    }

    private static String words(Answer answer) {
        JsonValue code = answer.body().get("code");
        boolean error = !answer.isGood() && !code.text().isEmpty();
        return "HTTP " + answer.status() + (error ? " with code " + code.text() : "");
    }

    private static String names(JsonValue object) {
        return object.names().isEmpty()
                ? "none"
                : String.join(", ", object.names().stream().sorted().toList());
    }
}
