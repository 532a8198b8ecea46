package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.xml.Assertions.xml;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.SourceSpecs;
import org.openrewrite.test.TypeValidation;

class ToNativeClientTest implements RewriteTest {
    private static final String TYPED = "import io.github.kdpbridge.gen1facade.typed.";

    @Override
    public void defaults(RecipeSpec spec) {
        TestParser.movesAtOnce(spec);
    }

    /** A class with one method around a call. */
    private static String shop(String body, String... beans) {
        StringBuilder imports = new StringBuilder();
        for (String bean : beans) {
            imports.append(TYPED).append(bean).append(";\n");
        }
        return imports + "\nclass Shop {\n    void sell(" + body + "\n    }\n}\n";
    }

    @Test
    void bean_passedBetweenClasses_movesInBoth() {
        rewriteRun(java("""
                        import io.github.kdpbridge.core.DeploymentProgram;
                        import io.github.kdpbridge.gen1facade.typed.Gen1;
                        import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                        class Connection {
                            static Gen1ResellerApi api(DeploymentProgram program) {
                                return Gen1.connect(program);
                            }
                        }
                        """, """
                        import io.github.kdpbridge.core.DeploymentProgram;
                        import io.github.kdpbridge.core.ledger.InMemoryLedger;
                        import io.github.kdpbridge.core.ledger.LedgerProgram;

                        class Connection {
                            static DeploymentProgram api(DeploymentProgram program) {
                                return program.remembersWrites() ? program : LedgerProgram.of(program, InMemoryLedger.create());
                            }
                        }
                        """), java("""
                        import io.github.kdpbridge.core.DeploymentProgram;
                        import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                        import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                        import io.github.kdpbridge.gen1facade.typed.Gen1Status;
                        import java.io.IOException;

                        class Shop {
                            private final Gen1ResellerApi api;

                            Shop(DeploymentProgram program) {
                                this.api = Connection.api(program);
                            }

                            void sell(Gen1DevicesRequest bean) throws IOException {
                                api.upload(bean).execute();
                                api.delete(bean).execute();
                            }

                            Gen1Status status(String order) throws IOException {
                                return api.statusV2("4680000925", order, null).execute().body();
                            }
                        }
                        """, """
                        import io.github.kdpbridge.core.DeploymentProgram;
                        import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
                        import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                        import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
                        import io.github.kdpbridge.gen1facade.typed.Gen1Status;
                        import java.io.IOException;

                        class Shop {
                            private final DeploymentProgram api;

                            Shop(DeploymentProgram program) {
                                this.api = Connection.api(program);
                            }

                            void sell(Gen1DevicesRequest bean) throws IOException {
                                // TODO kdp-bridge: a refusal, which this call ignored, is a KdpException now, which no catch of IOException in a caller gets: decide what becomes of it
                                api.upload(Gen1Requests.upload(bean));
                                // TODO kdp-bridge: a refusal, which this call ignored, is a KdpException now, which no catch of IOException in a caller gets: decide what becomes of it
                                api.write(Gen1Requests.deletion(bean));
                            }

                            Gen1Status status(String order) throws IOException {
                                return Gen1Answers.status(api.status(Gen1Requests.status("4680000925", order, null)));
                            }
                        }
                        """), java("""
                        class Poller {
                            void poll() throws Exception {
                                Connection.api(null).status("4680000925", "PO-1").execute();
                            }
                        }
                        """, """
                        import io.github.kdpbridge.gen1facade.typed.Gen1Requests;

                        class Poller {
                            void poll() throws Exception {
                                Connection.api(null).status(Gen1Requests.status("4680000925", "PO-1", null));
                            }
                        }
                        """));
    }

    @Test
    void response_askedInItsBlock_becomesTwoVariables() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import java.io.IOException;
                import retrofit2.Response;

                class Shop {
                    String sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws IOException {
                        Response<Gen1Receipt> response = api.upload(bean).execute();
                        if (!response.isSuccessful() || response.code() == 409) {
                            return "refused: " + Gen1.error(response).get().getCode();
                        }
                        return Gen1.isSuccess(response) ? response.body().getState() : "odd";
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.error.KdpException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Error;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1RequestException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
                import java.io.IOException;
                import java.util.Optional;

                class Shop {
                    String sell(DeploymentProgram api, Gen1DevicesRequest bean) throws IOException {
                        Gen1Receipt responseBody = null;
                        Gen1Error responseError = null;
                        try {
                            responseBody = Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));
                        } catch (Gen1RequestException responseFailure) {
                            responseError = responseFailure.error();
                        } catch (KdpException responseFailure) {
                            responseError = Gen1Answers.error(Gen1Requests.upload(bean), responseFailure);
                        }
                        if (responseError != null || (responseError == null ? 200 : responseError.getHttpStatus()) == 409) {
                            return "refused: " + Optional.ofNullable(responseError).get().getCode();
                        }
                        return responseError == null ? responseBody.getState() : "odd";
                    }
                }
                """));
    }

    @Test
    void bean_madeBeforeItsCall_becomesTheRequest() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import java.io.IOException;
                import java.util.List;

                class Shop {
                    void sell(Gen1ResellerApi api, String order, List<String> imeis) throws IOException {
                        Gen1DevicesRequest bean = new Gen1DevicesRequest();
                        bean.setTransactionId(order);
                        bean.setResellerId("4680000925");
                        bean.setCustomerId("1200000321");
                        bean.setVendorId("7850000063");
                        bean.setOrderNo("4711");
                        bean.setTransactionType(Gen1DevicesRequest.NEW);
                        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, imeis));
                        api.upload(bean).execute();
                    }

                    String takeBack(Gen1ResellerApi api, String order, List<String> numbers) throws IOException {
                        Gen1DevicesRequest bean = new Gen1DevicesRequest();
                        bean.setTransactionId(order);
                        bean.setResellerId("4680000925");
                        bean.setCustomerId("1200000321");
                        bean.setVendorId("");
                        bean.setDevices(new Gen1Devices("SN", numbers));
                        return api.delete(bean).execute().body().getState();
                    }

                    void cancel(Gen1ResellerApi api, String order) throws IOException {
                        Gen1DevicesRequest bean = new Gen1DevicesRequest();
                        bean.setTransactionId("RMA-1");
                        bean.setResellerId("4680000925");
                        bean.setCustomerId("1200000321");
                        bean.setRemoveTransactionId(order);
                        bean.setTransactionType("Delete");
                        api.delete(bean).execute();
                    }
                }
                """, """
                import io.github.kdpbridge.core.CustomerId;
                import io.github.kdpbridge.core.DeleteRequest;
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.Devices;
                import io.github.kdpbridge.core.RemovalRequest;
                import io.github.kdpbridge.core.TransactionId;
                import io.github.kdpbridge.core.UploadRequest;
                import io.github.kdpbridge.core.VendorId;
                import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
                import java.io.IOException;
                import java.util.List;

                class Shop {
                    void sell(DeploymentProgram api, String order, List<String> imeis) throws IOException {
                        // TODO kdp-bridge: a refusal, which this call ignored, is a KdpException now, which no catch of IOException in a caller gets: decide what becomes of it
                        api.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(order)).imeis(imeis).vendor(VendorId.of("7850000063")).orderNo("4711").build());
                    }

                    String takeBack(DeploymentProgram api, String order, List<String> numbers) throws IOException {
                        return Gen1Answers.receipt(api.delete(DeleteRequest.of(CustomerId.of("1200000321"), TransactionId.of(order), Devices.serialNumbers(numbers)))).getState();
                    }

                    void cancel(DeploymentProgram api, String order) throws IOException {
                        // TODO kdp-bridge: a refusal, which this call ignored, is a KdpException now, which no catch of IOException in a caller gets: decide what becomes of it
                        api.remove(new RemovalRequest(TransactionId.of("RMA-1"), CustomerId.of("1200000321"), null, TransactionId.of(order)));
                    }
                }
                """));
    }

    /** What is not surely the same as a request of the native client. */
    @Test
    void bean_thatIsNotSurelyTheRequest_staysABean() {
        String call = "api.upload(bean).execute();";
        String devices = "bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, imeis)); ";
        rewriteRun(Stream.of(
                        "bean.setVendorId(vendor); " + devices + call,
                        "bean.setOrderNo(vendor); " + devices + call,
                        "bean.setOrderTime(1L); " + devices + call,
                        "bean.setTransactionType(vendor); " + devices + call,
                        "bean.setTransactionType(\"Delete\"); " + devices + call,
                        "bean.setRemoveTransactionId(vendor); " + call,
                        "bean.setDevices(null); " + call,
                        "bean.setDevices(new Gen1Devices(vendor, imeis)); " + call,
                        "bean.setDevices(new Gen1Devices(\"SERIAL_NUMBER\", imeis)); " + call,
                        devices + "bean.setCustomerId(null); " + call,
                        devices + "System.out.println(bean); " + call,
                        devices + "System.out.println(); " + call,
                        devices + call + " System.out.println(bean);",
                        devices + "try { " + call + " } catch (java.io.IOException e) {}",
                        devices + "retrofit2.Response<Gen1Receipt> response = " + call)
                .map(statements -> keptWithCall(
                        """
                        import io.github.kdpbridge.gen1facade.typed.*;

                        class Shop%s {
                            void sell(Gen1ResellerApi api, String vendor, java.util.List<String> imeis) throws Exception {
                                Gen1DevicesRequest bean = new Gen1DevicesRequest();
                                bean.setTransactionId("PO-1");
                                bean.setResellerId("4680000925");
                                bean.setCustomerId("1200000321");
                                %s
                            }
                        }
                        """.formatted(name(statements), statements), "api.upload(Gen1Requests.upload(bean))"))
                .toArray(SourceSpecs[]::new));
    }

    private static final String POM = """
            <project>
              <dependencies>
                <dependency>
                  <groupId>com.squareup.retrofit2</groupId>
                  <artifactId>retrofit</artifactId>
                </dependency>
                <dependency>
                  <groupId>com.squareup.retrofit2</groupId>
                  <artifactId>converter-moshi</artifactId>
                </dependency>
                <dependency>
                  <groupId>io.github.kdpbridge</groupId>
                  <artifactId>kdp-bridge-gen1-facade</artifactId>
                </dependency>
                <dependency>
                  <groupId>io.github.kdpbridge</groupId>
                  <artifactId>kdp-bridge-gen2-client</artifactId>
                </dependency>
              </dependencies>
            </project>
            """;

    private static final String CANCEL = """
            import io.github.kdpbridge.gen1facade.typed.*;

            class Shop {
                void cancel(Gen1ResellerApi api) throws Exception {
                    Gen1DevicesRequest bean = new Gen1DevicesRequest();
                    bean.setTransactionId("RMA-1");
                    bean.setResellerId("4680000925");
                    bean.setCustomerId("1200000321");
                    bean.setRemoveTransactionId("PO-1");
                    api.delete(bean).execute();
                }
            }
            """;

    /** The artifacts that are left of the pom.xml above. */
    private void leaves(List<String> artifacts, SourceSpecs... sources) {
        SourceSpecs pom = xml(
                POM,
                spec -> spec.path("shop/pom.xml").after(actual -> {
                    assertThat(actual.lines().filter(line -> line.contains("artifactId")))
                            .extracting(line -> line.replaceAll(".*<artifactId>|</artifactId>", ""))
                            .isEqualTo(artifacts);
                    return actual;
                }));
        rewriteRun(Stream.concat(Stream.of(pom), Stream.of(sources)).toArray(SourceSpecs[]::new));
    }

    private static SourceSpecs inShop(String code, String name) {
        return java(
                code, spec -> spec.path("shop/src/main/java/" + name + ".java").after(actual -> actual));
    }

    @Test
    void dependencies_thatNothingUsesAnyMore_go() {
        leaves(List.of("kdp-bridge-gen2-client"), inShop(CANCEL, "Shop"));
    }

    @Test
    void dependencies_thatSomethingUses_stay() {
        leaves(
                List.of("retrofit", "kdp-bridge-gen1-facade", "kdp-bridge-gen2-client"),
                inShop(CANCEL, "Shop"),
                java(
                        "class Other {\n    retrofit2.Converter.Factory factory;\n}\n",
                        spec -> spec.path("other/src/main/java/Other.java")),
                properties("factory=io.github.kdpbridge.gen1facade.typed.Gen1"));
    }

    @Test
    void errorBody_becomesTheTextOfTheError() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import java.io.IOException;
                import retrofit2.Response;

                class Shop {
                    String sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws IOException {
                        Response<Gen1Receipt> response = api.upload(bean).execute();
                        return response.errorBody() == null ? "sold" : response.errorBody().string();
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.error.KdpException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Error;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1RequestException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
                import java.io.IOException;

                class Shop {
                    String sell(DeploymentProgram api, Gen1DevicesRequest bean) throws IOException {
                        Gen1Receipt responseBody = null;
                        Gen1Error responseError = null;
                        try {
                            responseBody = Gen1Answers.receipt(api.upload(Gen1Requests.upload(bean)));
                        } catch (Gen1RequestException responseFailure) {
                            responseError = responseFailure.error();
                        } catch (KdpException responseFailure) {
                            responseError = Gen1Answers.error(Gen1Requests.upload(bean), responseFailure);
                        }
                        return responseError == null ? "sold" : responseError.getBody();
                    }
                }
                """));
    }

    @Test
    void callback_becomesALambda_thatGetsRefusalsToo() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import retrofit2.Call;
                import retrofit2.Callback;
                import retrofit2.Response;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean, StringBuilder log) {
                        api.upload(bean).enqueue(new Callback<Gen1Receipt>() {
                            @Override
                            public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> response) {
                                if (!response.isSuccessful()) {
                                    log.append(response.code());
                                    return;
                                }
                                log.append(response.body().getState());
                            }

                            @Override
                            public void onFailure(Call<Gen1Receipt> call, Throwable failure) {
                                log.append(failure);
                            }
                        });
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.gen1facade.typed.Gen1Answers;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Error;
                import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;

                import java.util.concurrent.CompletableFuture;

                class Shop {
                    void sell(DeploymentProgram api, Gen1DevicesRequest bean, StringBuilder log) {
                        CompletableFuture.completedStage(bean).thenApply(Gen1Requests::upload).thenCompose(api::send).thenApply(Gen1Answers::receipt).whenCompleteAsync((responseBody, failure) -> {
                            Gen1Error responseError = Gen1Answers.errorOf(failure);
                            if (failure != null && responseError == null) {
                                log.append(failure);
                            } else {
                                if (responseError != null) {
                                    log.append(responseError.getHttpStatus());
                                    return;
                                }
                                log.append(responseBody.getState());
                            }
                        });
                    }
                }
                """));
    }

    /** What a lambda does not have, or what would not be the same any more. */
    @Test
    void callback_thatNeedsItsClass_staysACallback() {
        rewriteRun(Stream.of(
                        "call.cancel();",
                        "System.out.println(response);",
                        "System.out.println(this);",
                        "System.out.println(hashCode());",
                        "onFailure(call, null);",
                        "int bean = 1;",
                        "int failure = 1;",
                        "try { response.errorBody().string(); } catch (java.io.IOException e) {}")
                .map(statement -> keptWithCall(
                        """
                        import io.github.kdpbridge.gen1facade.typed.*;
                        import retrofit2.*;

                        class Shop%s {
                            void sell(Gen1ResellerApi api, Gen1DevicesRequest bean) {
                                api.upload(bean).enqueue(new Callback<Gen1Receipt>() {
                                    @Override
                                    public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> response) {
                                        %s
                                    }

                                    @Override
                                    public void onFailure(Call<Gen1Receipt> call, Throwable failure) {}
                                });
                            }
                        }
                        """.formatted(name(statement), statement),
                        Words.CALLBACK,
                        "Gen1.shared(api).upload(bean).enqueue("))
                .toArray(SourceSpecs[]::new));
    }

    /** The text of an error can be read once, and a call in its request may give another request. */
    @Test
    void errorBody_thatMayBeAnother_staysACall() {
        rewriteRun(Stream.of(
                        "bean).execute(); response.errorBody().string(); response.errorBody().string();",
                        "bean).execute(); response.errorBody().string(); Gen1.error(response);",
                        "bean).execute(); while (true) response.errorBody().string();",
                        "bean).execute(); try { response.errorBody().string(); } catch (java.io.IOException e) {}",
                        "bean).execute(); response.errorBody().bytes();",
                        "create()).execute(); response.errorBody().string();")
                .map(statement -> keptWithCall(
                        """
                        import io.github.kdpbridge.gen1facade.typed.*;
                        import retrofit2.Response;

                        abstract class Shop%s {
                            abstract Gen1DevicesRequest create();

                            void sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws Exception {
                                Response<Gen1Receipt> response = api.upload(%s
                            }
                        }
                        """.formatted(name(statement), statement),
                        statement.startsWith("create")
                                ? Words.TEXT_OF_CALL
                                : statement.contains("while") || statement.contains("bytes")
                                        ? Words.RESPONSE_USE
                                        : Words.TEXT,
                        "Gen1.shared(api).upload("))
                .toArray(SourceSpecs[]::new));
    }

    /** Returns a part of a class name for a case. */
    private static String name(String statement) {
        return Integer.toHexString(statement.hashCode());
    }

    @Test
    void caughtException_becomesThoseThatAreThrown() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import java.io.IOException;

                class Shop {
                    boolean sell(Gen1ResellerApi api, Gen1DevicesRequest bean) {
                        try {
                            api.uploadV2(bean).execute();
                            return true;
                        } catch (IOException e) {
                            System.out.println(e.getMessage());
                            return false;
                        }
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.error.KdpException;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1RequestException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;

                class Shop {
                    boolean sell(DeploymentProgram api, Gen1DevicesRequest bean) {
                        try {
                            // TODO kdp-bridge: %s
                            api.upload(Gen1Requests.upload(bean));
                            return true;
                        } catch (Gen1RequestException | KdpException e) {
                            System.out.println(e.getMessage());
                            return false;
                        }
                    }
                }
                """.formatted(Words.REFUSAL)));
    }

    @Test
    void caughtException_staysBesideTheNewOnes_whileSomethingThrowsIt() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                import java.io.IOException;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean, Appendable log) {
                        try {
                            api.upload(bean).execute();
                            log.append("sold");
                        } catch (IOException e) {
                            throw new IllegalStateException("not sold", e);
                        }
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.core.error.KdpException;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1RequestException;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
                import java.io.IOException;

                class Shop {
                    void sell(DeploymentProgram api, Gen1DevicesRequest bean, Appendable log) {
                        try {
                            // TODO kdp-bridge: %s
                            api.upload(Gen1Requests.upload(bean));
                            log.append("sold");
                        } catch (Gen1RequestException | KdpException | IOException e) {
                            throw new IllegalStateException("not sold", e);
                        }
                    }
                }
                """.formatted(Words.REFUSAL)));
    }

    /** Each is a call that the recipe is not sure of: the statement, and the words that it gets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    api.upload(bean).enqueue(null);          | upload(bean).enqueue(null);          | CALLBACK
                    api.status("4680000925", "PO-1").enqueue(null); | status("4680000925", "PO-1").enqueue(null); | ENQUEUE
                    retrofit2.Call<?> call = api.upload(bean); | upload(bean);                      | CALL_KEPT
                    api.transactions("4680000925", null, null, 0, 10).execute(); | transactions("4680000925", null, null, 0, 10).execute(); | NO_EQUAL
                    api.status("4680000925", "PO-1", null, 1, 10).execute();     | status("4680000925", "PO-1", null, 1, 10).execute();     | NO_EQUAL
                    var all = java.util.List.of(api.upload(bean).execute()); | upload(bean).execute()); | RESPONSE_PASSED
                    """)
    void call_ofAnotherForm_staysOnGeneration1(String before, String after, String words) throws Exception {
        String text = (String) Words.class.getDeclaredField(words).get(null);
        String start = before.substring(0, before.indexOf("api."));
        String imports = "import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;\n";
        String body =
                "\nclass Shop {\n    void sell(%s api, Gen1DevicesRequest bean) throws Exception {\n%s        %s\n    }\n}\n";
        rewriteRun(java(
                imports + TYPED + "Gen1ResellerApi;\n" + body.formatted("Gen1ResellerApi", "", before),
                "import io.github.kdpbridge.core.DeploymentProgram;\n" + TYPED + "Gen1;\n" + imports
                        + body.formatted(
                                "DeploymentProgram",
                                "        // " + Words.PREFIX + text + "\n",
                                start + "Gen1.shared(api)." + after)));
    }

    @Test
    void secondRun_changesNothing() {
        rewriteRun(
                spec -> spec.expectedCyclesThatMakeChanges(0),
                java("import io.github.kdpbridge.core.DeploymentProgram;\n" + TYPED + "Gen1;\n" + TYPED
                        + "Gen1DevicesRequest;\n" + TYPED + "Gen1Requests;\n"
                        + """

                        class Shop {
                            void sell(DeploymentProgram api, Gen1DevicesRequest bean) {
                                api.upload(Gen1Requests.upload(bean));
                                // TODO kdp-bridge: %s
                                Gen1.shared(api).upload(bean).enqueue(null);
                            }
                        }
                        """.formatted(Words.CALLBACK)));
    }

    /** Each keeps the whole project on generation 1: a type that is passed on cannot change in half of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Gen1ResellerApi other = Gen1.connect("https://gateway.example", "key"); | CONNECT
                    Object type = Gen1ResellerApi.class;                                     | CLASS_LITERAL
                    java.util.function.Function<Gen1DevicesRequest, Object> f = api::upload; | REFERENCE
                    """)
    void useThatCannotMove_keepsTheProject(String statement, String words) throws Exception {
        String text = (String) Words.class.getDeclaredField(words).get(null);
        String code = """
                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws Exception {
                        api.upload(bean).execute();
                %s        %s
                    }
                }
                """;
        rewriteRun(java(
                code.formatted("", statement), code.formatted("        // " + Words.PREFIX + text + "\n", statement)));
    }

    /** A program serves one account, so each of the requests must be seen to have the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (de) bean.setResellerId(\"111\"); else bean.setResellerId(\"222\");",
                "(de ? api.status(\"111\", \"PO-1\") : api.status(\"222\", \"PO-1\")).execute();",
                "api.status(System.getenv(\"RESELLER\"), \"PO-1\").execute();",
                "java.util.function.Consumer<String> setter = bean::setResellerId;",
                "api.upload(bean).execute();",
                "com.google.common.base.Function<Class<?>, Object> json = null; bean.setResellerId(\"111\");"
                        + " Object read = json.apply(Gen1DevicesRequest.class);",
                "bean.setResellerId(\"111\"); Object read = new java.util.ArrayList<Gen1DevicesRequest>() {};"
            })
    void accounts_thatMayBeSeveral_keepTheProject(String statement) {
        rewriteRun(spec -> spec.recipe(new ToNativeClient(null)), keptWith(Words.ACCOUNT, """
                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean, boolean de) throws Exception {
                        %s
                    }
                }
                """.formatted(statement)));
    }

    /** Whatever it becomes has the interface, and the comment. */
    static SourceSpecs keptWith(String words, String code) {
        return java(
                code,
                spec -> spec.after(actual -> {
                    assertThat(actual)
                            .contains("Gen1ResellerApi", Words.PREFIX + words)
                            .doesNotContain("Gen1Requests");
                    return actual;
                }));
    }

    @Test
    void account_thatIsOneConstant_moves() {
        rewriteRun(
                spec -> spec.recipe(new ToNativeClient(null)),
                java(
                        "import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;\n" + TYPED
                                + "Gen1DevicesRequest;\n"
                                + shop("Gen1ResellerApi api, Gen1DevicesRequest bean) throws Exception {\n"
                                        + "        bean.setResellerId(\"111\");\n        api.upload(bean).execute();"),
                        spec -> spec.after(actual -> {
                            assertThat(actual).contains("api.upload(Gen1Requests.upload(bean));");
                            return actual;
                        })));
    }

    @Test
    void switchExpression_staysCompilable() {
        rewriteRun(keptWithCall("""
                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    Object sell(Gen1ResellerApi api, Gen1DevicesRequest bean, int kind) throws Exception {
                        return switch (kind) {
                            case 1 -> api.upload(bean).execute();
                            default -> null;
                        };
                    }
                }
                """, "Gen1.shared(api).upload(bean).execute()"));
    }

    private static SourceSpecs keptWithCall(String code, String... parts) {
        return java(
                code,
                spec -> spec.after(actual -> {
                    assertThat(actual).contains(parts);
                    return actual;
                }));
    }

    @Test
    void program_thatIsACall_isAskedForOnce() {
        rewriteRun(keptWithCall("""
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.gen1facade.typed.Gen1;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                abstract class Shop {
                    abstract DeploymentProgram create();

                    Gen1ResellerApi api() {
                        return Gen1.connect(create());
                    }
                }
                """, "DeploymentProgram api() {", "return Gen1.remembering(create());"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class KdpException {}",
                "static void sell(io.github.kdpbridge.core.DeploymentProgram api, int other) {}"
                        + " static void sell(Gen1ResellerApi api, int other) {}",
                "@interface MockBean {} @MockBean Gen1ResellerApi mock;"
            })
    void member_thatCannotMove_keepsTheProject(String member) {
        String words = member.startsWith("class")
                ? Words.NAME_TAKEN
                : member.startsWith("static") ? Words.DUPLICATE : Words.MOCKED;
        rewriteRun(keptWith(words, """
                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    Gen1ResellerApi api;

                    %s
                }
                """.formatted(member)));
    }

    @Test
    void classOfTheSamePackage_withAName_thatIsImported_keepsTheProject() {
        rewriteRun(
                java("package shop;\n\nclass KdpException extends RuntimeException {\n}\n"),
                keptWith(Words.NAME_TAKEN, """
                package shop;

                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    void sell(Gen1ResellerApi api) {
                        throw new KdpException();
                    }
                }
                """));
    }

    /** Each of these can throw an IOException still, and has to be caught. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.call();",
                "try (java.io.Closeable each = file) { System.out.println(each); }",
                "new Thread(\"\" + System.in.read()) {};",
                "new Object() { int read = System.in.read(); };",
            })
    void caughtException_stays_whileSomethingMayThrowIt(String statement) {
        rewriteRun(keptWithCall(
                """
                import io.github.kdpbridge.gen1facade.typed.*;
                import java.io.IOException;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean, java.util.concurrent.Callable<String> call,
                            java.io.Closeable file) throws Exception {
                        try {
                            api.upload(bean).execute();
                            %s
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """.formatted(statement),
                "catch (Gen1RequestException | KdpException | IOException e)",
                Words.REFUSAL));
    }

    @Test
    void caughtException_thatATypeVariableMayBe_keepsTheCall() {
        rewriteRun(keptWithCall("""
                import io.github.kdpbridge.gen1facade.typed.*;
                import java.io.IOException;

                class Shop {
                    interface Task<X extends Exception> {
                        void run() throws X;
                    }

                    <X extends Exception> void sell(Gen1ResellerApi api, Gen1DevicesRequest bean, Task<X> task) throws X {
                        try {
                            api.upload(bean).execute();
                            task.run();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """, Words.CATCH_UNCLEAR, "Gen1.shared(api).upload(bean).execute()"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.stream.Stream.of(list).filter(java.util.Objects::nonNull);",
                "Object is = list instanceof Gen1CustomerList;",
                "assertNull(list);"
            })
    void body_thatIsJudgedAsNull_staysACall(String judgement) {
        rewriteRun(keptWithCall("""
                import io.github.kdpbridge.gen1facade.typed.*;

                class Shop {
                    static void assertNull(Object it) {}

                    void list(Gen1ResellerApi api, Gen1ListRequest bean) throws Exception {
                        Gen1CustomerList list = api.customers(bean).execute().body();
                        %s
                    }
                }
                """.formatted(judgement), Words.NULL_BODY.formatted("Shop.java")));
    }

    @Test
    void account_thatIsNoConstant_movesIfThereIsOneReseller() {
        rewriteRun(
                spec -> spec.recipe(new ToNativeClient(true)),
                java(
                        "import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;\n"
                                + shop("Gen1ResellerApi api, String reseller) throws Exception {\n"
                                        + "        api.status(reseller, \"PO-1\").execute();"),
                        "import io.github.kdpbridge.core.DeploymentProgram;\n" + TYPED + "Gen1Requests;\n"
                                + shop("DeploymentProgram api, String reseller) throws Exception {\n"
                                        + "        api.status(Gen1Requests.status(reseller, \"PO-1\", null));")));
    }

    @Test
    void classOfTheSameName_keepsTheProject() {
        String code = """
                import com.google.common.base.Optional;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                %sclass Shop {
                    Optional<Gen1ResellerApi> api;
                }
                """;
        rewriteRun(java(code.formatted(""), code.formatted("// " + Words.PREFIX + Words.NAME_TAKEN + "\n")));
    }

    @Test
    void code_thatDoesNotCompile_keepsTheProject() {
        String code = """
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                %sclass Shop {
                    Gen1ResellerApi api;
                    Missing missing;
                }
                """;
        rewriteRun(
                spec -> spec.typeValidationOptions(TypeValidation.none()),
                java(code.formatted(""), code.formatted("// " + Words.PREFIX + Words.UNKNOWN_TYPES + "\n")));
    }

    @Test
    void bean_ofSpring_getsAComment_unlessItIsPrimary() {
        String code = """
                import io.github.kdpbridge.core.DeploymentProgram;
                %s
                class Configuration {
                    @interface Bean {}

                    @interface Primary {}

                %s    @Bean
                    %s one(%s api) {
                        return api;
                    }

                    @Bean
                    @Primary
                    %s other(%s api) {
                        return api;
                    }
                }
                """;
        String api = "Gen1ResellerApi";
        String program = "DeploymentProgram";
        rewriteRun(java(
                code.formatted(TYPED + "Gen1ResellerApi;\n", "", api, api, api, api),
                code.formatted("", "    // " + Words.PREFIX + Words.BEAN + "\n", program, program, program, program)));
    }

    @Test
    void implementation_keepsTheProject() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                abstract class Fake implements Gen1ResellerApi {
                }
                """, """
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                // TODO kdp-bridge: %s
                abstract class Fake implements Gen1ResellerApi {
                }
                """.formatted(Words.IMPLEMENTED)));
    }

    /** The error is there where nothing but a refusal comes. */
    @Test
    void code_ofARefusal_isThatOfItsError() {
        String known = "responseError.getHttpStatus()";
        String unknown = "(responseError == null ? 200 : responseError.getHttpStatus())";
        rewriteRun(keptWithCall(
                """
                import io.github.kdpbridge.gen1facade.typed.*;
                import retrofit2.Response;

                class Shop {
                    int sell(Gen1ResellerApi api, Gen1DevicesRequest bean, boolean ok) throws Exception {
                        Response<Gen1Receipt> response = api.upload(bean).execute();
                        if (!response.isSuccessful() && ok) {
                            return 1 + response.code();
                        } else if (ok || Gen1.isSuccess(response)) {
                            return 2 + response.code();
                        } else if (!response.isSuccessful() && response.code() == 409) {
                            return response.isSuccessful() ? 3 + response.code() : 4 + response.code();
                        } else {
                            return ok && response.isSuccessful() ? 5 : 6 + response.code();
                        }
                    }

                    int list(Gen1ResellerApi api, Gen1ListRequest bean, boolean ok) throws Exception {
                        Response<Gen1CustomerList> response = api.customers(bean).execute();
                        if (!response.isSuccessful() || response.code() == 201) {
                            return 7 + response.code();
                        }
                        return (ok ? response.isSuccessful() : ok) ? 8 : 9 + response.code();
                    }
                }
                """,
                "return 1 + " + known + ";",
                "return 2 + " + unknown + ";",
                "} else if (responseError != null && " + known + " == 409) {",
                " : 4 + " + known + ";",
                "6 + " + known + ";",
                "if (responseError != null || " + unknown + " == 201) {",
                "return 7 + " + unknown + ";",
                "9 + " + unknown + ";"));
    }
}
