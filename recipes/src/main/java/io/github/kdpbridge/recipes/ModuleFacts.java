package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.MethodCall;

/** What all files of a run say together: a type that is passed between classes changes in all of them, or in none. */
final class ModuleFacts {
    private static final int ONE = 1;

    private final boolean oneReseller;
    private final Set<String> classes = new HashSet<>();
    private final Map<String, String> constants = new HashMap<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    /** The first call with each class of beans, and the classes whose account is set. */
    private final Map<String, Account> beans = new LinkedHashMap<>();

    private final List<Foreign> foreignBeans = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<UUID, Note> blocks = new LinkedHashMap<>();
    private final Leftovers leftovers = new Leftovers();
    private final SpringWiring wiring = new SpringWiring();
    private final List<FileNames> files = new ArrayList<>();
    private final Moves moves = new Moves();
    private final ApiCallers callers = new ApiCallers();
    /** The first file that compares an answer with null whose call cannot be seen, by its class. */
    private final Map<String, String> nullComparisons = new HashMap<>();

    private boolean readsTotalPage;

    /** Why a place keeps the module on generation 1. */
    record Note(String path, String words) {}

    /** A use of the typed interface with a class that may not be part of the run. */
    private record Foreign(String type, UUID place, Note note) {}

    /** The account of a request: the text of a constant, the name of a constant, or null for anything else. */
    private record Account(
            UUID place,
            String path,
            @Nullable String text,
            @Nullable String constant) {}

    ModuleFacts(boolean oneReseller) {
        this.oneReseller = oneReseller;
    }

    Leftovers leftovers() {
        return leftovers;
    }

    SpringWiring wiring() {
        return wiring;
    }

    void declares(String type) {
        classes.add(type);
    }

    void constant(String name, String value) {
        constants.put(name, value);
    }

    /** Adds a file that may get imports. */
    void imports(FileNames names) {
        files.add(names);
    }

    boolean isDeclared(String type) {
        return classes.contains(type);
    }

    /** Adds the methods of a file, and what they call. */
    void calls(J.CompilationUnit unit) {
        callers.visit(unit, 0);
    }

    /** Returns whether a call, or what is done later by a reference, may throw what one of the interface throws when it has moved. */
    boolean callsService(MethodCall call) {
        JavaType.Method method = call.getMethodType();
        return Gen1Code.callsService(call)
                || (method != null
                        && (method.isConstructor()
                                || isDeclared(method.getDeclaringType().getFullyQualifiedName()))
                        && callers.have(call));
    }

    Moves moves() {
        return moves;
    }

    /** A file that cannot be read to its end may have anything in it; what it failed with is for those who repair the recipe. */
    void fails(J.CompilationUnit unit, RuntimeException failure, Consumer<Throwable> log) {
        log.accept(new IllegalStateException("ToNativeClient fails in " + unit.getSourcePath(), failure));
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        block(
                FileNames.start(unit),
                unit.getSourcePath().toString(),
                Words.FAILURE.formatted(cause.getClass().getSimpleName()));
    }

    void comparesWithNull(NullComparisons comparisons, String path) {
        comparisons.types().forEach(type -> nullComparisons.putIfAbsent(type, path));
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
        accounts.add(new Account(place, path, text, constant));
    }

    /** A bean comes from a class that may not be part of the run. */
    void foreignBean(String type, UUID place, String path) {
        foreignBeans.add(new Foreign(type, place, new Note(path, Words.ACCOUNT)));
    }

    /** A bean of a class is passed to a call. */
    void passesBean(String type, UUID place, String path) {
        beans.putIfAbsent(type, new Account(place, path, null, null));
    }

    /** The account of the beans of a class is set. */
    void setsAccountOf(String type) {
        settled.add(type);
    }

    /** Returns the first file that compares an answer of a class with null whose call cannot be seen; null if none does. */
    @Nullable String nullComparison(String type) {
        return nullComparisons.get(type);
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
        files.stream()
                .filter(file -> Gen1Code.imports().anyMatch(type -> file.hides(type, classes::contains)))
                .forEach(file -> all.putIfAbsent(file.start(), new Note(file.path(), Words.NAME_TAKEN)));
        if (!oneReseller && !moves.isEmpty()) {
            List<Account> given = new ArrayList<>(accounts);
            beans.forEach((type, call) -> {
                if (!settled.contains(type)) {
                    given.add(call);
                }
            });
            foreignBeans.stream()
                    .filter(use -> !classes.contains(use.type()) && !use.type().startsWith(Gen1Code.TYPED))
                    .map(use -> new Account(use.place(), use.note().path(), null, null))
                    .forEach(given::add);
            if (!isOne(given)) {
                given.forEach(account -> all.putIfAbsent(account.place(), new Note(account.path(), Words.ACCOUNT)));
            }
        }
        return all;
    }

    private boolean isOne(List<Account> given) {
        Set<String> texts = new HashSet<>();
        for (Account account : given) {
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
