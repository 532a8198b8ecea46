package io.github.kdpbridge.simulator.http;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last 100,000 requests on the paths of the service, in the order of their arrival. Thread-safe. */
public final class RequestLog {
    static final int CAPACITY = 100_000;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public RequestLog(Clock clock) {
        this.clock = clock;
    }

    /** The requests so far: a copy, oldest first. */
    public List<RecordedRequest> requests() {
        synchronized (entries) {
            return entries.stream().map(Entry::snapshot).toList();
        }
    }

    /** Forgets all requests. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    Entry arrived(String generation, String method, String path, @Nullable String query) {
        Entry entry = new Entry(new RecordedRequest(generation, method, path, query, null, clock.instant()));
        synchronized (entries) {
            if (entries.size() == CAPACITY) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
        return entry;
    }

    /** A request whose answer comes later. */
    static final class Entry {
        private volatile RecordedRequest request;

        private Entry(RecordedRequest request) {
            this.request = request;
        }

        void answered(int status) {
            RecordedRequest r = request;
            request = new RecordedRequest(r.generation(), r.method(), r.path(), r.query(), status, r.time());
        }

        private RecordedRequest snapshot() {
            return request;
        }
    }
}
