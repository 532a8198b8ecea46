package io.github.kdpbridge.compattests.crash;

import static io.github.kdpbridge.compattests.crash.Point.ANSWERED;
import static io.github.kdpbridge.compattests.crash.Point.ASKED;
import static io.github.kdpbridge.compattests.crash.Point.CLAIMED;
import static io.github.kdpbridge.compattests.crash.Point.SETTLED;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.compattests.process.MadeUpImei;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a caller can be about when its gateway is killed, each with all of the points that it comes to. */
enum LegacyWrite {
    /** An upload in one piece. */
    UPLOAD(1, ASKED, CLAIMED, ANSWERED, SETTLED),
    /** An upload of three devices, of which the service takes two at once. */
    UPLOAD_IN_PARTS(2, ASKED, CLAIMED, CLAIMED, ANSWERED, SETTLED, CLAIMED, ANSWERED, SETTLED, SETTLED),
    /** A deletion of the devices of {@link #stock}. */
    DELETION(1, ASKED, CLAIMED, ANSWERED, SETTLED),
    /** A deletion of what {@link #wrongUpload} registered. */
    REMOVAL(1, ASKED, CLAIMED, ANSWERED, SETTLED),
    /** A deletion of what {@link #wrongUploadInParts} registered, which the service does not know by one id. */
    REMOVAL_IN_PARTS(
            2, ASKED, CLAIMED, CLAIMED, CLAIMED, ANSWERED, SETTLED, CLAIMED, ANSWERED, SETTLED, SETTLED, SETTLED);

    private static final String CUSTOMER = "1200000321";
    private static final int DEVICES_A_ROUND = 12;

    private final int requests;
    private final ImmutableList<Point> points;

    LegacyWrite(int requests, Point... points) {
        this.requests = requests;
        this.points = ImmutableList.copyOf(points);
    }

    /** Returns how many points the longest of them has. */
    static int mostPoints() {
        return withPoint(1)
                .map(write -> write.points.size())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns those that come to a point of this number, from 1. */
    static Stream<LegacyWrite> withPoint(int number) {
        return Stream.of(values()).filter(write -> write.points.size() >= number);
    }

    /** Returns the upload of what the deletion of a round deletes. */
    static Gen1Request stock(int round) {
        return Gen1Request.upload("stock-" + round, CUSTOMER, imeis(round, 0, 2));
    }

    /** Returns the upload that the removal of a round takes back. */
    static Gen1Request wrongUpload(int round) {
        return Gen1Request.upload("wrong-" + round, CUSTOMER, imeis(round, 2, 2));
    }

    /** Returns the upload in parts that the removal in parts of a round takes back. */
    static Gen1Request wrongUploadInParts(int round) {
        return Gen1Request.upload("wrong-big-" + round, CUSTOMER, imeis(round, 9, 3));
    }

    /** Returns how many requests to the service it takes. */
    int requests() {
        return requests;
    }

    /** Returns the points that it comes to when nothing goes wrong. */
    List<Point> points() {
        return points;
    }

    /** Returns its transaction id. */
    String transaction(int round) {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + round;
    }

    /** Returns the caller's request. */
    Gen1Request request(int round) {
        String transaction = transaction(round);
        return switch (this) {
            case UPLOAD -> Gen1Request.upload(transaction, CUSTOMER, imeis(round, 4, 2));
            case UPLOAD_IN_PARTS -> Gen1Request.upload(transaction, CUSTOMER, imeis(round, 6, 3));
            case DELETION -> Gen1Request.delete(transaction, CUSTOMER, imeis(round, 0, 2));
            case REMOVAL -> Gen1Request.remove(transaction, CUSTOMER, "wrong-" + round);
            case REMOVAL_IN_PARTS -> Gen1Request.remove(transaction, CUSTOMER, "wrong-big-" + round);
        };
    }

    /** Returns what is registered when it was not done: identifier, customer, transaction. */
    Stream<String> before(int round) {
        return switch (this) {
            case UPLOAD, UPLOAD_IN_PARTS -> Stream.empty();
            case DELETION -> registered(imeis(round, 0, 2), "stock-" + round);
            case REMOVAL -> registered(imeis(round, 2, 2), "wrong-" + round);
            case REMOVAL_IN_PARTS -> inParts(imeis(round, 9, 3), "wrong-big-" + round);
        };
    }

    /** Returns what is registered when it was done. */
    Stream<String> after(int round) {
        String transaction = transaction(round);
        return switch (this) {
            case UPLOAD -> registered(imeis(round, 4, 2), transaction);
            case UPLOAD_IN_PARTS -> inParts(imeis(round, 6, 3), transaction);
            case DELETION, REMOVAL, REMOVAL_IN_PARTS -> Stream.empty();
        };
    }

    private static Stream<String> inParts(List<String> imeis, String transaction) {
        return Stream.concat(
                registered(imeis.subList(0, 2), transaction), registered(imeis.subList(2, 3), transaction + "-2of2"));
    }

    private static Stream<String> registered(List<String> imeis, String transaction) {
        return imeis.stream().map(imei -> imei + " " + CUSTOMER + " " + transaction);
    }

    private static List<String> imeis(int round, int first, int count) {
        return MadeUpImei.list((long) round * DEVICES_A_ROUND + first, count);
    }
}
