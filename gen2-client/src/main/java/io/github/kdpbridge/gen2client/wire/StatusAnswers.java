package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.Reply;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Request;

/** Describes the requests for pages of the reseller's transactions, the form of every status (contract, section 5). */
final class StatusAnswers {
    private final Gen2Profile profile;
    private final Gen2Service service;
    private final Surprises surprises;
    private final JsonReading<StatusDto> reading;

    StatusAnswers(Gen2Profile profile, Gen2Service service, Surprises surprises) {
        this.profile = profile;
        this.service = service;
        this.surprises = surprises;
        FieldNames deviceFields = DeviceFields.wanted(profile);
        this.reading = reader -> {
            Verdicts verdicts = new Verdicts(profile.errors(), surprises);
            return StatusDto.read(reader, DeviceFields.outcome(deviceFields, profile, verdicts, surprises), verdicts);
        };
    }

    /** Describes the request for one page; the first one without its number, which is the default. */
    Outgoing<StatusPage> page(
            Map<String, String> authorization, ResellerId reseller, StatusRequest request, int number) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(profile.lists().name(ListField.RESELLER_PARAMETER), reseller.value());
        query.put("transactionId", request.transaction().value());
        if (request.vendor() != null) {
            query.put(
                    profile.lists().name(ListField.VENDOR_PARAMETER),
                    request.vendor().value());
        }
        if (number > 0) {
            query.put(
                    profile.lists().name(ListField.PAGE_PARAMETER),
                    Long.toString(profile.lists().firstPage() + (long) number));
        }
        Exchange exchange = exchange("status " + request.transaction());
        return exchange.outgoing(question(authorization, query), reply -> page(exchange, reply));
    }

    private StatusPage page(Exchange exchange, Reply reply) {
        try {
            return StatusPage.of(answer(exchange, reply), exchange);
        } catch (RefusedException e) {
            if (e.condition() == Condition.PAGE_OUT_OF_BOUNDS) {
                return StatusPage.empty(exchange);
            }
            throw e;
        }
    }

    /** Describes the request for a page of the reseller's transactions. */
    Outgoing<Page<TransactionStatus>> list(
            Map<String, String> authorization, Map<String, String> parameters, TransactionsQuery query) {
        Exchange exchange = exchange(query.label());
        return exchange.outgoing(question(authorization, parameters), reply -> list(exchange, reply, query.page()));
    }

    private Page<TransactionStatus> list(Exchange exchange, Reply reply, PageRequest page) {
        try {
            StatusDto answer = answer(exchange, reply);
            StatusDto numbers = answer.numbers();
            StatusPage shown = StatusPage.of(answer, exchange);
            if (page.number() == 0 && shown.contradictsItself()) {
                throw exchange.notUnderstood("it counts transactions and lists none");
            }
            TransactionReading reading = new TransactionReading(exchange, surprises);
            return new Page<>(
                    shown.transactions().stream().map(reading::status).toList(),
                    numbers.totalCount(),
                    page.number(),
                    numbers.totalPages(),
                    UnknownFields.none());
        } catch (RefusedException e) {
            return Gen2Lists.emptyIfOutOfBounds(e, page);
        }
    }

    /** Describes the request for the reseller's transactions that only finds out whether it has access. */
    Outgoing<?> probe(Map<String, String> authorization, ResellerId reseller) {
        Map<String, String> query = Map.of(profile.lists().name(ListField.RESELLER_PARAMETER), reseller.value());
        return exchange("status of any transaction")
                .outgoing(question(authorization, query), reply -> reply.json(reading));
    }

    private Request question(Map<String, String> authorization, Map<String, String> query) {
        return service.get(profile.statusPath(), authorization, query);
    }

    private StatusDto answer(Exchange exchange, Reply reply) {
        StatusDto answer = reply.json(reading);
        ServiceError error = answer.verdict().error();
        List<StatusDto> transactions =
                answer.page() == null ? answer.transactions() : answer.page().transactions();
        if (error != null && transactions != null && !transactions.isEmpty()) {
            throw exchange.notUnderstood("it has transactions and an error code beside them");
        }
        boolean ofOneTransaction =
                answer.transactionId() != null && answer.page() == null && answer.transactions() == null;
        if (error != null && !ofOneTransaction) {
            throw exchange.refused(error, answer.errorId());
        }
        return answer;
    }

    Exchange exchange(String operation) {
        return service.read(operation);
    }
}
