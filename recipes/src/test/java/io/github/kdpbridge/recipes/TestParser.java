package io.github.kdpbridge.recipes;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openrewrite.Tree;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.internal.DefaultJavaTypeFactory;
import org.openrewrite.java.internal.JavaTypeCache;
import org.openrewrite.java.internal.JavaTypeFactory;
import org.openrewrite.java.marker.JavaSourceSet;
import org.openrewrite.test.RecipeSpec;

/**
 * The parser of the recipes. It has mapped the types of the libraries already: they are the same in all tests, and mapping
 * those that OkHttp and Retrofit lead to takes longer than a test.
 */
final class TestParser {
    private static final String LIBRARIES = """
            class Libraries {
                okhttp3.OkHttpClient okHttp;
                retrofit2.Retrofit retrofit;
                retrofit2.Response<String> response;
                io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi api;
                io.github.kdpbridge.gen1facade.typed.Gen1 gen1;
                io.github.kdpbridge.core.ledger.LedgerProgram program;
            }
            """;

    /** Without Lombok, which comes with OpenRewrite: it would process each file. */
    static final List<Path> CLASS_PATH = JavaParser.runtimeClasspath().stream()
            .filter(path -> !path.toString().contains("lombok"))
            .toList();

    private static final JavaTypeCache TYPES = new JavaTypeCache();

    static {
        parser(CLASS_PATH, new DefaultJavaTypeFactory(TYPES))
                .build()
                .parse(LIBRARIES)
                .forEach(parsed -> {});
    }

    private TestParser() {}

    /** Parses files of one source set, from whose types templates take theirs. */
    static RecipeSpec parses(RecipeSpec spec) {
        return parses(spec, CLASS_PATH);
    }

    /** With another class path, which has all of that of the recipes. */
    static RecipeSpec parses(RecipeSpec spec, Collection<Path> classPath) {
        JavaTypeFactory types = new DefaultJavaTypeFactory(JavaTypeCache.withBase(TYPES));
        JavaSourceSet files = new JavaSourceSet(Tree.randomId(), "main", List.of(), Map.of(), types);
        return spec.parser(parser(classPath, types)).allSources(source -> source.markers(files));
    }

    /** Parses files of no source set: templates map their types anew, which takes longer. */
    static JavaParser.Builder<?, ?> create() {
        return parser(CLASS_PATH, new DefaultJavaTypeFactory(JavaTypeCache.withBase(TYPES)));
    }

    private static JavaParser.Builder<?, ?> parser(Collection<Path> classPath, JavaTypeFactory types) {
        return JavaParser.fromJavaVersion().classpath(classPath).typeFactory(types);
    }

    /** The recipe to the native client, of whose two cycles the second changes nothing. */
    static void movesAtOnce(RecipeSpec spec) {
        parses(spec.recipe(new ToNativeClient(true))).cycles(2).expectedCyclesThatMakeChanges(1);
    }
}
