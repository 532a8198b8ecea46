package io.github.kdpbridge.cli.migrate;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks the admin side of a gateway. */
public final class AdminClient {
    /** What the gateway's log names the command line by. */
    private static final String AGENT = "kdp-migrate";

    private static final String JSON = "application/json";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than a comparison of long lists takes. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI url;
    private final String token;
    private final Query account;

    /** Parameters of a request. */
    record Query(List<String> pairs) {
        static final Query NONE = new Query(List.of());

        /** Returns these with another one, unless its value is null. */
        Query and(String name, @Nullable String value) {
            if (value == null) {
                return this;
            }
            List<String> more = new ArrayList<>(pairs);
            more.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            return new Query(more);
        }

        Query andAll(String name, List<String> values) {
            Query query = this;
            for (String value : values) {
                query = query.and(name, value);
            }
            return query;
        }
    }

    /**
     * Creates a client.
     *
     * @param account the account; null for the only one
     */
    AdminClient(URI url, String token, @Nullable String account) {
        this.url = url;
        this.token = token;
        this.account = Query.NONE.and("account", account);
    }

    /** Returns the answer to a question, as JSON. */
    String get(String name, Query query) {
        return send(request(name, query).GET().build());
    }

    /**
     * Returns the answer to an act, as JSON.
     *
     * @throws MigrateException if the gateway refuses it, or does not answer
     */
    public <T> String post(String name, Class<T> type, T body) {
        return send(request(name, Query.NONE)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(AdminJson.write(type, body)))
                .build());
    }

    private HttpRequest.Builder request(String name, Query query) {
        List<String> pairs = new ArrayList<>(account.pairs());
        pairs.addAll(query.pairs());
        String parameters = pairs.isEmpty() ? "" : pairs.stream().collect(Collectors.joining("&", "?", ""));
        return HttpRequest.newBuilder(URI.create(url + "/migration/api/" + name + parameters))
                .timeout(ANSWER)
                .header("User-Agent", AGENT)
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new MigrateException(MigrateException.NOT_REACHABLE, noAnswer(request, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrateException(MigrateException.NOT_REACHABLE, "interrupted while waiting for " + url);
        }
        boolean isJson = contentType(response).startsWith(JSON);
        if (isJson && (response.statusCode() == 200 || isOfUnits(response.body()))) {
            return response.body();
        }
        throw refusal(response.body())
                .map(refusal -> new MigrateException(exitCode(request, response.statusCode()), refusal))
                .orElseGet(() -> foreign(response));
    }

    /** Returns whether a refusal tells what was done with each unit: its command prints that. */
    private static boolean isOfUnits(String body) {
        try {
            return !AdminJson.read(Acted.class, body).units().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("nothing");
    }

    /** Returns the message of an answer that no admin side gives, whatever its status: usually, the address is another server's. */
    private MigrateException foreign(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 502, 503, 504 ->
                new MigrateException(
                        MigrateException.NOT_REACHABLE,
                        "%s answered HTTP %d for the gateway: is it running?".formatted(url, response.statusCode()));
            default ->
                MigrateException.foreign(
                        url, "HTTP %d with %s".formatted(response.statusCode(), contentType(response)));
        };
    }

    private static boolean isAct(HttpRequest request) {
        return request.method().equals("POST");
    }

    private String noAnswer(HttpRequest request, IOException e) {
        if (e instanceof SSLException) {
            return ("no secure connection to %s: %s; --url begins with https only if there is gateway.admin.tls, and Java"
                            + " must trust its issuer: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE")
                    .formatted(url, Throwables.getRootCause(e).getMessage());
        }
        boolean isUnreached = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
        if (isAct(request) && !isUnreached) {
            return "no answer from %s: nobody knows whether it was done; kdp migrate log tells, before you repeat it"
                    .formatted(url);
        }
        if (isUnreached || e instanceof HttpTimeoutException) {
            return "no answer from %s: start the gateway, or name its gateway.admin.listen by --url".formatted(url);
        }
        return "%s accepted the connection, and gave no answer; with gateway.admin.tls, --url begins with https"
                .formatted(url);
    }

    private static int exitCode(HttpRequest request, int status) {
        if (isAct(request) && status == 500) {
            return MigrateException.NOT_REACHABLE; // it may be done
        }
        return switch (status) {
            case 412 -> MigrateException.GATE;
            case 502, 503, 504 -> MigrateException.NOT_REACHABLE;
            case 404, 409, 500 -> MigrateException.REFUSED;
            default -> MigrateException.USAGE;
        };
    }

    /** Empty if another server answered, in whatever form. */
    private static Optional<String> refusal(String body) {
        try {
            return Optional.ofNullable(AdminJson.read(Told.Refusal.class, body).error());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
