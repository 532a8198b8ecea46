package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.compattests.process.MadeUpImei;
import io.github.kdpbridge.compattests.soak.Line.Reply;
import io.github.kdpbridge.compattests.soak.Write.Answer;
import io.github.kdpbridge.compattests.soak.Write.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A legacy integration with a customer of its own: it uploads, asks, deletes and takes back, and repeats what it got no
 * answer to.
 */
final class Caller implements Runnable {
    private static final long FIRST_CUSTOMER = 1_200_001_000L;
    private static final long DEVICES = 1_000_000_000L;
    private static final String NO_CUSTOMER = "1999999999";
    static final int MOST_DEVICES = 15;
    private static final int REMEMBERED = 30;

    private final int number;
    private final boolean isMoving;
    private final String customer;
    private final SplittableRandom random;
    private final Line line;
    private final Ending ending;
    private final List<Write> writes = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> breakdowns = new ArrayList<>();
    /** Each device that the caller knows of, and the upload by which it is registered; empty if it is not. */
    private final Map<String, String> told = new LinkedHashMap<>();
    /** Uploads that may still have devices, the latest last. */
    private final List<Write> uploads = new ArrayList<>();

    private final List<String> deleted = new ArrayList<>();
    private long devices;

    /**
     * Creates a caller.
     *
     * @param isMoving whether its customer moves to and fro between the generations
     */
    Caller(int number, boolean isMoving, long seed, Line line, Ending ending) {
        this.number = number;
        this.isMoving = isMoving;
        this.customer = customer(number);
        this.random = new SplittableRandom(seed + number);
        this.line = line;
        this.ending = ending;
    }

    static String customer(int number) {
        return Long.toString(FIRST_CUSTOMER + number);
    }

    @Override
    public void run() {
        try {
            while (!ending.isHere()) {
                act(random.nextInt(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            breakdowns.add("caller " + number + " broke down: " + e);
        }
    }

    private void act(int dice) throws InterruptedException {
        if (dice < 40 || uploads.isEmpty()) {
            upload();
        } else if (dice < 55) {
            ask(uploads.get(random.nextInt(uploads.size())));
        } else if (dice < 75) {
            delete(uploads.get(random.nextInt(uploads.size())));
        } else if (dice < 92) {
            remove(uploads.get(random.nextInt(uploads.size())));
        } else {
            repeat(writes.get(random.nextInt(writes.size())));
        }
        while (uploads.size() > REMEMBERED) {
            remove(uploads.get(0));
        }
    }

    private void upload() throws InterruptedException {
        boolean large = random.nextInt(100) < 30;
        int count = large ? random.nextInt(Fleet.DEVICE_LIMIT + 1, MOST_DEVICES + 1) : 1 + random.nextInt(5);
        List<String> imeis = random.nextInt(100) < 10 && !deleted.isEmpty() ? again() : fresh(count);
        String buyer = random.nextInt(100) < 3 ? NO_CUSTOMER : customer;
        String transaction = transaction();
        Write write = send(Kind.UPLOAD, transaction, imeis, Gen1Request.upload(transaction, buyer, imeis));
        if (write.answer() == Answer.ACCEPTED) {
            imeis.forEach(imei -> told.put(imei, transaction));
            uploads.add(write);
            if (!buyer.equals(customer)) {
                complaints.add(transaction + " was accepted for a customer that there is not");
            }
        } else if (buyer.equals(customer) && write.answer() == Answer.REFUSED) {
            complaints.add(transaction + " was refused though nothing is wrong with it");
        }
    }

    private List<String> fresh(int count) {
        List<String> imeis = MadeUpImei.list(number * DEVICES + devices, count);
        devices += count;
        imeis.forEach(imei -> told.put(imei, ""));
        return imeis;
    }

    /** Devices that were deleted once. */
    private List<String> again() {
        List<String> imeis = List.copyOf(deleted.subList(0, Math.min(deleted.size(), 3)));
        deleted.removeAll(imeis);
        return imeis;
    }

    private void ask(Write upload) throws InterruptedException {
        Reply reply = line.send(Gen1Request.status(upload.transaction()), random, false);
        if (!reply.isStatusOf(upload)) {
            complaints.add(upload.transaction() + " was accepted, and its status is " + reply.text());
        }
    }

    private void delete(Write upload) throws InterruptedException {
        List<String> registered = new ArrayList<>(registered(upload));
        if (registered.isEmpty()) {
            uploads.remove(upload);
            return;
        }
        Collections.shuffle(registered, new Random(random.nextLong()));
        List<String> some = List.copyOf(registered.subList(0, 1 + random.nextInt(registered.size())));
        String transaction = transaction();
        gone(send(Kind.DELETION, transaction, some, Gen1Request.delete(transaction, customer, some)), upload);
    }

    private void remove(Write upload) throws InterruptedException {
        uploads.remove(upload);
        List<String> registered = registered(upload);
        if (!registered.isEmpty()) {
            String transaction = transaction();
            Gen1Request request = Gen1Request.remove(transaction, customer, upload.transaction());
            gone(send(Kind.REMOVAL, transaction, registered, request), upload);
        }
    }

    private void gone(Write write, Write upload) {
        switch (write.answer()) {
            case ACCEPTED ->
                write.devices().forEach(imei -> {
                    told.put(imei, "");
                    deleted.add(imei);
                });
            case REFUSED -> complaints.add(write.transaction() + " was refused though nothing is wrong with it");
            case NONE -> uploads.remove(upload);
        }
    }

    /** Callers that are not sure send again what was accepted long ago. */
    private void repeat(Write write) throws InterruptedException {
        if (write.answer() == Answer.ACCEPTED) {
            Reply reply = line.send(write.request(), random, false);
            if (!reply.isAccepted() && !(isMoving && reply.isRepeat())) {
                complaints.add(write.transaction() + " was accepted, and its repeat got " + reply.text());
            }
        }
    }

    private Write send(Kind kind, String transaction, List<String> imeis, Gen1Request request)
            throws InterruptedException {
        Reply reply = line.send(request, random, true);
        Write write = new Write(kind, transaction, imeis, request, answer(reply), reply.lost());
        writes.add(write);
        if (write.answer() == Answer.NONE) {
            imeis.forEach(told::remove);
        }
        return write;
    }

    /** Generation 1 refuses a repeat of what it took, whose answer was lost: its callers take that for a success. */
    private Answer answer(Reply reply) {
        return isMoving && reply.lost() > 0 && reply.isRepeat() ? Answer.ACCEPTED : reply.answer();
    }

    private List<String> registered(Write upload) {
        return upload.devices().stream()
                .filter(imei -> Objects.equals(told.get(imei), upload.transaction()))
                .toList();
    }

    private String transaction() {
        return "c" + number + "." + writes.size();
    }

    /** Returns what was written, once the caller has ended. */
    List<Write> writes() {
        return writes;
    }

    /** Returns by which upload each device is registered, empty for none, as the caller was told. */
    Map<String, String> told() {
        return told;
    }

    /** Returns answers that should not have been given. */
    List<String> complaints() {
        return complaints;
    }

    /** Returns why the caller did not go on to the end; empty if it did. */
    List<String> breakdowns() {
        return breakdowns;
    }
}
