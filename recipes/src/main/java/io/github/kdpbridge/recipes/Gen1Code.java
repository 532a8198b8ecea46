package io.github.kdpbridge.recipes;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kotlin.Unit;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.MethodMatcher;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.Flag;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.MethodCall;
import org.openrewrite.java.tree.TypeUtils;
import retrofit2.Response;

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
    /** What the recipe writes for a call that stays. */
    static final MethodMatcher SHARED = new MethodMatcher(TYPED + "Gen1 shared(" + PROGRAM + ")");

    static final MethodMatcher EXECUTE = new MethodMatcher("retrofit2.Call execute()");

    private static final Set<String> ANSWERS = Set.of(
            TYPED + "Gen1Receipt",
            TYPED + "Gen1Status",
            TYPED + "Gen1DeviceList",
            TYPED + "Gen1CustomerList",
            TYPED + "Gen1ResellerList");

    /** What templates are compiled against, each anew: the less there is to read, the faster they are. */
    private static final List<Path> CLASS_PATH = Stream.of(
                    DeploymentProgram.class, Gen1.class, Response.class, OkHttpClient.class, Buffer.class, Unit.class)
            .map(Gen1Code::home)
            .toList();

    /** Simple names that a rewritten file may import. */
    private static final String[] IMPORTS = {
        PROGRAM,
        TYPED + "Gen1",
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
        "java.util.Optional",
        "java.util.concurrent.CompletableFuture"
    };

    /** Those of a request that takes the place of a bean; a file that has one of these names keeps its beans. */
    private static final String[] REQUEST_IMPORTS = {
        CORE + "CustomerId",
        CORE + "DeleteRequest",
        CORE + "Devices",
        CORE + "RemovalRequest",
        CORE + "TransactionId",
        CORE + "UploadRequest",
        CORE + "VendorId"
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

    /** Returns whether a method takes a program in each place where another one takes the interface, and is the same otherwise. */
    static boolean becomes(JavaType.Method old, JavaType.Method other) {
        List<JavaType> before = old.getParameterTypes();
        List<JavaType> after = other.getParameterTypes();
        return before.stream().anyMatch(Gen1Code::isApi)
                && old.getName().equals(other.getName())
                && before.size() == after.size()
                && IntStream.range(0, before.size())
                        .allMatch(at -> isApi(before.get(at))
                                ? TypeUtils.isOfClassType(after.get(at), PROGRAM)
                                : erased(before.get(at)).equals(erased(after.get(at))));
    }

    private static String erased(JavaType type) {
        return type instanceof JavaType.FullyQualified named ? named.getFullyQualifiedName() : type.toString();
    }

    /** Returns whether a class has the simple name of one that a rewritten file may import, also as a member class. */
    static boolean isNamedLikeOneThatIsAdded(String type) {
        String name = simpleName(type.replace('$', '.'));
        return Stream.concat(imports(), requestImports())
                .anyMatch(each -> simpleName(each).equals(name));
    }

    static Stream<String> imports() {
        return Arrays.stream(IMPORTS);
    }

    /** Returns the simple names that the request in place of a bean may need. */
    static Stream<String> requestNames() {
        return requestImports().map(Gen1Code::simpleName);
    }

    static Stream<String> requestImports() {
        return Arrays.stream(REQUEST_IMPORTS);
    }

    static JavaTemplate template(String code) {
        return template(code, IMPORTS);
    }

    static JavaTemplate requestTemplate(String code) {
        return template(
                code, Stream.concat(Arrays.stream(IMPORTS), requestImports()).toArray(String[]::new));
    }

    static JavaTemplate template(String code, String... imports) {
        return JavaTemplate.builder(code).imports(imports).javaParser(parser()).build();
    }

    /** Returns the archive or folder of a class. */
    private static Path home(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    static JavaParser.Builder<?, ?> parser() {
        return JavaParser.fromJavaVersion().classpath(CLASS_PATH);
    }

    static boolean isApi(@Nullable JavaType type) {
        return TypeUtils.isOfClassType(type, API);
    }

    /** Returns whether a type is that of a request, which has an account. */
    static boolean isBean(@Nullable JavaType type) {
        return type instanceof JavaType.FullyQualified named
                && named.getFullyQualifiedName().startsWith(TYPED + "Gen1")
                && named.getFullyQualifiedName().endsWith("Request");
    }

    /** Returns whether a type is that of a request, or has it as an argument. */
    static boolean namesBean(JavaType type) {
        return isBean(type)
                || (type instanceof JavaType.Parameterized generic
                        && generic.getTypeParameters().stream().anyMatch(Gen1Code::namesBean));
    }

    /** Returns the classes of the requests that a call of the interface takes. */
    static List<String> beans(J.MethodInvocation call) {
        JavaType.Method method = call.getMethodType();
        return method == null
                ? List.of()
                : method.getParameterTypes().stream()
                        .filter(Gen1Code::isBean)
                        .map(type -> ((JavaType.FullyQualified) type).getFullyQualifiedName())
                        .toList();
    }

    /** Returns the class that declares the method of a call. */
    static String declaring(J.MethodInvocation call) {
        return Objects.requireNonNull(call.getMethodType(), call.getSimpleName())
                .getDeclaringType()
                .getFullyQualifiedName();
    }

    static boolean isAnswer(@Nullable JavaType type) {
        return type instanceof JavaType.FullyQualified named && ANSWERS.contains(named.getFullyQualifiedName());
    }

    /** Returns the classes of the answers that a functional interface may be given; all if its arguments are unknown. */
    static Set<String> answersOf(@Nullable JavaType function) {
        return function instanceof JavaType.Parameterized generic
                ? generic.getTypeParameters().stream()
                        .flatMap(type -> answers(type).stream())
                        .collect(Collectors.toSet())
                : ANSWERS;
    }

    private static Set<String> answers(JavaType type) {
        if (type instanceof JavaType.GenericTypeVariable any) {
            return any.getBounds().isEmpty()
                    ? ANSWERS
                    : any.getBounds().stream()
                            .flatMap(bound -> answers(bound).stream())
                            .collect(Collectors.toSet());
        }
        return isAnswer(type) && type instanceof JavaType.FullyQualified named
                ? Set.of(named.getFullyQualifiedName())
                : Set.of();
    }

    static boolean isApiCall(J.MethodInvocation call) {
        JavaType.Method method = call.getMethodType();
        return method != null && isApi(method.getDeclaringType()) && call.getSelect() != null;
    }

    /** Returns whether a call is one of the interface, or throws what such a call throws when it has moved. */
    static boolean callsService(MethodCall call) {
        JavaType.Method method = call.getMethodType();
        return method != null
                && !method.hasFlags(Flag.Static)
                && !method.isConstructor()
                && Stream.of(API, CORE + "DeploymentReads")
                        .anyMatch(type -> TypeUtils.isAssignableTo(type, method.getDeclaringType()));
    }

    /** Returns the program that a call of the interface goes to, if it is connected there. */
    static @Nullable Expression connected(Expression api) {
        return api instanceof J.MethodInvocation call && (CONNECT.matches(call) || SHARED.matches(call))
                ? call.getArguments().get(0)
                : null;
    }

    static boolean isNull(Expression expression) {
        return expression instanceof J.Literal literal && literal.getType() == JavaType.Primitive.Null;
    }
}
