package io.github.kdpbridge.recipes;

import java.nio.file.Path;
import java.util.Collection;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.internal.DefaultJavaTypeFactory;
import org.openrewrite.java.internal.JavaTypeCache;

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

    private static final JavaTypeCache TYPES = new JavaTypeCache();

    static {
        typedBy(TYPES).build().parse(LIBRARIES).forEach(parsed -> {});
    }

    private TestParser() {}

    static JavaParser.Builder<?, ?> create() {
        return typedBy(JavaTypeCache.withBase(TYPES));
    }

    /** With another class path, which has all of that of the recipes. */
    static JavaParser.Builder<?, ?> create(Collection<Path> classPath) {
        return create().classpath(classPath);
    }

    private static JavaParser.Builder<?, ?> typedBy(JavaTypeCache types) {
        return Gen1Code.parser().typeFactory(new DefaultJavaTypeFactory(types));
    }
}
