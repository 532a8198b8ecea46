package io.github.kdpbridge.recipes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.kdpbridge.recipes.ClientPlaces.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.Validated;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JRightPadded;
import org.openrewrite.java.tree.Space;
import org.openrewrite.xml.tree.Xml;

/**
 * Adds the interceptor of kdp-bridge to the OkHttp clients of generation 1, and its dependencies to their pom.xml. A client
 * counts as one of generation 1 if its file names a host, a path or the key header of it; the interceptor lets all other
 * requests pass. A Retrofit with a base URL of generation 1 and no client gets one; other clients of its file do not count then.
 */
public final class AddInterceptor extends ScanningRecipe<BridgeFacts> {
    static final String INTERCEPTOR = "io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor";

    private static final String INTERCEPTED = ".addInterceptor(Gen1CompatInterceptor.on(%s)).build()";

    @Option(
            displayName = "Program",
            description =
                    "The expression for the program that answers: a static call or field, with its package, that gives the"
                            + " same program each time, which records writes if several clients call generation 1.",
            example = "com.example.Kdp.program()")
    private final String program;

    @Option(displayName = "Version", description = "The version of kdp-bridge.", example = "0.2.0")
    private final String version;

    /** Creates the recipe. */
    @JsonCreator
    public AddInterceptor(@JsonProperty("program") String program, @JsonProperty("version") String version) {
        this.program = program;
        this.version = version;
    }

    /** Returns the expression for the program. */
    public String getProgram() {
        return program;
    }

    /** Returns the version of kdp-bridge. */
    public String getVersion() {
        return version;
    }

    @Override
    public String getDisplayName() {
        return "From generation 1 to the bridge in the process";
    }

    @Override
    public String getDescription() {
        return "Adds `Gen1CompatInterceptor` to the OkHttp clients of files that name generation 1, as the last interceptor, and"
                + " the dependencies that it needs to their `pom.xml`. Where it is not clear which client calls generation 1, each"
                + " gets a comment; where a module has no client, each of its files that name generation 1 does.";
    }

    @Override
    public Validated<Object> validate() {
        return super.validate()
                .and(Validated.test(
                        "program",
                        "must be a static call or field with its class and package, such as com.example.Kdp.program(), not: "
                                + program,
                        program,
                        text -> text != null && text.matches("[\\w$]+(\\.[\\w$]+)+(\\(\\))?")));
    }

    @Override
    public BridgeFacts getInitialValue(ExecutionContext context) {
        return new BridgeFacts();
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getScanner(BridgeFacts facts) {
        return new BridgeSurvey(facts);
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getVisitor(BridgeFacts facts) {
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                if (tree instanceof SourceFile file
                        && facts.isWithoutClient(file.getSourcePath().toString())) {
                    return FileComment.on(file, Words.NO_CLIENT, context);
                }
                if (tree instanceof J.CompilationUnit unit) {
                    return changed(unit, facts, context);
                }
                if (tree instanceof Xml.Document pom && pom.getSourcePath().endsWith("pom.xml")) {
                    String path = pom.getSourcePath().toString();
                    return facts.callsBelow(path) && facts.oldOkHttp(path) == null
                            ? BridgeDependencies.in(pom, version, facts.keepsOkHttp(path), context)
                            : pom;
                }
                return tree;
            }
        };
    }

    private @Nullable J changed(J.CompilationUnit unit, BridgeFacts facts, ExecutionContext context) {
        String path = unit.getSourcePath().toString();
        String old = facts.oldOkHttp(path);
        if (facts.calls(path)) {
            return names(unit)
                    ? unit
                    : old == null
                            ? new Insertion(unit).visit(unit, context)
                            : commented(unit, kind -> Words.OLD_OKHTTP.formatted(old), context);
        }
        return facts.isUnclear(path) ? commented(unit, this::unclear, context) : unit;
    }

    private static boolean names(J.CompilationUnit unit) {
        return unit.getImports().stream().anyMatch(each -> each.getTypeName().equals(INTERCEPTOR));
    }

    private static @Nullable J commented(
            J.CompilationUnit unit, Function<Kind, String> text, ExecutionContext context) {
        Map<UUID, String> words = new HashMap<>();
        ClientPlaces.of(unit)
                .places()
                .values()
                .forEach(place -> words.put(place.statement(), text.apply(place.kind())));
        return new TodoComments(words).visit(unit, context);
    }

    /** What a comment says where it is not clear whether a client calls generation 1. */
    private String unclear(Kind kind) {
        String words = switch (kind) {
            case CLIENT -> Words.WHICH_CLIENT;
            case SHARED -> Words.SHARED_CLIENT;
            case REFERENCE -> Words.CLIENT_REFERENCE;
            case RETROFIT, UNCLEAR_RETROFIT -> Words.WHICH_RETROFIT;
        };
        return words.formatted(program);
    }

    /** Gives each client the interceptor that surely calls generation 1, and comments to those that may. */
    private final class Insertion extends JavaVisitor<ExecutionContext> {
        private final ClientPlaces clients;

        Insertion(J.CompilationUnit unit) {
            clients = ClientPlaces.of(unit);
        }

        @Override
        public J visitCompilationUnit(J.CompilationUnit original, ExecutionContext context) {
            Map<UUID, String> words = new HashMap<>();
            clients.places().forEach((tree, place) -> {
                if (clients.namesElsewhere() && !gets(place.kind())) {
                    words.put(place.statement(), unclear(place.kind()));
                }
            });
            return new TodoComments(words).visitNonNull(super.visitCompilationUnit(original, context), context);
        }

        /** A client beside a Retrofit of generation 1 may be for something else. */
        private boolean gets(Kind kind) {
            return kind == Kind.RETROFIT
                    || (kind == Kind.CLIENT && clients.namesElsewhere() && !clients.has(Kind.RETROFIT));
        }

        private boolean gets(J tree) {
            ClientPlaces.Place place = clients.places().get(tree.getId());
            return place != null && gets(place.kind());
        }

        @Override
        public J visitMethodInvocation(J.MethodInvocation original, ExecutionContext context) {
            J.MethodInvocation call = (J.MethodInvocation) super.visitMethodInvocation(original, context);
            Expression builder = call.getSelect();
            if (builder == null || !gets(original)) {
                return call;
            }
            J built = OkHttpCode.isBuild(original)
                    ? with("#{any(okhttp3.OkHttpClient$Builder)}" + INTERCEPTED, call, builder)
                    : with(
                            "#{any(retrofit2.Retrofit$Builder)}.client(new okhttp3.OkHttpClient.Builder()" + INTERCEPTED
                                    + ").build()",
                            call,
                            builder);
            return inLinesOf(call, (J.MethodInvocation) built);
        }

        /** A chain of calls with a line for each gets one more line. */
        private J.MethodInvocation inLinesOf(J.MethodInvocation original, J.MethodInvocation built) {
            Space line = requireNonNull(original.getPadding().getSelect()).getAfter();
            JRightPadded<Expression> select = requireNonNull(built.getPadding().getSelect());
            J.MethodInvocation added = (J.MethodInvocation) select.getElement();
            added = added.getPadding()
                    .withSelect(requireNonNull(added.getPadding().getSelect()).withAfter(line));
            return built.getPadding()
                    .withSelect(select.withElement(added)
                            .withAfter(line.withComments(List.of()).withWhitespace(line.getLastWhitespace())));
        }

        @Override
        public J visitNewClass(J.NewClass original, ExecutionContext context) {
            J.NewClass created = (J.NewClass) super.visitNewClass(original, context);
            return gets(original) && created.getClazz() != null
                    ? with("new " + created.getClazz().printTrimmed(getCursor()) + ".Builder()" + INTERCEPTED, created)
                    : created;
        }

        private J with(String code, Expression replaced, Object... values) {
            maybeAddImport(INTERCEPTOR, null, false);
            return Gen1Code.template(code.formatted(program), INTERCEPTOR, "okhttp3.OkHttpClient")
                    .apply(updateCursor(replaced), replaced.getCoordinates().replace(), values);
        }
    }
}
