package io.github.kdpbridge.recipes;

import static io.github.kdpbridge.recipes.ToNativeClientTest.keptWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.java.tree.J;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.SourceSpecs;

/** What the recipe is not sure of stays as it is, with a comment; what it writes compiles and means the same. */
@Tag("one-jdk")
class NativeClientSafetyTest implements RewriteTest {
    private static final String IMPORTS = """
            import io.github.kdpbridge.core.DeploymentProgram;
            import io.github.kdpbridge.gen1facade.typed.*;
            import io.github.kdpbridge.gen2client.Gen2Client;
            import java.io.IOException;
            import java.util.*;
            import retrofit2.*;

            """;
    private static final String LIBRARY = """
            import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

            public class Library {
                public interface Job {
                    void run(Gen1ResellerApi api) throws java.io.IOException;
                }

                public static class Base {
                    protected Gen1ResellerApi api;
                }

                public static void with(Job job) {}

                public static io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest bean() {
                    return null;
                }

                public static List<Gen1ResellerApi> all() {
                    return null;
                }

                public static <T> T instance(String name) {
                    return null;
                }

                public interface List<T> {
                    T first();
                }
            }
            """;
    private static final String MOCKITO = """
            package org.mockito;

            public class Mockito {
                @SafeVarargs
                public static <T> T mock(T... reified) {
                    return null;
                }

                public static <T> T spy(T it) {
                    return it;
                }
            }
            """;

    private static final String CLIENT = """
            package io.github.kdpbridge.gen2client;

            public abstract class Gen2Client implements io.github.kdpbridge.core.DeploymentProgram {}
            """;

    @TempDir
    private static Path library;

    private static List<Path> classPath = List.of();

    /** What the code uses and the run has not. */
    @BeforeAll
    static void compileLibrary() throws IOException {
        classPath = Stream.concat(TestParser.CLASS_PATH.stream(), Stream.of(library))
                .toList();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                library.toString(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        for (String source : List.of(LIBRARY, MOCKITO, CLIENT)) {
            String name = source.replaceAll("(?s).*?public (?:abstract )?class (\\w+).*", "$1.java");
            arguments.add(Files.writeString(library.resolve(name), source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    @Override
    public void defaults(RecipeSpec spec) {
        TestParser.parses(spec.recipe(new ToNativeClient(true)), classPath)
                .cycles(2)
                .expectedCyclesThatMakeChanges(1);
    }

    /** A class that has the interface and a bean. */
    private static String shop(String members) {
        return IMPORTS + "class Shop {\n    Gen1ResellerApi api;\n    Gen1DevicesRequest bean;\n\n    " + members
                + "\n}\n";
    }

    private static SourceSpecs becomes(String before, String... parts) {
        return java(
                before,
                spec -> spec.after(actual -> {
                    assertThat(actual).contains(parts);
                    return actual;
                }));
    }

    @Test
    void linkInJavadoc_hidesNothingOfItsFile() {
        rewriteRun(spec -> spec.recipe(new ToNativeClient(null)), keptWith(Words.ACCOUNT, """
                        import io.github.kdpbridge.gen1facade.typed.*;

                        /** Sells by {@link Gen1ResellerApi}. */
                        class Shop {
                            void sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws Exception {
                                bean.setResellerId("111");
                                api.upload(bean).execute();
                                bean.setResellerId("222");
                            }
                        }
                        """));
    }

    @Test
    void memberInJavadoc_becomesTheProgram() {
        rewriteRun(becomes("""
                import io.github.kdpbridge.gen1facade.typed.*;

                /**
                 * Sells, like {@link Gen1ResellerApi#uploadV2(Gen1DevicesRequest)}.
                 *
                 * @see Gen1ResellerApi#upload
                 */
                class Shop {
                    Gen1ResellerApi api;
                }
                """, "Sells, like {@link DeploymentProgram}.", "@see DeploymentProgram\n"));
    }

    @Test
    void fileThatFails_keepsTheProject() {
        J.CompilationUnit unit = Gen1Code.parser()
                .build()
                .parse("class Shop {\n}\n")
                .map(J.CompilationUnit.class::cast)
                .findFirst()
                .orElseThrow();
        ModuleFacts facts = new ModuleFacts(true);
        facts.moves().add(unit);
        List<Throwable> log = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("told by the test");
        facts.moves()
                .prepare(
                        facts,
                        each -> {
                            throw failure;
                        },
                        log::add);
        assertThat(log)
                .singleElement()
                .satisfies(logged -> assertThat(logged)
                        .hasMessage("ToNativeClient fails in " + unit.getSourcePath())
                        .hasCause(failure));
        assertThat(facts.blocks())
                .containsEntry(
                        FileNames.start(unit),
                        new ModuleFacts.Note(
                                unit.getSourcePath().toString(), Words.FAILURE.formatted("IllegalStateException")));
    }

    /** Calls in the setters would be made in another order, or not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bean.setTransactionId(csv.next()); bean.setCustomerId(csv.next()); bean.setResellerId(\"1\");",
                "bean.setTransactionId(order); bean.setCustomerId(order); bean.setResellerId(csv.next());",
                "bean.setTransactionId(csv.next().CASE_INSENSITIVE_ORDER.toString()); bean.setCustomerId(order);"
                        + " bean.setResellerId(order);",
            })
    void bean_ofCalls_staysABean(String setters) {
        rewriteRun(becomes(
                shop("void sell(String order, Iterator<String> csv) throws IOException {\n"
                        + "        Gen1DevicesRequest bean = new Gen1DevicesRequest();\n        " + setters
                        + "\n        bean.setRemoveTransactionId(order);\n        api.delete(bean).execute();\n    }"),
                setters,
                "api.write(Gen1Requests.deletion(bean));"));
    }

    @Test
    void bean_ofComponents_becomesTheRequest_withOneImportEach() {
        rewriteRun(becomes(
                IMPORTS.replace("import io.github.kdpbridge.gen1facade.typed.*;\n", """
                        import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
                        import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                        import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                        """) + """
                record Order(String id, String customer, List<String> imeis) {}

                class Shop {
                    void sell(Gen1ResellerApi api, Order order) throws IOException {
                        Gen1DevicesRequest bean = new Gen1DevicesRequest();
                        bean.setTransactionId(order.id());
                        bean.setResellerId("4680000925");
                        bean.setCustomerId(order.customer());
                        bean.setVendorId("7850000063");
                        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, order.imeis()));
                        api.upload(bean).execute();
                    }

                    void takeBack(Gen1ResellerApi api, Order order) throws IOException {
                        Gen1DevicesRequest bean = new Gen1DevicesRequest();
                        bean.setTransactionId(order.id());
                        bean.setResellerId("4680000925");
                        bean.setCustomerId(order.customer());
                        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, order.imeis()));
                        api.delete(bean).execute();
                    }
                }
                """,
                "UploadRequest.builder(CustomerId.of(order.customer()), TransactionId.of(order.id())).imeis(order.imeis())",
                """
                import io.github.kdpbridge.core.CustomerId;
                import io.github.kdpbridge.core.DeleteRequest;
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.Devices;
                import io.github.kdpbridge.core.TransactionId;
                import io.github.kdpbridge.core.UploadRequest;
                import io.github.kdpbridge.core.VendorId;
                """));
    }

    private static final String CANCEL = """
            void cancel(Gen1ResellerApi api, String order) throws Exception {
                    Gen1DevicesRequest bean = new Gen1DevicesRequest();
                    bean.setTransactionId(order);
                    bean.setResellerId("4680000925");
                    bean.setCustomerId("1200000321");
                    bean.setRemoveTransactionId(order);
                    api.delete(bean).execute();
                }
            """;

    @Test
    void classOfThePackage_thatHidesAStar_keepsTheBean() {
        rewriteRun(
                java("package shop;\n\nclass CustomerId {\n}\n"),
                becomes(
                        "package shop;\n\nimport io.github.kdpbridge.core.*;\n"
                                + "import io.github.kdpbridge.gen1facade.typed.*;\n\nclass Shop {\n    " + CANCEL
                                + "}\n",
                        "api.write(Gen1Requests.deletion(bean));"));
    }

    @Test
    void memberClassOfAParent_keepsTheBean() {
        rewriteRun(
                java("class Base {\n    static class CustomerId {\n    }\n}\n"),
                becomes(
                        "import io.github.kdpbridge.gen1facade.typed.*;\n\nclass Shop extends Base {\n    " + CANCEL
                                + "}\n",
                        "api.write(Gen1Requests.deletion(bean));"));
    }

    @Test
    void classOfThePackage_thatHidesAStarOfTheProject_keepsTheProject() {
        rewriteRun(
                java("package shop;\n\nclass KdpException extends RuntimeException {\n}\n"),
                keptWith(Words.NAME_TAKEN, """
                        package shop;

                        import io.github.kdpbridge.core.error.*;
                        import io.github.kdpbridge.gen1facade.typed.*;

                        class Shop {
                            Gen1ResellerApi api;
                            RefusedException refusal;
                        }
                        """));
    }

    @Test
    void response_moves_besideOneThatHasMoved() {
        rewriteRun(becomes(
                shop("""
                        String old(Gen1Receipt responseBody, Gen1Error responseError) {
                                return responseBody.getState() + responseError;
                            }

                            int sell() throws IOException {
                                Response<Gen1Receipt> response = api.upload(bean).execute();
                                return response.code();
                            }

                            void later() {
                                api.upload(bean).enqueue(%s);
                                api.delete(bean).enqueue(%s);
                            }
                        """.formatted(callback(), callback())),
                "responseBody = Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));",
                "thenApply(Gen1Requests::upload)",
                "thenApply(Gen1Requests::deletion)"));
    }

    private static String callback() {
        return """
                new Callback<Gen1Receipt>() {
                            @Override
                            public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> response) {
                                System.out.println(response.code());
                            }

                            @Override
                            public void onFailure(Call<Gen1Receipt> call, Throwable failure) {}
                        }""";
    }

    @Test
    void response_whoseNewNamesAreTaken_staysACall() {
        rewriteRun(becomes(shop("""
                        int sell(String responseBody) throws IOException {
                                Response<Gen1Receipt> response = api.upload(bean).execute();
                                return response.code();
                            }
                        """), Words.PREFIX + Words.TAKEN, "Gen1.shared(api).upload(bean).execute();"));
    }

    /** What is declared outside of the run keeps the type that it has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "static class Inner extends Library.Base { void sell(Gen1DevicesRequest bean) throws IOException {"
                        + " api.upload(bean).execute(); } }",
                "void sell() { Library.with(a -> { a.upload(bean).execute(); }); }",
                "void sell() { Library.with(this::sell); } void sell(Gen1ResellerApi api) {}",
                "Object first() { return Library.all().first(); }",
                "Gen1ResellerApi other = Library.instance(\"api\");"
            })
    void interface_ofALibrary_keepsTheProject(String member) {
        rewriteRun(keptWith(Words.FOREIGN, shop(member)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gen1ResellerApi mock = org.mockito.Mockito.mock();",
                "Object spy() { return org.mockito.Mockito.spy(api); }"
            })
    void mock_withoutAClass_keepsTheProject(String member) {
        rewriteRun(keptWith(Words.MOCKED, shop(member)));
    }

    /** The type of a ledger's program would be inferred, which is none of the interface that moved. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    List<Gen1ResellerApi> all(List<Gen2Client> all) { return all.stream().map(c -> Gen1.connect(c)).toList(); } | map(c -> Gen1.remembering(c))
                    void all(Gen2Client c, DeploymentProgram p) { var all = Gen1.connect(c); all = Gen1.connect(p); }            | var all = Gen1.remembering(c);
                    Optional<Gen1ResellerApi> all(Gen2Client c) { return Optional.of(Gen1.connect(c)).filter(a -> a != null); }  | Optional.of(Gen1.remembering(c))
                    Gen1ResellerApi all(Gen2Client c) { return (Gen1ResellerApi) Gen1.connect(c); }                              | (DeploymentProgram) Gen1.remembering(c)
                    """)
    void connection_whoseTypeIsInferred_isAProgram(String member, String part) {
        rewriteRun(becomes(shop(member), part));
    }

    @Test
    void comparison_hasParentheses_whereSomethingBindsMore() {
        rewriteRun(becomes(shop("""
                        String sell() throws IOException {
                                Response<Gen1Receipt> response = api.upload(bean).execute();
                                Object is = (Object) response.isSuccessful();
                                return "" + !response.isSuccessful() + is;
                            }
                        """), "(Object) (responseError == null)", "\"\" + (responseError != null) + is"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.upload(bean).execute();", "System.out.print(api.upload(bean).execute().body());"})
    void catchOfAllExceptions_getsAComment(String call) {
        rewriteRun(becomes(
                shop("void sell() {\n        try {\n            " + call
                        + "\n        } catch (Exception e) {\n            e.printStackTrace();\n        }\n    }"),
                "            // " + Words.PREFIX + Words.REFUSAL + "\n",
                "Gen1Requests.upload(bean)"));
    }

    /** A refusal would go where none went before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NullPointerException e     | System.out.print(e);                              | CATCH_RUNTIME
                    RuntimeException e         | System.out.print(e);                              | CATCH_RUNTIME
                    IllegalArgumentException e | System.out.print(e);                              | CATCH_RUNTIME
                    Exception e                | if (e instanceof IOException) System.out.print(e); | CATCH_CLASS
                    """)
    void catchThatWouldMeanSomethingElse_keepsTheCall(String caught, String handled, String words) throws Exception {
        rewriteRun(becomes(
                shop("void sell() throws Exception {\n        try {\n"
                        + "            System.out.print(api.upload(bean).execute().body().getState());\n"
                        + "        } catch (" + caught + ") {\n            " + handled + "\n        }\n    }"),
                Words.PREFIX + Words.class.getDeclaredField(words).get(null),
                "Gen1.shared(api).upload(bean).execute().body()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (bean != null) api.upload(bean).execute();",
                "while (bean != null) api.upload(bean).execute();",
                "Job job = () -> api.upload(bean).execute();"
            })
    void statement_withoutBraces_moves(String statement) {
        rewriteRun(becomes(
                shop(
                        "interface Job {\n        void run() throws IOException;\n    }\n\n    void sell() throws IOException {\n        "
                                + statement + "\n    }"),
                statement.replace("bean).execute()", "Gen1Requests.upload(bean))")));
    }

    /** The value of a bean may be another one when a loop comes around. */
    @Test
    void bean_thatALoopUses_staysABean() {
        rewriteRun(becomes(shop("""
                        void sell(String order) throws IOException {
                                Gen1DevicesRequest bean = new Gen1DevicesRequest();
                                bean.setTransactionId(order);
                                bean.setCustomerId("1");
                                bean.setResellerId("2");
                                bean.setRemoveTransactionId("3");
                                for (; order.length() < 3; order += "B") api.delete(bean).execute();
                            }
                        """), "api.write(Gen1Requests.deletion(bean));"));
    }

    @Test
    void callsOfOneStatement_haveTheReasonsOfEach() {
        rewriteRun(becomes(
                shop("Object sell() throws IOException {\n        return List.of(api.upload(bean).execute(),"
                        + " api.transactions(\"1\", null, null, 0, 1).execute());\n    }"),
                "        // " + Words.PREFIX + Words.RESPONSE_PASSED + "\n        // " + Words.PREFIX + Words.NO_EQUAL
                        + "\n        return"));
    }

    /** What the recipe says stands where what people wrote would stand. */
    @Test
    void callsOfOneCase_haveOneComment() {
        rewriteRun(becomes(shop("""
                        Object sell(int number) throws IOException {
                                switch (number) {
                                    case 1:
                                        return List.of(api.upload(bean).execute(), api.delete(bean).execute());
                                    default:
                                        return 0;
                                }
                            }
                        """), """
                        case 1:
                                        // TODO kdp-bridge: %s
                                        return List.of(Gen1.shared(api).upload(bean)""".formatted(Words.RESPONSE_PASSED)));
    }

    /** The native client says the number of pages only if the service does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "got.getTotalPage();",
                "Optional.of(got).map(Gen1DeviceList::getTotalPage);",
            })
    void devices_whoseNumberOfPagesIsRead_stayACall(String read) {
        rewriteRun(becomes(
                shop("Object pages() throws IOException {\n"
                        + "        Gen1DeviceList got = api.devices(\"1\", null, null, null, null).execute().body();\n"
                        + "        return " + read + "\n    }"),
                Words.PREFIX + Words.TOTAL_PAGE));
    }

    /** A bean of a library has an account already. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object made = Library.bean();",
                "java.util.function.Supplier<Object> made = Library::bean;",
            })
    void bean_ofALibrary_keepsTheProject(String made) {
        rewriteRun(
                spec -> spec.recipe(new ToNativeClient(null)),
                keptWith(
                        Words.ACCOUNT,
                        shop("void sell() throws IOException {\n        bean.setResellerId(\"1\");\n        " + made
                                + "\n        api.upload(bean).execute();\n    }")));
    }

    @Test
    void comment_inALine_hasALineOfItsOwn() {
        rewriteRun(becomes(
                shop("Object sell() throws IOException { return api.upload(bean).execute(); }"),
                "    Object sell() throws IOException {\n        // " + Words.PREFIX + Words.RESPONSE_PASSED
                        + "\n        return Gen1.shared(api).upload(bean).execute(); }"));
    }

    @Test
    void status_ofNoTransaction_staysACall() {
        rewriteRun(becomes(
                shop("void list() throws IOException {\n        api.status(\"1\", \"\").execute();\n"
                        + "        api.statusV2(\"1\", null, null).execute();\n    }"),
                "Gen1.shared(api).status(\"1\", \"\").execute();",
                "Gen1.shared(api).statusV2(\"1\", null, null).execute();"));
    }

    /** Nothing but an answer is a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object all(List<String> all) { return all.stream().filter(Objects::nonNull).toList(); }",
                "boolean all(java.util.stream.Stream<? extends Number> all) { return all.anyMatch(Objects::isNull); }",
            })
    void referenceToAComparison_ofSomethingElse_keepsNoCall(String member) {
        rewriteRun(becomes(
                shop(member + "\n\n    Object sell() throws IOException {"
                        + "\n        return api.upload(bean).execute().body();\n    }"),
                "return Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));"));
    }

    private static final String BOTH = """
            %s

                Gen1Status again(String order) throws IOException {
                    return api.status("1", order).execute().body();
                }

                String other() throws IOException {
                    return api.upload(bean).execute().body().getState();
                }
            """;

    /** A Response that moves has no body of a refusal either, and a value of one call says nothing of another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int s(String o) throws IOException { Response<Gen1Status> r = api.status(\"1\", o).execute();"
                        + " if (!r.isSuccessful() || r.body() == null) { return r.code(); }"
                        + " Gen1Status got = r.body(); return got == null ? 1 : 2; }",
                "void s(String o) throws IOException { Response<Gen1Status> r = api.status(\"1\", o).execute();"
                        + " Objects.requireNonNull(r.body()); Optional.ofNullable(r.body()); }",
                "Gen1Status s() { Gen1Status none = null; if (none == null) { none = new Gen1Status(); } return none; }",
                "boolean s(Map<String, Gen1CustomerList> cache) { return cache.get(\"PL\") != null; }",
            })
    void comparisonWithNull_thatNoAnswerOfACallGets_keepsNoCall(String member) {
        rewriteRun(becomes(
                shop(BOTH.formatted(member)),
                "return Gen1Answers.status(api.status(Gen1Requests.status(\"1\", order, null)));",
                "return Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean))).getState();"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object s(String o) throws IOException { return Optional.ofNullable(api.status(\"1\", o).execute().body()); }",
                "String s(String o) throws IOException { return Objects.toString(api.status(\"1\", o).execute().body(), \"-\"); }",
                "boolean s(String o) throws IOException { Gen1Status got = null; got = api.status(\"1\", o).execute().body();"
                        + " return null != got; }",
                "boolean s(String o) throws IOException { Gen1Status got; return (got = api.status(\"1\", o).execute().body())"
                        + " == null; }",
                "boolean s(String o) throws IOException { Object got = o == null ? null : api.status(\"1\", o).execute().body();"
                        + " return got == null; }",
            })
    void comparisonWithNull_keepsTheCallThatItsValueComesFrom(String member) {
        rewriteRun(becomes(
                shop(BOTH.formatted(member)),
                Words.NULL_BODY.formatted("Shop.java"),
                "Gen1.shared(api).status(\"1\", o).execute().body()",
                "return Gen1Answers.status(api.status(Gen1Requests.status(\"1\", order, null)));",
                "return Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean))).getState();"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean s(Gen1Status given) { return given == null; }",
                "Gen1Status last; boolean s() { return last == null; }",
                "boolean s(List<Object> all) { Gen1Status last = (Gen1Status) all.get(0); return last == null; }",
                "boolean s(String o) throws IOException { return again(o) == null; }",
                "boolean s(List<Gen1Status> all) { for (Gen1Status each : all) { if (each == null) { return true; } }"
                        + " return false; }",
            })
    void comparisonWithNull_ofAnyAnswerOfAClass_keepsItsCalls(String member) {
        rewriteRun(becomes(
                shop(BOTH.formatted(member)),
                Words.NULL_BODY.formatted("Shop.java"),
                "return Gen1.shared(api).status(\"1\", order).execute().body();",
                "return Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean))).getState();"));
    }

    /** No caller's catch of IOException gets what the call throws now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "void sell() throws IOException {\n        api.upload(bean).execute();\n    }",
                "void sell() throws InterruptedException, IOException {\n"
                        + "        try {\n            api.upload(bean).execute();\n        } finally {\n        }\n    }",
                "interface Job { void run() throws IOException; }\n\n    void sell() {\n"
                        + "        Job job = () -> api.upload(bean).execute();\n    }",
            })
    void refusalThatWasIgnored_getsAComment_whereACallerMayCatchIoException(String member) {
        rewriteRun(becomes(shop(member), "        // " + Words.PREFIX + Words.REFUSAL_THROWN + "\n        "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void sell() throws IOException {\n        api.upload(bean).execute().body();\n    }",
                "void sell() throws Exception {\n        api.upload(bean).execute();\n    }",
                "int sell() throws IOException {\n        Response<Gen1Receipt> got = api.upload(bean).execute();\n"
                        + "        return got.code();\n    }",
            })
    void refusalThatWasNotIgnored_orThatACallerCatches_getsNoComment(String member) {
        rewriteRun(java(
                shop(member),
                spec -> spec.after(actual -> {
                    assertThat(actual).contains("Gen1Requests.upload(bean)").doesNotContain(Words.PREFIX);
                    return actual;
                })));
    }

    /** The compiler chooses by the class of the exception. */
    private static final String OVERLOADS = """
                static class Base {
                    void alert(String text, Throwable e) {}
                }

                static class Log extends Base {
                    Log(Exception e) {}

                    static Log of(int number) {
                        return null;
                    }

                    <X extends RuntimeException> void alert(String text, X e) {}
                }

                static class Failure extends IllegalStateException {
                    Failure(Exception e) {}

                    Failure(RuntimeException e) {}
                }

                void alert(Exception e) {}

                void alert(RuntimeException e) {}

            """;

    private static String caught(String clauses) {
        return shop("IOException last;\n\n    void warn(IOException e) {}\n\n" + OVERLOADS
                + "    void sell(java.io.Closeable file) throws IOException {\n"
                + "        try {\n            api.upload(bean).execute();\n        } " + clauses + "\n    }");
    }

    /** Each reason has its own words. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
                    catch (IOException e) { System.out.print(e.getClass()); }                                   -> CATCH_CLASS
                    catch (IOException e) { if (e instanceof java.io.EOFException) { return; } }                -> CATCH_CLASS
                    catch (IOException e) { throw new java.io.UncheckedIOException(e); }                        -> CATCH_UNCHECKED
                    catch (IOException e) { IOException it = e; }                                               -> CATCH_DECLARED
                    catch (IOException e) { last = e; }                                                         -> CATCH_DECLARED
                    catch (IOException e) { warn(e); }                                                          -> CATCH_AS_IO
                    catch (IOException e) { e = new IOException(); }                                            -> CATCH_AS_IO
                    catch (IOException e) { if (e == last) { return; } }                                        -> CATCH_AS_IO
                    catch (IOException e) { alert(e); }                                                         -> CATCH_OVERLOAD
                    catch (IOException e) { Log.of(1).alert("no", e); }                                         -> CATCH_OVERLOAD
                    catch (IOException e) { throw new Failure(e); }                                             -> CATCH_OVERLOAD
                    catch (IOException e) { Thread t = new Thread() { public void run() { alert(e); } }; }      -> CATCH_OVERLOAD
                    catch (IOException e) { try { throw e; } catch (IOException again) { } }                    -> CATCH_AS_IO
                    catch (IOException | IllegalStateException e) { }                                           -> CATCH_SEVERAL
                    """)
    void catch_thatCannotChange_isTold(String clauses, String words) throws Exception {
        rewriteRun(becomes(
                caught(clauses),
                Words.PREFIX + Words.class.getDeclaredField(words).get(null),
                "Gen1.shared(api).upload(bean).execute();"));
    }

    @Test
    void catch_ofASubclass_isNamed() {
        rewriteRun(becomes(
                caught("catch (java.net.SocketTimeoutException e) {} catch (IOException e) {}"),
                Words.PREFIX + Words.CATCH_SUBCLASS.formatted("SocketTimeoutException"),
                "Gen1.shared(api).upload(bean).execute();"));
    }

    @Test
    void catch_withAResource_isTold() {
        rewriteRun(becomes(
                shop(
                        "void sell(java.io.Closeable file) {\n        try (java.io.Closeable open = file) {\n"
                                + "            api.upload(bean).execute();\n        } catch (IOException e) {\n        }\n    }"),
                Words.PREFIX + Words.CATCH_RESOURCE));
    }

    /** A failure goes where it went, and a refusal has a comment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "catch (IOException e) { System.err.print(e); throw e; }",
                "catch (IOException e) { } catch (Exception e) { System.out.print(e.getMessage()); }",
                "catch (IOException e) { } catch (IllegalStateException e) { }",
                "catch (IOException e) { Exception it = e; it = e; alert(it); }",
                "catch (IOException e) { if (e != null) { new Log(e); } }",
                "catch (IOException e) { throw new java.io.UncheckedIOException(new IOException(e)); }",
            })
    void catchOfIoException_moves_whereItsExceptionIsAny(String clauses) {
        rewriteRun(becomes(
                caught(clauses),
                Words.PREFIX + Words.REFUSAL + "\n            api.upload(Gen1Requests.upload(bean));",
                clauses.replaceFirst("IOException", "Gen1RequestException | KdpException")));
    }

    /** The recipe moves it when it is run again. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
                    Response<Gen1Receipt> got = api.upload(bean(order)).execute();                            -> Gen1.shared(api).upload(bean(order))
                    Gen1DevicesRequest made = bean(order); Response<Gen1Receipt> got = api.upload(made).execute(); -> Gen1Answers.error(Gen1Requests.upload(made), gotFailure)
                    """)
    void textOfARefusal_asksForAVariableOfTheBean(String call, String part) {
        rewriteRun(becomes(
                shop("Gen1DevicesRequest bean(String order) {\n        return bean;\n    }\n\n"
                        + "    void sell(String order) throws IOException {\n        " + call
                        + "\n        if (!got.isSuccessful()) {\n"
                        + "            throw new IllegalStateException(got.errorBody().string());\n        }\n    }"),
                part,
                part.startsWith("Gen1.shared") ? Words.PREFIX + Words.TEXT_OF_CALL : "gotError.getBody()"));
    }

    private static final String CODE = "(responseError == null ? 200 : responseError.getHttpStatus())";

    /** One of several classes of a run. */
    private static SourceSpecs oneOfSeveral(String member, String statement, String part) {
        String name = "abstract class Shop" + Integer.toHexString(statement.hashCode());
        return becomes(shop(member.formatted(statement)).replace("class Shop", name), part);
    }

    private static final String BOX = """
            int code;
                List<Object> all;

                static class Box extends ArrayList<Object> {
                    Box in;
                    int code;
                }

            """;

    /** A statement that makes its call before anything else. */
    @Test
    void responseThatIsAskedAtOnce_isAskedInAVariable() {
        String method = BOX + "    Object sell(Box box, boolean ok) throws IOException {\n        %s\n    }";
        rewriteRun(Stream.of(
                        "return api.upload(bean).execute().isSuccessful();|return responseError == null;",
                        "return Gen1.isSuccess(api.upload(bean).execute()) && ok;|return responseError == null && ok;",
                        "if (api.upload(bean).execute().isSuccessful()) {} return 2;|if (responseError == null) {} return 2;",
                        "int got = api.upload(bean).execute().code(); return got;|int got = CODE; return got;",
                        "this.code = api.upload(bean).execute().code(); return ok;|this.code = CODE; return ok;",
                        "box.code = api.upload(bean).execute().code(); return ok;|box.code = CODE; return ok;",
                        "this.all.add(api.upload(bean).execute().code()); return ok;|this.all.add(CODE); return ok;",
                        "ok &= !api.upload(bean).execute().isSuccessful(); return ok;|ok &= responseError != null; return ok;",
                        "return api.upload(bean).execute().code() == 200 ? 'a' : 'b';|return CODE == 200 ? 'a' : 'b';",
                        "System.out.print(api.upload(bean).execute().code()); return ok;|System.out.print(CODE); return ok;",
                        "return Objects.equals(200, api.upload(bean).execute().code());|return Objects.equals(200, CODE);",
                        "return new Date(api.upload(bean).execute().code());|return new Date(CODE);",
                        "throw new IOException(\"HTTP \" + api.upload(bean).execute().code());|throw new IOException(\"HTTP \" + CODE);",
                        "switch (api.upload(bean).execute().code()) { default: return ok; }|switch (CODE) { default: return ok; }",
                        "return (byte) (switch (api.upload(bean).execute().code()) { case 200 -> 1; default -> 2; });"
                                + "|return (byte) (switch (CODE) { case 200 -> 1; default -> 2; });")
                .map(both -> both.split("[|](?=[^|]*$)"))
                .map(both -> oneOfSeveral(
                        method,
                        both[0],
                        "responseBody = Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));\n"
                                + "        } catch (Gen1RequestException responseFailure) {\n"
                                + "            responseError = responseFailure.error();\n"
                                + "        } catch (KdpException responseFailure) {\n"
                                + "            responseError = Gen1Answers.error(responseFailure);\n"
                                + "        }\n        "
                                + both[1].replace("CODE", CODE) + "\n"))
                .toArray(SourceSpecs[]::new));
    }

    @Test
    void responsesThatAreAskedAtOnce_haveNamesOfTheirOwn() {
        rewriteRun(
                becomes(
                        shop("""
                        int code() throws IOException {
                                // First.
                                if (api.upload(bean).execute().isSuccessful()) {
                                    return 1;
                                }
                                String response3Body = "";

                                // Last.
                                return api.delete(bean).execute().code() + response3Body.length();
                            }

                            int other(Response<Gen1Receipt> response) throws IOException {
                                return api.upload(bean).execute().code();
                            }
                        """),
                        "        // First.\n        Gen1Receipt responseBody = null;",
                        "\n        if (responseError == null) {",
                        "\n\n        // Last.\n        Gen1Receipt response2Body = null;",
                        "\n        return (response2Error == null ? 200 : response2Error.getHttpStatus()) + response3Body",
                        "int other(Response<Gen1Receipt> response) throws IOException {\n        Gen1Receipt response2Body = null;"));
    }

    /** Something decides whether the call is made, or is evaluated before it. */
    @Test
    void responseThatIsAskedAtOnce_behindSomethingElse_staysACall() {
        String members = BOX + """
                    int[] array;
                    Box box;

                    abstract int next();

                    interface Callable {
                        Object call() throws IOException;
                    }

                    Object sell(boolean ok) throws IOException {
                        %s
                    }
                """;
        rewriteRun(Stream.of(
                        "return ok && api.upload(bean).execute().isSuccessful();",
                        "return ok ? api.upload(bean).execute().isSuccessful() : ok;",
                        "if (ok) return api.upload(bean).execute().isSuccessful(); return ok;",
                        "if (ok) {} else if (api.upload(bean).execute().isSuccessful()) {} return ok;",
                        "while (!api.upload(bean).execute().isSuccessful()) {} return ok;",
                        "return next() + api.upload(bean).execute().code();",
                        "code += api.upload(bean).execute().code(); return ok;",
                        "return Objects.equals(code, api.upload(bean).execute().code());",
                        "array[next()] = api.upload(bean).execute().code(); return ok;",
                        "box.in.code = api.upload(bean).execute().code(); return ok;",
                        "box.in.add(api.upload(bean).execute().code()); return ok;",
                        "return this.box.in.add(api.upload(bean).execute().code());",
                        "return false && api.upload(bean).execute().isSuccessful();",
                        "Callable call = () -> api.upload(bean).execute().code(); return call;")
                .map(statement -> oneOfSeveral(
                        members,
                        statement,
                        "        // " + Words.PREFIX + Words.RESPONSE_ASKED + "\n        "
                                + statement.replace("api.", "Gen1.shared(api).")))
                .toArray(SourceSpecs[]::new));
    }

    /** Nothing can stand before it. */
    @Test
    void responseThatAConstructorPassesOn_staysACall() {
        rewriteRun(becomes(
                shop("""
                        Shop(int code) {}

                            Shop(Gen1ResellerApi given, Gen1DevicesRequest one) throws IOException {
                                this(given.upload(one).execute().code());
                            }
                        """),
                "        // " + Words.PREFIX + Words.RESPONSE_FIRST
                        + "\n        this(Gen1.shared(given).upload(one).execute().code());"));
    }

    /** Whatever keeps the call, it stays as it was. */
    @Test
    void responseThatIsAskedAtOnce_andCannotMove_staysACall() {
        String call = "return api.upload(bean).execute().";
        rewriteRun(Stream.of(
                        call + "message();|" + Words.RESPONSE_USE,
                        call + "raw().code();|" + Words.RESPONSE_USE,
                        "try {\n            " + call
                                + "code();\n        } catch (java.net.ConnectException e) { return 0; }|"
                                + Words.CATCH_SUBCLASS.formatted("ConnectException"))
                .map(both -> both.split("[|]"))
                .map(both -> oneOfSeveral(
                        "Object sell() throws IOException {\n        %s\n    }",
                        both[0], Words.PREFIX + both[1] + "\n"))
                .toArray(SourceSpecs[]::new));
    }

    /** As it was written before variables were declared where they get their value. */
    @Test
    void response_thatIsDeclaredBeforeItsTry_isAskedBehindIt() {
        rewriteRun(becomes(shop("""
                        String sell(boolean old) throws IOException {
                                // Sells.
                                final Response<Gen1Receipt> response;
                                try {
                                    System.out.println("sells");
                                    response = api.upload(bean).execute();
                                } catch (IOException e) {
                                    return "unknown: " + e;
                                }
                                if (!response.isSuccessful()) {
                                    return "refused: " + response.code() + response.errorBody().string();
                                }
                                return response.body().getState();
                            }
                        """), """
                    String sell(boolean old) throws IOException {
                        // Sells.
                        Gen1Receipt responseBody = null;
                        Gen1Error responseError = null;
                        try {
                            System.out.println("sells");
                            try {
                                responseBody = Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));
                            } catch (Gen1RequestException responseFailure) {
                                responseError = responseFailure.error();
                            } catch (KdpException responseFailure) {
                                responseError = Gen1Answers.error(Gen1Requests.upload(bean), responseFailure);
                            }
                        } catch (Gen1RequestException | KdpException e) {
                            return "unknown: " + e;
                        }
                        if (responseError != null) {
                            return "refused: " + responseError.getHttpStatus() + responseError.getBody();
                        }
                        return responseBody.getState();
                    }
                """));
    }

    /** A field, a loop and an inner block have variables of their own, whatever their names. */
    @Test
    void response_isAskedByItsOwnVariableOnly() {
        rewriteRun(becomes(
                shop("""
                        Response<Gen1Receipt> got;

                            int sell(List<Response<Gen1Receipt>> all) throws IOException {
                                int sum = got.code();
                                for (Response<Gen1Receipt> got : all) { sum += got.code(); }
                                if (sum > 200) {
                                    Response<Gen1Receipt> got = api.delete(bean).execute();
                                    return got.isSuccessful() ? 1 : 2;
                                }
                                Response<Gen1Receipt> got = api.upload(bean).execute();
                                return got.isSuccessful() && this.got.isSuccessful() ? 3 : 4;
                            }

                            boolean delete() {
                                if (bean == null) { return got.isSuccessful(); }
                                Response<Gen1Receipt> got;
                                try {
                                    got = api.deleteV2(bean).execute();
                                } catch (IOException e) {
                                    return false;
                                }
                                return !got.isSuccessful();
                            }
                        """),
                "int sum = got.code();",
                "{ sum += got.code(); }",
                "return gotError == null ? 1 : 2;",
                "return gotError == null && this.got.isSuccessful() ? 3 : 4;",
                "{ return got.isSuccessful(); }",
                "return gotError != null;"));
    }

    /** All of one program had one memory, and a second one would send a repeated write again. */
    @Test
    void sharedInterface_thatNoCallIsMadeOnAtOnce_isAProgramWithOneMemory() {
        rewriteRun(becomes(
                shop("""
                        Gen1ResellerApi old(DeploymentProgram program) {
                                return Gen1.shared(program);
                            }

                            void sell(Gen2Client client) throws IOException {
                                Gen1ResellerApi named = Gen1.shared(client);
                                var other = Gen1.shared(client);
                                other = old(client);
                                use(Gen1.shared(other == named ? client : null));
                                Gen1.shared(client).upload(bean).execute();
                                Gen1.shared(client).transactions(null, null, null, null, null).execute();
                                named.transactions(null, null, null, null, null).execute();
                            }

                            void use(Gen1ResellerApi given) {}
                        """),
                "DeploymentProgram old(DeploymentProgram program) {",
                "return Gen1.sharedProgram(program);",
                "DeploymentProgram named = Gen1.sharedProgram(client);",
                "var other = Gen1.sharedProgram(client);",
                "use(Gen1.sharedProgram(other == named ? client : null));",
                " client.upload(Gen1Requests.upload(bean));",
                "Gen1.shared(client).transactions(null, null, null, null, null).execute();",
                "Gen1.shared(named).transactions(null, null, null, null, null).execute();"));
    }

    /** The recipe writes such a catch when the first of two calls moves; the other one moves in another run. */
    @Test
    void catchOfTheNativeClientsExceptions_keepsNoCall() {
        String method =
                "int sell(DeploymentProgram program) throws IOException {\n        try {\n            %s\n    }";
        String response = "Response<Gen1Receipt> got = Gen1.shared(program).upload(bean).execute();"
                + " return got.code(); } catch (";
        String statement = "Gen1.shared(program).upload(bean).execute(); return 1; } catch (";
        String all = "Gen1RequestException | KdpException | IOException e) {";
        rewriteRun(Stream.of(
                        response + all + " return 2; }->} catch (Gen1RequestException | KdpException e) { return 2; }",
                        response + "KdpException e) { return 3; }->} catch (KdpException e) { return 3; }",
                        response + "KdpException | IOException e) { return 4; }->"
                                + "} catch (Gen1RequestException | KdpException e) { return 4; }",
                        "try { " + response + "IOException e) { return 5; } } catch (KdpException e) { return 5; }->"
                                + "} catch (Gen1RequestException | KdpException e) { return 5; }",
                        response + "IOException e) { return 6; } catch (KdpException e) { return 6; }->"
                                + Words.CATCH_RUNTIME,
                        response + "KdpException e) { return 7; } catch (Exception e) { return 7; }->"
                                + Words.CATCH_RUNTIME,
                        "try { " + response + "KdpException e) { return 8; } } catch (IOException e) { return 8; }->"
                                + Words.CATCH_RUNTIME,
                        response + all + " throw (RuntimeException) e; }->" + Words.CATCH_CLASS,
                        statement + "KdpException e) { return 9; }->" + Words.REFUSAL,
                        statement + "java.net.ConnectException | KdpException e) { return 10; }->"
                                + Words.CATCH_SEVERAL)
                .map(both -> both.split("->"))
                .map(both -> {
                    String name = "abstract class Shop" + Integer.toHexString(both[0].hashCode());
                    return becomes(
                            "import io.github.kdpbridge.core.error.KdpException;\n"
                                    + shop(method.formatted(both[0])).replace("class Shop", name),
                            both[1]);
                })
                .toArray(SourceSpecs[]::new));
    }

    /** The try that the recipe writes would hold the argument too. */
    @Test
    void argument_thatDoesMoreThanTheCall_staysACall() {
        rewriteRun(Stream.of(
                        "Gen1DevicesRequest made; Response<Gen1Receipt> got = api.upload(made = bean).execute();"
                                + " return made.getOrderNo() + got.code();",
                        "Response<Gen1Receipt> got = api.upload(known(bean)).execute(); return got.code();",
                        "Gen1ResellerApi other; Response<Gen1Receipt> got = (other = api).upload(bean).execute();"
                                + " other.delete(bean).execute().body(); return got.code();",
                        "Response<Gen1Receipt> got; { got = api.upload(first(api.resellers(null).execute().body()))"
                                + ".execute(); } return got.code();",
                        "Response<Gen1Receipt> got = api.upload(new Known().bean).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(new Special().bean).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(new Special() {}.bean).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(new Field().bean).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(given(this::known)).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(given(it -> new Known().bean)).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(made(Known::new)).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(referred()).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(of(new Known[] {new Known()})).execute(); return got.code();",
                        "Response<Gen1Receipt> got = api.upload(moved(Gen1.connect(program))).execute(); return got.code();")
                .map(body -> oneOfSeveral("""
                        DeploymentProgram program;

                            interface Change {
                                Gen1DevicesRequest of(Gen1DevicesRequest bean) throws IOException;
                            }

                            interface Maker {
                                Known get() throws IOException;
                            }

                            class Known {
                                Gen1DevicesRequest bean;

                                Known() throws IOException {
                                    this(1);
                                }

                                Known(int number) throws IOException {
                                    list();
                                }
                            }

                            class Special extends Known {
                                Special() throws IOException {}
                            }

                            class Field {
                                Gen1DevicesRequest bean = first(Gen1Answers.customers(program.page(Gen1Requests.customers(null))));
                            }

                            static Gen1DevicesRequest given(Change change) {
                                return null;
                            }

                            static Gen1DevicesRequest made(Maker maker) {
                                return null;
                            }

                            static Gen1DevicesRequest of(Known[] all) {
                                return null;
                            }

                            Gen1DevicesRequest referred() {
                                return made(Known::new);
                            }

                            Gen1DevicesRequest moved(Object any) {
                                return first(program.page(Gen1Requests.customers(null)));
                            }

                            static Gen1DevicesRequest first(Object any) {
                                return null;
                            }

                            Gen1DevicesRequest known(Gen1DevicesRequest bean) throws IOException {
                                list();
                                return bean;
                            }

                            void list() throws IOException {
                                api.customers(null).execute().body();
                            }

                            Object sell() throws IOException {
                                %s
                            }""", body, Words.ARGUMENT))
                .toArray(SourceSpecs[]::new));
    }

    /** What makes no call stands in the try as well as before it. */
    @Test
    void argument_thatMakesNoCall_moves() {
        rewriteRun(Stream.of(
                        "api.upload(new Own().bean)",
                        "api.upload(given(Own::new))",
                        "api.upload(given(() -> new Own()))",
                        "api.upload(all[next++])",
                        "Gen1.connect(client()).upload(bean)")
                .map(call -> oneOfSeveral(
                        """
                        Gen1DevicesRequest[] all;
                            int next;

                            static class Own {
                                Gen1DevicesRequest bean;
                            }

                            interface Maker {
                                Own get();
                            }

                            static Gen1DevicesRequest given(Maker maker) {
                                return null;
                            }

                            static DeploymentProgram client() {
                                return io.github.kdpbridge.core.ledger.LedgerProgram.of(null, null);
                            }

                            int sell() throws IOException {
                                %s
                            }""",
                        "Response<Gen1Receipt> got = " + call + ".execute(); return got.code();",
                        "gotError = gotFailure.error();"))
                .toArray(SourceSpecs[]::new));
    }

    /** A value from before would be there still, beside the new one. */
    @Test
    void response_thatMayHaveAnotherValue_staysACall() {
        String loop = "Response<Gen1Receipt> got; do { got = api.upload(bean).execute(); } while (!got.isSuccessful());"
                + " return got.code();";
        rewriteRun(Stream.of(
                        loop + "|" + Words.RESPONSE_ASSIGNED,
                        "Response<Gen1Receipt> got = null; try { got = api.upload(bean).execute(); } finally {}"
                                + " return got.code();|" + Words.RESPONSE_ASSIGNED,
                        "if (ok) { last = api.upload(bean).execute(); } return last.code();|" + Words.RESPONSE_PASSED,
                        "switch (2) { default: Response<Gen1Receipt> got; try { got = api.upload(bean).execute(); }"
                                + " finally {} return got.code(); }|" + Words.RESPONSE_ASKED,
                        "switch (3) { default: Response<Gen1Receipt> got = api.upload(bean).execute();"
                                + " return got.code(); }|" + Words.RESPONSE_ASKED,
                        "Response<Gen1Receipt> got; if (ok) { got = api.upload(bean).execute(); }"
                                + " else { got = null; } return got.code();|" + Words.RESPONSE_ASSIGNED,
                        "Response<Gen1Receipt> got; try { got = api.upload(bean).execute(); } finally {}"
                                + " Callable call = () -> got.code(); return call;|" + Words.RESPONSE_USE,
                        "Response<Gen1Receipt> got = api.upload(bean).execute(); if (ok) { got = null; }"
                                + " return got.code();|" + Words.RESPONSE_ASSIGNED,
                        "int gotBody = 1; Response<Gen1Receipt> got; { got = api.upload(bean).execute(); }"
                                + " return gotBody + got.code();|" + Words.TAKEN)
                .map(both -> both.split("[|](?=still)"))
                .map(both -> oneOfSeveral(
                        "Response<Gen1Receipt> last;\n\n    interface Callable {\n        Object call();\n    }\n\n"
                                + "    Object sell(boolean ok) throws IOException {\n        %s\n    }",
                        both[0], both[1]))
                .toArray(SourceSpecs[]::new));
    }
}
