package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all files of a run say together: a type that is passed between classes changes in all of them, or in none. */
final class ModuleFacts {
    private static final int ONE = 1;

    private final boolean oneReseller;
    private final Set<String> classes = new HashSet<>();
    private final Map<String, String> constants = new HashMap<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private final Map<UUID, Account> accounts = new LinkedHashMap<>();
    private final Map<UUID, Note> blocks = new LinkedHashMap<>();
    private boolean comparesAnswersWithNull;
    private boolean readsTotalPage;

    /** Why a place keeps the module on generation 1. */
    record Note(String path, String words) {}

    /** A use of the typed interface with a class that may not be part of the run. */
    private record Foreign(String type, UUID place, Note note) {}

    /** The account of a request: the text of a constant, the name of a constant, or null for anything else. */
    private record Account(@Nullable String text, @Nullable String constant, String path) {}

    ModuleFacts(boolean oneReseller) {
        this.oneReseller = oneReseller;
    }

    void declares(String type) {
        classes.add(type);
    }

    void constant(String name, String value) {
        constants.put(name, value);
    }

    void comparesAnswerWithNull() {
        comparesAnswersWithNull = true;
    }

    void readsTotalPage() {
        readsTotalPage = true;
    }

    void foreign(String type, UUID place, String path, String words) {
        foreign.add(new Foreign(type, place, new Note(path, words)));
    }

    void block(UUID place, String path, String words) {
        blocks.putIfAbsent(place, new Note(path, words));
    }

    void account(UUID place, String path, @Nullable String text, @Nullable String constant) {
        accounts.put(place, new Account(text, constant, path));
    }

    boolean comparesAnswersWithNull() {
        return comparesAnswersWithNull;
    }

    boolean readsTotalPages() {
        return readsTotalPage;
    }

    /** Returns what keeps the module on generation 1, by the statement that a comment goes before; empty if nothing does. */
    Map<UUID, Note> blocks() {
        Map<UUID, Note> all = new LinkedHashMap<>(blocks);
        for (Foreign use : foreign) {
            if (!classes.contains(use.type())) {
                all.putIfAbsent(use.place(), use.note());
            }
        }
        if (!oneReseller && !servesOneAccount()) {
            accounts.forEach((place, account) -> all.putIfAbsent(place, new Note(account.path(), Words.ACCOUNT)));
        }
        return all;
    }

    private boolean servesOneAccount() {
        Set<String> texts = new HashSet<>();
        for (Account account : accounts.values()) {
            String text = account.text() == null && account.constant() != null
                    ? constants.getOrDefault(account.constant(), account.constant())
                    : account.text();
            if (text == null) {
                return false;
            }
            texts.add(text);
        }
        return texts.size() <= ONE;
    }
}
