package io.github.kdpbridge.recipes;

import com.google.common.collect.ImmutableSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** What a reseller can do through typed generation 1, and the same on the native client. */
enum NativeCall {
    UPLOAD("upload", "uploadV2", "upload", "upload", 1, "Receipt"),
    DELETE("delete", "deleteV2", "write", "deletion", 1, "Receipt"),
    STATUS("status", "statusV2", "status", "status", 3, "Status"),
    DEVICES("devices", "devices", "page", "devices", 5, "DeviceList"),
    CUSTOMERS("customers", "customers", "page", "customers", 1, "CustomerList"),
    RESELLERS("resellers", "resellers", "page", "resellers", 1, "ResellerList");

    private static final int WITH_PAGES = 5;

    private final ImmutableSet<String> names;
    private final String method;
    private final String request;
    private final int arguments;
    private final String answer;

    NativeCall(String name, String nameV2, String method, String request, int arguments, String answer) {
        this.names = ImmutableSet.of(name, nameV2);
        this.method = method;
        this.request = request;
        this.arguments = arguments;
        this.answer = answer;
    }

    /** Returns what a method of the typed interface does; null if the native client has nothing like it. */
    static @Nullable NativeCall of(J.MethodInvocation call) {
        for (NativeCall known : values()) {
            if (known.names.contains(call.getSimpleName())) {
                List<Expression> arguments = call.getArguments();
                boolean page = known == STATUS
                        && arguments.size() == WITH_PAGES
                        && !(Gen1Code.isNull(arguments.get(3)) && Gen1Code.isNull(arguments.get(4)));
                return page || (known == STATUS && isMissing(arguments.get(1))) ? null : known;
            }
        }
        return null;
    }

    /** Without a transaction, generation 1 lists all of them. */
    private static boolean isMissing(Expression transaction) {
        return transaction instanceof J.Literal literal && (Gen1Code.isNull(literal) || "".equals(literal.getValue()));
    }

    /** Returns what a method does that is known to move. */
    static NativeCall known(J.MethodInvocation call) {
        return Objects.requireNonNull(of(call), call.getSimpleName());
    }

    /** Returns the template of the call on a program, which is its first placeholder. */
    String template(J.MethodInvocation call) {
        return "#{any(" + Gen1Code.PROGRAM + ")}." + method + "(" + request(call) + ")";
    }

    /** Returns the template of the request of a call. */
    String request(J.MethodInvocation call) {
        int given = arguments(call);
        String missing = ", null".repeat(arguments - given);
        return "Gen1Requests." + request + "(" + String.join(", ", Collections.nCopies(given, "#{any()}")) + missing
                + ")";
    }

    /** Returns the name of the method that makes the request of a bean. */
    String request() {
        return request;
    }

    /** Returns whether a call takes one bean. */
    boolean takesBean() {
        return arguments == 1;
    }

    boolean writes() {
        return this == UPLOAD || this == DELETE;
    }

    /** Returns how many arguments of the call the template takes. */
    int arguments(J.MethodInvocation call) {
        return Math.min(arguments, call.getArguments().size());
    }

    /** Returns whether the request of a call can be made again, because its arguments do nothing. */
    static boolean canRepeat(J.MethodInvocation call) {
        return call.getArguments().stream().allMatch(PlainValue::is);
    }

    /** Returns the simple name of the bean of the answer. */
    String bean() {
        return "Gen1" + answer;
    }

    /** Returns the name of the method that converts the native answer to that bean. */
    String converter() {
        return switch (this) {
            case UPLOAD, DELETE -> "receipt";
            case STATUS -> "status";
            case DEVICES -> "devices";
            case CUSTOMERS -> "customers";
            case RESELLERS -> "resellers";
        };
    }
}
