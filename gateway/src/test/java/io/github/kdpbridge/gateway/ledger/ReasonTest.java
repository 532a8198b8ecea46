package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class ReasonTest {
    private static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(
                        new IllegalStateException("outer", new SQLException("ERROR: no\n  Position: 13")),
                        "ERROR: no Position: 13"),
                Arguments.of(new SQLException("outer", new SQLException("inner")), "inner"),
                Arguments.of(
                        new SQLException(
                                "The connection attempt failed.", new SocketTimeoutException("Connect timed out")),
                        "The connection attempt failed. (Connect timed out)"),
                Arguments.of(new SQLException("An I/O error occurred.", new EOFException()), "An I/O error occurred."),
                Arguments.of(
                        new IllegalStateException("outer", new SQLException("", "57P01")),
                        "it gave no reason but the SQL state 57P01"),
                Arguments.of(new SQLException("ERROR: ", "P0001"), "it gave no reason but the SQL state P0001"),
                Arguments.of(new IllegalStateException("outer", new SQLException((String) null)), "outer"),
                Arguments.of(new SQLException("outer", new SQLException(" ")), "outer"),
                Arguments.of(new IllegalStateException("  "), "it failed without a reason: IllegalStateException"),
                Arguments.of(
                        sqlite(SQLiteErrorCode.SQLITE_BUSY),
                        "another process uses it; a file is for one gateway alone"),
                Arguments.of(
                        sqlite(SQLiteErrorCode.SQLITE_FULL),
                        "there is no room left for it: make some on its disk, or raise the quota"),
                Arguments.of(
                        sqlite(SQLiteErrorCode.SQLITE_READONLY),
                        "it cannot be written: give the file and its folder to the gateway's user"),
                Arguments.of(sqlite(SQLiteErrorCode.SQLITE_CORRUPT), "it is damaged: put a backup in its place"),
                Arguments.of(sqlite(SQLiteErrorCode.SQLITE_IOERR), "[SQLITE_IOERR]"));
    }

    private static SQLException sqlite(SQLiteErrorCode code) {
        return new SQLiteException("[" + code.name() + "]", code);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void reason_isWhatSaysMost(Throwable trouble, String reason) {
        assertThat(Reason.of(trouble)).isEqualTo(reason);
    }
}
