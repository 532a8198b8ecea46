package io.github.kdpbridge.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrewrite.java.Assertions.java;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;

/** What people wrote into code that a recipe replaces stays. */
@Tag("one-jdk")
class KeptCommentsTest implements RewriteTest {
    private static final Pattern NUMBERED = Pattern.compile("[/*]+ c\\d+(?= |\n)");

    @Override
    public void defaults(RecipeSpec spec) {
        TestParser.movesAtOnce(spec);
    }

    @Test
    void commentInAChain_standsBeforeItsStatement() {
        rewriteRun(java("""
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;

                class Shop {
                    void sell(Gen1ResellerApi api, Gen1DevicesRequest bean) throws Exception {
                        // Each evening.
                        api
                                .upload(bean) // the bean
                                /* now,
                                   at once */
                                .execute(); // done
                    }
                }
                """, """
                import io.github.kdpbridge.core.DeploymentProgram;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;

                class Shop {
                    void sell(DeploymentProgram api, Gen1DevicesRequest bean) throws Exception {
                        // Each evening.
                        // the bean
                        /* now,
                                   at once */
                        api.upload(Gen1Requests.upload(bean)); // done
                    }
                }
                """));
    }

    /** A label is no statement: the comment belongs to what is done there. */
    @Test
    void commentInACase_staysInTheCase() {
        String shop = """
                import io.github.kdpbridge.%s
                class Shop {
                    Object sell(%s api, Gen1DevicesRequest bean, int number) throws Exception {
                        switch (number) {
                            case 1:
                                %s;
                                break;
                            case 2: %s;
                            default:
                                return switch (number + 1) {
                                    case 3:
                                        %s;
                                        yield 1;
                                    default: yield 2;
                                };
                        }
                        return null;
                    }
                }
                """;
        String imports = """
                gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
                """;
        String becomes = """
                core.DeploymentProgram;
                import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
                import io.github.kdpbridge.gen1facade.typed.Gen1Requests;
                """;
        String moved = "api.upload(Gen1Requests.upload(bean))";
        rewriteRun(java(
                shop.formatted(
                        imports,
                        "Gen1ResellerApi",
                        "api.upload(bean) /* one */ .execute()",
                        "api.upload(bean) /* two */ .execute()",
                        "api.upload(bean) /* three */ .execute()"),
                shop.formatted(
                                becomes,
                                "DeploymentProgram",
                                "/* one */\n                " + moved,
                                "\n                /* two */\n                " + moved,
                                "/* three */\n                        " + moved)
                        .replace("case 2: \n", "case 2:\n")));
    }

    /** Each comment has a number of its own. */
    @Test
    void comments_areAsManyAsBefore_whereverTheyStand() {
        String shop = """
                /* c1 */
                // c2
                import io.github.kdpbridge.gen1facade.typed.*; // c3
                // c4
                import java.io.IOException; // c5
                // c6
                import retrofit2.Call; // c7
                // c8
                import retrofit2.Callback; // c9
                import retrofit2.Response; // c10

                class Shop {
                    private final Gen1ResellerApi /* c11 */ api = /* c12 */ Gen1.connect( /* c13 */ client() /* c14 */ ) /* c15 */ ; // c16

                    io.github.kdpbridge.core.DeploymentProgram client() {
                        return null;
                    }

                    void bean(String order, java.util.List<String> imeis) throws IOException {
                        Gen1DevicesRequest bean = new /* c17 */ Gen1DevicesRequest( /* c18 */ );
                        bean.setTransactionId(order /* c19 */ );
                        bean.setResellerId("4680000925");
                        bean.setCustomerId("1200000321") /* c20 */ ;
                        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, /* c21 */ imeis));
                        api.upload(bean).execute();
                    }

                    Object body(Gen1DevicesRequest bean) throws IOException {
                        return /* c22 */ api . /* c23 */ delete( /* c24 */ bean /* c25 */ ) /* c26 */ .execute( /* c27 */ ) /* c28 */ . body( /* c29 */ ) /* c30 */ ; // c31
                    }

                    String asked(Gen1DevicesRequest bean) {
                        /* c32 */ Response< /* c33 */ Gen1Receipt> /* c34 */ response /* c35 */ ; // c36
                        try { // c37
                            response = /* c38 */ api.upload(bean) /* c39 */ .execute(); // c40
                        } /* c41 */ catch ( /* c42 */ IOException /* c43 */ e /* c44 */ ) { // c45
                            return "io"; // c46
                        } // c47
                        if ( /* c48 */ ! /* c49 */ response /* c50 */ .isSuccessful( /* c51 */ ) /* c52 */ ) { // c53
                            return "" + Gen1.error( /* c54 */ response /* c55 */ ).get().getCode() /* c56 */ ; // c57
                        }
                        return response.code( /* c58 */ ) == /* c59 */ 200 && Gen1. /* c60 */ isSuccess(response) ? response /* c61 */ .body() /* c62 */ .getState() : null;
                    }

                    void later(Gen1DevicesRequest bean) {
                        // c63
                        api.upload(bean) // c64
                                .enqueue( /* c65 */ new Callback< /* c66 */ >() { // c67
                                    /** c68 */
                                    @Override // c69
                                    public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> /* c70 */ response) { // c71
                                        System.out.println(response.isSuccessful( /* c72 */ )); // c73
                                    } // c74

                                    // c75
                                    @Override
                                    public void onFailure(Call<Gen1Receipt> call, Throwable failure) {
                                        // c76
                                    }
                                    // c77
                                }); // c78
                    }

                    boolean first(Gen1DevicesRequest bean) throws IOException {
                        if (api.upload(bean) /* c79 */ .execute().isSuccessful()) { // c80
                            return true; }
                        /* c81 */ int code = /* c82 */ api.delete(bean) /* c83 */ .execute().code(); return code == 200; // c84
                    }
                }
                """;
        rewriteRun(java(
                shop,
                spec -> spec.after(actual -> {
                    assertThat(numbered(actual)).containsExactlyInAnyOrderElementsOf(numbered(shop));
                    assertThat(actual).contains("// c76\n                    } else {");
                    return actual;
                })));
    }

    private static List<String> numbered(String code) {
        return NUMBERED.matcher(code).results().map(MatchResult::group).toList();
    }
}
