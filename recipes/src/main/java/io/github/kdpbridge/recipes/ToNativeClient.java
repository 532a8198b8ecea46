package io.github.kdpbridge.recipes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.AddImport;
import org.openrewrite.java.ChangeType;
import org.openrewrite.java.RemoveImport;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.xml.tree.Xml;
import org.openrewrite.yaml.tree.Yaml;

/**
 * Moves code on the typed interface of generation 1 to the native client: {@code Gen1ResellerApi} becomes {@code
 * DeploymentProgram} in all files of a run, or in none. docs/recipes.md has what moves, and what to do about the rest.
 */
public final class ToNativeClient extends ScanningRecipe<ModuleFacts> {
    @Option(
            displayName = "One reseller",
            description =
                    "Set this if all requests are for one reseller, although their resellerId is not one constant. A"
                            + " program serves one reseller, and the resellerId of a request has no effect any more. False by default.",
            required = false)
    private final @Nullable Boolean oneReseller;

    /** Creates the recipe. */
    @JsonCreator
    public ToNativeClient(@JsonProperty("oneReseller") @Nullable Boolean oneReseller) {
        this.oneReseller = oneReseller;
    }

    /** Returns whether the account of a request may be something else than one constant; null for no. */
    public @Nullable Boolean getOneReseller() {
        return oneReseller;
    }

    @Override
    public String getDisplayName() {
        return "From typed generation 1 to the native client";
    }

    @Override
    public String getDescription() {
        return "Replaces `Gen1ResellerApi` by `DeploymentProgram`, in all files or in none. A call that cannot move stays on"
                + " generation 1 and gets a comment that says what to do. Four things change: a refusal that was ignored becomes"
                + " a `KdpException`, and a malformed request a `Gen1RequestException`; an empty vendor still means none, but"
                + " `VendorId.of(\"\")` in new code is refused; the `resellerId` of a request has no effect; and a `Gen2Client`"
                + " checks identifiers unless it is built with `DeviceCheck.none()`.";
    }

    @Override
    public ModuleFacts getInitialValue(ExecutionContext context) {
        return new ModuleFacts(Boolean.TRUE.equals(oneReseller));
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getScanner(ModuleFacts facts) {
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                if (tree instanceof JavaSourceFile file) {
                    facts.leftovers().add(file);
                }
                if (tree instanceof Xml.Document xml) {
                    facts.wiring().add(xml, facts);
                }
                if (tree instanceof Properties.File || tree instanceof Yaml.Documents) {
                    facts.leftovers().add(((SourceFile) tree).printAll());
                }
                if (tree instanceof J.CompilationUnit unit) {
                    survey(unit, facts, context.getOnError());
                } else if (tree instanceof JavaSourceFile other && uses(other)) {
                    facts.block(other.getId(), other.getSourcePath().toString(), Words.OTHER_LANGUAGE);
                }
                return tree;
            }
        };
    }

    private static void survey(J.CompilationUnit unit, ModuleFacts facts, Consumer<Throwable> log) {
        try {
            J.CompilationUnit bare = EarlierComments.without(unit);
            new ModuleSurvey().visit(bare, facts);
            new ForeignSurvey(bare).visit(bare, facts);
            if (uses(unit)) {
                facts.moves().add(unit);
            }
        } catch (RuntimeException e) {
            facts.fails(unit, e, log);
        }
    }

    /** A file can call the interface without naming it: {@code Kdp.api().upload(bean)}. */
    static boolean uses(JavaSourceFile file) {
        return names(file)
                || file.getTypesInUse().getUsedMethods().stream()
                        .anyMatch(method ->
                                Gen1Code.isApi(method.getDeclaringType()) || Gen1Code.isApi(method.getReturnType()));
    }

    private static boolean names(JavaSourceFile file) {
        return file.getTypesInUse().getTypesInUse().stream().anyMatch(Gen1Code::isApi);
    }

    private static boolean imports(J.CompilationUnit unit) {
        return unit.getImports().stream()
                .anyMatch(each -> !each.isStatic()
                        && (each.getTypeName().equals(Gen1Code.API)
                                || each.getTypeName().equals(Gen1Code.TYPED + "*")));
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getVisitor(ModuleFacts facts) {
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                facts.moves().prepare(facts, unit -> changed(unit, facts, context), context.getOnError());
                if (tree instanceof Xml.Document pom
                        && pom.getSourcePath().endsWith("pom.xml")
                        && facts.blocks().isEmpty()) {
                    return facts.leftovers().without(pom, unit -> moved(unit, facts, context));
                }
                if (tree instanceof J.CompilationUnit unit) {
                    return moved(unit, facts, context);
                }
                return tree instanceof Xml.Document xml ? facts.wiring().commented(xml, context) : tree;
            }
        };
    }

    private static J.CompilationUnit moved(J.CompilationUnit unit, ModuleFacts facts, ExecutionContext context) {
        Map<UUID, ModuleFacts.Note> blocks = facts.blocks();
        if (!blocks.isEmpty()) {
            Map<UUID, String> words = new HashMap<>();
            blocks.forEach((place, note) -> words.put(place, note.words()));
            return EarlierComments.around(unit, bare -> visited(new TodoComments(words), bare, context), context);
        }
        if (!uses(unit)) {
            return EarlierComments.around(unit, bare -> bare, context);
        }
        return facts.moves().of(unit, each -> changed(each, facts, context));
    }

    private static J.CompilationUnit changed(J.CompilationUnit unit, ModuleFacts facts, ExecutionContext context) {
        return EarlierComments.around(unit, bare -> rewritten(bare, facts, context), context);
    }

    private static J.CompilationUnit rewritten(J.CompilationUnit unit, ModuleFacts facts, ExecutionContext context) {
        ResponseVariables.Surveyed surveyed = ResponseVariables.in(unit, facts);
        Decisions decisions = surveyed.decisions();
        SpringWiring.comments(unit).forEach(decisions.comments::putIfAbsent);
        NativeRewrite rewrite = new NativeRewrite(decisions);
        J.CompilationUnit changed = visited(new TodoComments(decisions.comments), surveyed.unit(), context);
        changed = Imports.oneByOne(changed, each -> {
            J.CompilationUnit moved = visited(rewrite, each, context);
            return imports(unit) ? visited(new AddImport<>(Gen1Code.PROGRAM, null, false), moved, context) : moved;
        });
        if (names(unit)) {
            changed = visited(new ChangeType(Gen1Code.API, Gen1Code.PROGRAM, true).getVisitor(), changed, context);
        }
        for (String type : decisions.unused) {
            changed = visited(new RemoveImport<>(type), changed, context);
        }
        return changed;
    }

    private static J.CompilationUnit visited(
            TreeVisitor<?, ExecutionContext> visitor, J.CompilationUnit unit, ExecutionContext context) {
        return (J.CompilationUnit) Objects.requireNonNull(visitor.visit(unit, context), "a file");
    }
}
