package io.github.kdpbridge.recipes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/** The names of typed generation 1 and of the native client in code. */
final class Gen1Code {
    static final String TYPED = "io.github.kdpbridge.gen1facade.typed.";
    static final String CORE = "io.github.kdpbridge.core.";
    static final String LEDGER = CORE + "ledger.";
    static final String API = TYPED + "Gen1ResellerApi";
    static final String PROGRAM = CORE + "DeploymentProgram";
    static final String LEDGER_PROGRAM = LEDGER + "LedgerProgram";
    static final String ERROR = TYPED + "Gen1Error";
    static final String REQUEST_EXCEPTION = TYPED + "Gen1RequestException";
    static final String KDP_EXCEPTION = CORE + "error.KdpException";
    static final String IO_EXCEPTION = "java.io.IOException";
    static final String RESPONSE = "retrofit2.Response";

    static final MethodMatcher CONNECT = new MethodMatcher(TYPED + "Gen1 connect(" + PROGRAM + ")");
    static final MethodMatcher ANY_CONNECT = new MethodMatcher(TYPED + "Gen1 connect(..)");
    static final MethodMatcher EXECUTE = new MethodMatcher("retrofit2.Call execute()");

    private static final Set<String> ANSWERS = Set.of(
            TYPED + "Gen1Receipt",
            TYPED + "Gen1Status",
            TYPED + "Gen1DeviceList",
            TYPED + "Gen1CustomerList",
            TYPED + "Gen1ResellerList");

    /** What templates are compiled against; found once, because it takes a search of the class path. */
    private static final List<Path> CLASS_PATH = JavaParser.runtimeClasspath();

    /** Simple names that a rewritten file may import. */
    private static final String[] IMPORTS = {
        PROGRAM,
        LEDGER_PROGRAM,
        LEDGER + "InMemoryLedger",
        KDP_EXCEPTION,
        TYPED + "Gen1Answers",
        TYPED + "Gen1RequestException",
        TYPED + "Gen1Requests",
        TYPED + "Gen1Receipt",
        TYPED + "Gen1Status",
        TYPED + "Gen1DeviceList",
        TYPED + "Gen1CustomerList",
        TYPED + "Gen1ResellerList",
        ERROR,
        "java.util.Optional"
    };

    private Gen1Code() {}

    static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Returns whether a class would be confused with one that a rewritten file imports. */
    static boolean takesName(String type) {
        return !List.of(IMPORTS).contains(type)
                && Arrays.stream(IMPORTS).anyMatch(each -> simpleName(each).equals(simpleName(type)));
    }

    static JavaTemplate template(String code) {
        return template(code, IMPORTS);
    }

    static JavaTemplate template(String code, String... imports) {
        return JavaTemplate.builder(code).imports(imports).javaParser(parser()).build();
    }

    static JavaParser.Builder<?, ?> parser() {
        return JavaParser.fromJavaVersion().classpath(CLASS_PATH);
    }

    static boolean isApi(@Nullable JavaType type) {
        return TypeUtils.isOfClassType(type, API);
    }

    static boolean isAnswer(@Nullable JavaType type) {
        return type instanceof JavaType.FullyQualified named && ANSWERS.contains(named.getFullyQualifiedName());
    }

    static boolean isApiCall(J.MethodInvocation call) {
        JavaType.Method method = call.getMethodType();
        return method != null && isApi(method.getDeclaringType()) && call.getSelect() != null;
    }

    static boolean isNull(Expression expression) {
        return expression instanceof J.Literal literal && literal.getType() == JavaType.Primitive.Null;
    }
}
