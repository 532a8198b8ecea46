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
import org.openrewrite.java.JavaParser;
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
        classPath = Stream.concat(JavaParser.runtimeClasspath().stream(), Stream.of(library))
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
        spec.recipe(new ToNativeClient(true))
                .parser(TestParser.create(classPath))
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
        facts.moves().prepare(facts, each -> {
            throw new IllegalStateException("told by the test");
        });
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
                    Exception e                | if (e instanceof IOException) System.out.print(e); | CATCH
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
                "        // " + Words.PREFIX + Words.RESPONSE_PASSED + "; " + Words.NO_EQUAL + "\n        return"));
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
}
