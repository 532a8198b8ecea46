package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;

/** Where a file makes OkHttp clients, or has Retrofit make one, and whether it names generation 1. */
final class ClientPlaces extends JavaIsoVisitor<Integer> {
    /** What makes the client of a place. */
    enum Kind {
        /** {@code new OkHttpClient()}, or a builder that is made next to it. */
        CLIENT,
        /** A builder that may have the interceptor already, or make other clients too. */
        SHARED,
        /** {@code OkHttpClient::new}, which has no place for an interceptor. */
        REFERENCE,
        /** A Retrofit with a base URL of generation 1, and a client of its own. */
        RETROFIT,
        /** A Retrofit that may have a base URL of generation 1, and a client of its own. */
        UNCLEAR_RETROFIT
    }

    /**
     * A place.
     *
     * @param statement where a comment can stand
     */
    record Place(UUID statement, Kind kind) {}

    private final JavaSourceFile file;
    private final Map<UUID, Place> places = new LinkedHashMap<>();
    private final Set<UUID> ofRetrofits = new HashSet<>();
    private boolean names;
    private boolean namesElsewhere;

    private ClientPlaces(JavaSourceFile file) {
        this.file = file;
    }

    static ClientPlaces of(JavaSourceFile file) {
        ClientPlaces places = new ClientPlaces(file);
        places.visit(file, 0);
        return places;
    }

    /** Returns the places, by the tree that makes the client. */
    Map<UUID, Place> places() {
        return places;
    }

    /** Returns whether a text of the file names generation 1. */
    boolean names() {
        return names;
    }

    /** Returns whether a text names generation 1 that is not the base URL of a {@link Kind#RETROFIT}. */
    boolean namesElsewhere() {
        return namesElsewhere;
    }

    boolean has(Kind kind) {
        return places.values().stream().anyMatch(place -> place.kind() == kind);
    }

    private void add(J tree, Kind kind) {
        places.put(tree.getId(), new Place(ModuleSurvey.place(getCursor()), kind));
    }

    @Override
    public J.Literal visitLiteral(J.Literal literal, Integer ignored) {
        if (literal.getValue() instanceof String text && Gen1Traces.find(text) != null) {
            names = true;
            namesElsewhere |= !ofRetrofits.contains(literal.getId());
        }
        return literal;
    }

    @Override
    public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, Integer ignored) {
        if (OkHttpCode.isBuild(call)) {
            add(call, SharedBuilder.isAt(getCursor(), file) ? Kind.SHARED : Kind.CLIENT);
        }
        Kind retrofit = RetrofitCode.kind(call, file);
        if (retrofit != null) {
            add(call, retrofit);
        }
        if (retrofit == Kind.RETROFIT) {
            new JavaIsoVisitor<Integer>() {
                @Override
                public J.Literal visitLiteral(J.Literal literal, Integer unused) {
                    ofRetrofits.add(literal.getId());
                    return literal;
                }
            }.visit(call, 0);
        }
        return super.visitMethodInvocation(call, ignored);
    }

    @Override
    public J.NewClass visitNewClass(J.NewClass created, Integer ignored) {
        if (OkHttpCode.isNew(created)) {
            add(created, Kind.CLIENT);
        }
        return super.visitNewClass(created, ignored);
    }

    @Override
    public J.MemberReference visitMemberReference(J.MemberReference reference, Integer ignored) {
        if (OkHttpCode.isReference(reference)) {
            add(reference, Kind.REFERENCE);
        } else if (RetrofitCode.isReference(reference)) {
            add(reference, Kind.UNCLEAR_RETROFIT);
        }
        return super.visitMemberReference(reference, ignored);
    }
}
