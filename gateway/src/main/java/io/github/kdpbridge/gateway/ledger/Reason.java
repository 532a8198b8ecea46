package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteException;

/** One line on why a database could not be used. */
final class Reason {
    private Reason() {}

    /**
     * Returns the most specific reason: the driver's message closest to the root cause, reworded where it is unclear.
     * Messages without content are skipped.
     */
    static String of(Throwable trouble) {
        List<Throwable> chain = Throwables.getCausalChain(trouble);
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i) instanceof SQLException said && !said(said).isEmpty()) {
                return said(said) + beneath(chain, i);
            }
        }
        return chain.stream()
                .map(Reason::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() ->
                        "it failed without a reason: " + trouble.getClass().getSimpleName());
    }

    private static String said(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            return inWords(sqlite);
        }
        String text = text(e);
        boolean says = !text.isEmpty() && !text.matches("(ERROR|FATAL|PANIC): *");
        if (!says && e.getSQLState() != null) {
            return "it gave no reason but the SQL state " + e.getSQLState();
        }
        return says ? text : "";
    }

    /** A driver reports a failed connection, and the network the reason. */
    private static String beneath(List<Throwable> chain, int index) {
        for (int i = chain.size() - 1; i > index; i--) {
            String text = text(chain.get(i));
            if (!text.isEmpty() && !text(chain.get(index)).contains(text)) {
                return " (" + text + ")";
            }
        }
        return "";
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String inWords(SQLiteException e) {
        return switch (e.getResultCode()) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process uses it; a file is for one gateway alone";
            case SQLITE_CANTOPEN, SQLITE_CANTOPEN_ISDIR ->
                "it cannot be opened: give the file, its folder and what is beside it to the gateway's user";
            case SQLITE_FULL -> "there is no room left for it: make some on its disk, or raise the quota";
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_PERM ->
                "it cannot be written: give the file and its folder to the gateway's user";
            case SQLITE_NOTADB -> FoundFile.NO_LEDGER;
            case SQLITE_CORRUPT -> "it is damaged: put a backup in its place";
            default -> text(e);
        };
    }
}
