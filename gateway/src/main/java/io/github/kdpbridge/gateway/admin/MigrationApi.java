package io.github.kdpbridge.gateway.admin;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.MigrationLog;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Selection;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the questions and acts of operators. It knows no HTTP but the status.
 *
 * <p>Safe for use by many threads. It may hold the calling thread for as long as the ledger and the services take.
 */
public final class MigrationApi {
    private static final Set<String> QUESTIONS =
            ImmutableSet.of("accounts", "status", "plan", "log", "names", "differences", "report");
    private static final int MOST_NAMES = 1000;

    private final Desks desks;
    private final Backups backups;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param clock the clock of reports
     */
    public MigrationApi(Desks desks, Backups backups, Clock clock) {
        this.desks = desks;
        this.backups = backups;
        this.clock = clock;
    }

    /** Returns whether there is a question or an act of that name. */
    public static boolean knows(String method, String name) {
        return method.equals("POST") ? Acts.NAMES.contains(name) || name.equals(Backups.ACT) : QUESTIONS.contains(name);
    }

    /** Returns the names of all questions and acts, for a message. */
    public static String names() {
        return "GET %s; POST %s, %s"
                .formatted(String.join(", ", QUESTIONS), String.join(", ", Acts.NAMES), Backups.ACT);
    }

    /** Answers a request; a refusal is an answer too. */
    public AdminAnswer answer(AdminRequest request) {
        String away = desks.away();
        if (away != null) {
            return AdminAnswer.refusal(Refusals.UNAVAILABLE, away);
        }
        boolean isAct = request.method().equals("POST");
        try {
            if (request.name().equals(Backups.ACT)) {
                return backups.answer(request);
            }
            return isAct ? new Acts(desks.find(request.one("account")), request).answer() : question(request);
        } catch (MoveRefusedException e) {
            return AdminAnswer.refusal(
                    Refusals.status(e), e.getMessage(), e.reason().name());
        } catch (LedgerException | IllegalArgumentException e) {
            String why = isAct ? Refusals.ofAct(e) : String.valueOf(e.getMessage());
            return AdminAnswer.refusal(Refusals.status(e), why);
        }
    }

    private AdminAnswer question(AdminRequest request) {
        if (request.name().equals("accounts")) {
            return AdminAnswer.of(Told.Accounts.class, new Told.Accounts(desks.names()));
        }
        Desks.Account account = desks.find(request.one("account"));
        return switch (request.name()) {
            case "status" -> AdminAnswer.of(Told.Status.class, status(account, request.one("unit")));
            case "plan" -> AdminAnswer.of(Told.Planned.class, plan(account, request));
            case "log" -> AdminAnswer.of(Told.Log.class, log(account, request.one("since")));
            case "names" -> AdminAnswer.of(Told.Names.class, names(account, request.one("transaction")));
            case "differences" -> AdminAnswer.of(Told.Differences.class, differences(account, request.one("open")));
            default -> AdminAnswer.of(Told.Report.class, Reports.of(account, clock.instant()));
        };
    }

    private static Told.Status status(Desks.Account account, @Nullable String unit) {
        return new Told.Status(
                account.reseller().value(),
                account.desk().frozen().orElse(null),
                unit == null
                        ? account.desk().status()
                        : ImmutableList.of(account.desk().status(unit)));
    }

    private static Told.Planned plan(Desks.Account account, AdminRequest request) {
        Selection selection = new Selection(request.one("wave"), request.all("unit"));
        Phase to = read(request.one("to"), MigrationApi::phase);
        return new Told.Planned(
                account.reseller().value(),
                account.desk().plan(selection, to),
                account.pace().holding().toSeconds());
    }

    private static Phase phase(String name) {
        return Enums.getIfPresent(Phase.class, name.toUpperCase(Locale.ROOT))
                .toJavaUtil()
                .orElseThrow(() -> new IllegalArgumentException(
                        "to must be one of %s, not %s".formatted(Arrays.toString(Phase.values()), name)));
    }

    private static Told.Log log(Desks.Account account, @Nullable String asked) {
        Instant from = read(asked, text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("since must be a time like 2026-11-26T08:00:00Z, not " + text, e);
            }
        });
        Instant since = from == null ? Instant.EPOCH : from;
        MigrationLog log = account.desk().log();
        return new Told.Log(account.reseller().value(), log.moves(since), log.acts(since));
    }

    private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static Told.Names names(Desks.Account account, @Nullable String transaction) {
        return transaction == null
                ? new Told.Names(null, account.desk().evidence().unsettled(MOST_NAMES))
                : new Told.Names(account.pins().of(TransactionId.of(transaction)), ImmutableList.of());
    }

    private static Told.Differences differences(Desks.Account account, @Nullable String open) {
        return new Told.Differences(account.comparisons().differences(Boolean.parseBoolean(open)));
    }
}
