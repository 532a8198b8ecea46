package io.github.kdpbridge.gateway.operator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Whether a gateway can take requests, and which part prevents it. Safe for use by many threads. */
public final class Health {
    /** A part that can make a gateway unready. */
    public interface Part {
        /** Returns its name: one lower-case word. */
        String name();

        /** Returns why it cannot do its work now, in words without quotation marks; empty if it can. */
        Optional<String> trouble();

        /** Returns its state, in words without quotation marks. */
        default String state() {
            return trouble().orElse("ready");
        }
    }

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private volatile Optional<String> listener = Optional.of("starting");

    public Health() {
        add(new Part() {
            @Override
            public String name() {
                return "listener";
            }

            @Override
            public Optional<String> trouble() {
                return listener;
            }
        });
    }

    public void add(Part part) {
        parts.add(part);
    }

    public void started() {
        listener = Optional.empty();
    }

    public void stopping() {
        listener = Optional.of("stopping");
    }

    public boolean ready() {
        return parts.stream().allMatch(part -> part.trouble().isEmpty());
    }

    /** Returns the state of all parts: {@code {"ready":true,"parts":{"listener":"ready"}}}. */
    public String json() {
        return parts.stream()
                .map(part -> "\"%s\":\"%s\"".formatted(part.name(), part.state()))
                .collect(Collectors.joining(",", "{\"ready\":" + ready() + ",\"parts\":{", "}}"));
    }
}
