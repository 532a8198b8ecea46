package io.github.kdpbridge.recipes;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/** What a reseller can do through typed generation 1, and the same on the native client. */
enum NativeCall {
    UPLOAD("upload", "uploadV2", "upload(Gen1Requests.upload(#{any()}))", "Receipt"),
    DELETE("delete", "deleteV2", "write(Gen1Requests.deletion(#{any()}))", "Receipt"),
    STATUS("status", "statusV2", "status(Gen1Requests.status(#{any()}, #{any()}, #{any()}))", "Status"),
    DEVICES(
            "devices",
            "devices",
            "page(Gen1Requests.devices(#{any()}, #{any()}, #{any()}, #{any()}, #{any()}))",
            "DeviceList"),
    CUSTOMERS("customers", "customers", "page(Gen1Requests.customers(#{any()}))", "CustomerList"),
    RESELLERS("resellers", "resellers", "page(Gen1Requests.resellers(#{any()}))", "ResellerList");

    private static final int WITH_PAGES = 5;

    private final ImmutableSet<String> names;
    private final String request;
    private final String answer;

    NativeCall(String name, String nameV2, String request, String answer) {
        this.names = ImmutableSet.of(name, nameV2);
        this.request = request;
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
                return page ? null : known;
            }
        }
        return null;
    }

    /** Returns what a method does that is known to move. */
    static NativeCall known(J.MethodInvocation call) {
        return Objects.requireNonNull(of(call), call.getSimpleName());
    }

    /** Returns the template of the call on a program, which is its first placeholder. */
    String template(J.MethodInvocation call) {
        boolean noVendor = this == STATUS && call.getArguments().size() == 2;
        String code = noVendor ? request.replace("#{any()}, #{any()}, #{any()}", "#{any()}, #{any()}, null") : request;
        return "#{any(" + Gen1Code.PROGRAM + ")}." + code;
    }

    /** Returns how many arguments of the call the template takes. */
    int arguments(J.MethodInvocation call) {
        return this == STATUS
                ? Math.min(3, call.getArguments().size())
                : call.getArguments().size();
    }

    /** Returns the simple name of the bean of the answer. */
    String bean() {
        return "Gen1" + answer;
    }

    /** Returns the converter of the native answer to that bean. */
    String converter() {
        return switch (this) {
            case UPLOAD, DELETE -> "Gen1Answers.receipt";
            case STATUS -> "Gen1Answers.status";
            case DEVICES -> "Gen1Answers.devices";
            case CUSTOMERS -> "Gen1Answers.customers";
            case RESELLERS -> "Gen1Answers.resellers";
        };
    }
}
