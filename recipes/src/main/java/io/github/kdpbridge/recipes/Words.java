package io.github.kdpbridge.recipes;

import java.util.Set;

/** What the comments in the code say. Each tells what to do; docs/recipes.md has the same with examples. */
final class Words {
    /** Begins each comment, so that a second run recognizes it. */
    static final String PREFIX = "TODO kdp-bridge: ";

    /** Ends what is to be done before another run, which judges anew. */
    static final String AGAIN = ", then run the recipe again";

    /** Begins what is said of a call that does not move. */
    static final String STILL = "still generation 1: ";

    static final String ACCOUNT =
            "the account of the requests is not one constant that can be seen, and a program serves one reseller:"
                    + " use one constant, or set oneReseller"
                    + AGAIN;
    static final String UNKNOWN_TYPES = "some types of this file are unknown: make the module compile" + AGAIN;
    static final String CONNECT = "only Gen1.connect(program) can move: build a Gen2Client and connect to that" + AGAIN;
    static final String IMPLEMENTED =
            "this class is a Gen1ResellerApi: write it as a DeploymentProgram, or test with KdpSimulator" + AGAIN;
    static final String MOCKED =
            "a mock of Gen1ResellerApi answers calls of generation 1: test with KdpSimulator" + AGAIN;
    static final String FAILURE =
            "the recipe fails in this file with a %s, so that nothing moves: please report it with the stack trace, which Maven shows with -X, and move by hand";
    static final String CLASS_LITERAL =
            "Gen1ResellerApi is used by its class: create it with Gen1.connect(program)" + AGAIN;
    static final String FOREIGN =
            "a class outside of this project takes or gives a Gen1ResellerApi: move that one first" + AGAIN;
    static final String REFERENCE = "Gen1ResellerApi:: cannot move: write a lambda" + AGAIN;
    static final String NAME_TAKEN = "another class has the name of one of the native client: rename it" + AGAIN;
    static final String DUPLICATE =
            "another method takes a DeploymentProgram in place of the Gen1ResellerApi: rename one" + AGAIN;
    static final String OTHER_LANGUAGE = "only Java can move, and this file uses Gen1ResellerApi";

    static final String ENQUEUE =
            STILL + "use send(Gen1Requests...).whenComplete of the same program instead of enqueue";
    static final String CALLBACK =
            STILL + "write the callback as new Callback() {...} with its two methods, which use nothing but their"
                    + " second parameters, isSuccessful, code, body, Gen1.isSuccess and Gen1.error, and no name twice"
                    + AGAIN;
    static final String CALL_KEPT = "still generation 1: the Call is kept or passed on; call execute() here" + AGAIN;
    static final String NO_EQUAL =
            STILL + "the native client has no equal call; see docs/recipes.md of kdp-bridge for what takes its place";
    static final String TOTAL_PAGE = STILL + "getTotalPage() is read; use program.allDevices, which fetches all pages";
    static final String NULL_BODY =
            STILL + "a body is compared with null in %s; put the Response into a variable, which moves with its"
                    + " comparisons"
                    + AGAIN;
    static final String RESPONSE_USE =
            STILL + "of this Response, only isSuccessful, code, body, errorBody().string() once, Gen1.isSuccess and"
                    + " Gen1.error can move";
    static final String TEXT_OF_CALL =
            STILL + "the text of a refusal tells of its request, which is made twice for it: put each argument of this"
                    + " call into a variable"
                    + AGAIN;
    static final String ARGUMENT = STILL
            + "an argument, or what this call is made on, assigns a variable or makes a call of its own, which would be caught"
            + " together with this one: put it into a variable"
            + AGAIN;
    static final String RESPONSE_PASSED =
            STILL + "put the Response into a variable of its own, and use it in this block only" + AGAIN;
    static final String RESPONSE_ASKED = STILL
            + "put this Response into a variable of its own, in braces and behind what decides whether the call is"
            + " made"
            + AGAIN;
    static final String RESPONSE_FIRST = STILL
            + "nothing can stand before this(...) or super(...): make the call in a static method that returns what is asked"
            + AGAIN;
    static final String RESPONSE_ASSIGNED = STILL
            + "the variable of this Response has another value too, or one from another round of a loop: put it into a"
            + " variable of its own that is declared with this call, and use that in its block only"
            + AGAIN;
    static final String TEXT = STILL
            + "the text of a refusal is read in a try of its own, twice, or beside Gen1.error: read it once, in the try of"
            + " this call, and put it into a variable"
            + AGAIN;
    static final String TAKEN = STILL
            + "rename the variables that have the name of this Response with Body, Error or Failure behind it" + AGAIN;
    static final String CATCH_RUNTIME =
            STILL + "a catch around this call would get refusals, which are RuntimeExceptions: judge the response"
                    + " by isSuccessful, outside of it"
                    + AGAIN;
    static final String CATCH_CLASS =
            STILL + "a caught exception is asked for its class, which is another one in the native client: leave that"
                    + " out"
                    + AGAIN;
    static final String CATCH_SUBCLASS =
            STILL + "%s is caught, which the native client never throws: catch IOException alone" + AGAIN;
    static final String CATCH_SEVERAL =
            STILL + "IOException is caught together with others: catch it in a clause of its own" + AGAIN;
    static final String CATCH_RESOURCE = STILL
            + "a try with a resource catches IOException: put the resource into an inner try without a catch" + AGAIN;
    static final String CATCH_UNCLEAR =
            STILL + "something in the try around this call throws a type variable, which may be an IOException:"
                    + " take it out of the try"
                    + AGAIN;
    static final String CATCH_DECLARED =
            STILL + "the caught IOException is put into a variable: declare that as an Exception, and wrap it where"
                    + " an IOException is thrown"
                    + AGAIN;
    static final String CATCH_UNCHECKED = STILL + "an UncheckedIOException takes nothing but an IOException: write"
            + " new UncheckedIOException(new IOException(e))"
            + AGAIN;
    static final String CATCH_AS_IO =
            STILL + "the caught exception is used as an IOException: use it as an Exception" + AGAIN;

    static final String CATCH_OVERLOAD = STILL
            + "another method of this name takes a RuntimeException, and would get the caught exception: put it into a variable"
            + " that is declared as an Exception, and pass that"
            + AGAIN;

    static final String REFUSAL =
            "the catch below gets refusals too, which this call ignored: decide what becomes of them";
    static final String REFUSAL_THROWN =
            "a refusal, which this call ignored, is a KdpException now, which no catch of IOException in a caller gets:"
                    + " decide what becomes of it";
    static final String BEAN = "this bean is a DeploymentProgram now: make it @Primary if there is another one";

    static final String BEAN_NAME =
            "if this is a bean of kdp-bridge's Spring Boot starter, call it %sDeploymentProgram, as its type is called now";
    static final String WIRED =
            "the interface of generation 1 is named here, where no recipe can change its type: give it its place in Java, such as by"
                    + " a @Bean method that returns Gen1.connect(program)"
                    + AGAIN;

    static final String HOST_LEFT =
            "a host of generation 1 is left here, put together or without its scheme: use the URL of the gateway instead";

    static final String HOST_TWICE =
            "both hosts of generation 1 become the URL of the gateway, and a switch, Set.of, the keys of a map or the"
                    + " values of a BiMap cannot have it twice: write it once there";

    static final String WHICH_CLIENT =
            "if this client calls generation 1, add as its last interceptor Gen1CompatInterceptor.on(%s)";
    static final String WHICH_RETROFIT =
            "if this Retrofit calls generation 1, give it .client(new OkHttpClient.Builder()"
                    + ".addInterceptor(Gen1CompatInterceptor.on(%s)).build())";
    static final String CLIENT_REFERENCE =
            "if a client that this makes calls generation 1, write a lambda, and add as the last interceptor"
                    + " Gen1CompatInterceptor.on(%s)";
    static final String SHARED_CLIENT =
            "if this client calls generation 1 and has no Gen1CompatInterceptor by its builder, add as its last interceptor"
                    + " Gen1CompatInterceptor.on(%s), once";
    static final String OLD_OKHTTP =
            "OkHttp %s is on the class path, and the interceptor needs 4.12 or later: depend on com.squareup.okhttp3:okhttp 4.12.0,"
                    + " then run ToBridge again";
    static final String NO_CLIENT =
            "no OkHttp client is built in this module, and only OkHttp has interceptors: if something else calls generation 1,"
                    + " use ToBridge with gatewayUrl";

    /** What is said of a call that no other run will move. */
    static final Set<String> FINAL = Set.of(ENQUEUE, NO_EQUAL, TOTAL_PAGE, RESPONSE_USE);

    private Words() {}
}
