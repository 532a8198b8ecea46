package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What becomes of each use of the typed interface in a file, by the tree that is replaced. */
final class Decisions {
    /** How the answer of a call is used. */
    enum Form {
        /** {@code api.upload(bean).execute();}. */
        STATEMENT,
        /** {@code api.upload(bean).execute().body()}. */
        BODY,
        /** {@code Response<Gen1Receipt> response = api.upload(bean).execute();}. */
        RESPONSE,
        /** {@code Response<Gen1Receipt> response;}, of which the call is in an inner block. */
        DECLARED,
        /** {@code response = api.upload(bean).execute();}. */
        ASSIGNED,
        /** {@code api.upload(bean).enqueue(callback);}. */
        CALLBACK
    }

    /** What is asked of a {@code Response}. */
    enum Question {
        SUCCESS,
        CODE,
        /** The code of what is known to be a refusal. */
        REFUSAL_CODE,
        BODY,
        ERROR,
        /** {@code errorBody().string()}. */
        ERROR_TEXT,
        /** {@code errorBody()}, compared with null. */
        ERROR_OR_NULL
    }

    /** A question to the {@code Response} of a name. */
    record Use(Question question, String variable, NativeCall call) {}

    final Map<UUID, Form> forms = new HashMap<>();
    final Map<UUID, Use> uses = new HashMap<>();
    /** The calls of variables that are declared first. */
    final Map<UUID, NativeCall> declared = new HashMap<>();
    /** The variables of answers whose error tells of its request. */
    final Set<UUID> withRequest = new HashSet<>();
    /** The requests that take the place of beans, by their calls. */
    final Map<UUID, BeanCode> requests = new HashMap<>();
    /** The calls that stay on generation 1. */
    final Set<UUID> kept = new HashSet<>();
    /** The calls that move: {@code api.upload(bean)}. */
    final Set<UUID> moved = new HashSet<>();
    /** The imports that go, unless something uses them still. */
    final Set<String> unused = new LinkedHashSet<>();
    /** The try statements around calls that move, whose catch of IOException has to change. */
    final Set<UUID> tries = new HashSet<>();

    /** What the comments say, by the statement that they go before. */
    final Map<UUID, List<String>> comments = new LinkedHashMap<>();

    /** Adds a comment before a statement, which may have one already. */
    void comment(UUID statement, String words) {
        comments.computeIfAbsent(statement, id -> new ArrayList<>()).add(words);
    }
}
