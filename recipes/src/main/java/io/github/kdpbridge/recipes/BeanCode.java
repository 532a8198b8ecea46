package io.github.kdpbridge.recipes;

import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Statement;

/**
 * A request of the native client in place of a bean that is made just before its call, by setters that follow each other, and is
 * used by nothing else.
 *
 * @param template the call of a program, without the program
 * @param values the values of its placeholders
 * @param statements the statements that make the bean
 */
record BeanCode(String template, List<Expression> values, List<Statement> statements) {
    private static final Map<String, String> KINDS =
            Map.of(Gen1Devices.IMEI, "imeis", Gen1Devices.SERIAL_NUMBER, "serialNumbers", Gen1Devices.MEID, "meids");
    /** The constants of the typed interface, by name. */
    private static final Map<String, String> CONSTANTS = Map.of(
            "IMEI",
            Gen1Devices.IMEI,
            "SERIAL_NUMBER",
            Gen1Devices.SERIAL_NUMBER,
            "MEID",
            Gen1Devices.MEID,
            "NEW",
            Gen1DevicesRequest.NEW,
            "DELETE",
            Gen1DevicesRequest.DELETE);

    private static final String TEXT = "#{any(java.lang.String)}";
    private static final String TRANSACTION = "TransactionId.of(" + TEXT + ")";
    private static final String CUSTOMER = "CustomerId.of(" + TEXT + ")";

    /** Returns the request of a call; null if it is not surely the same. */
    static @Nullable BeanCode of(J.MethodInvocation call, Cursor place) {
        Cursor at = place;
        while (!(at.getParentTreeCursor().getValue() instanceof J.Block)) {
            at = at.getParentTreeCursor();
        }
        if (!(call.getArguments().get(0) instanceof J.Identifier bean)) {
            return null;
        }
        J.Block block = at.getParentTreeCursor().getValue();
        List<Statement> before =
                block.getStatements().subList(0, block.getStatements().indexOf((Statement) at.getValue()));
        List<Statement> made = new ArrayList<>();
        Map<String, Expression> fields = new HashMap<>();
        for (int i = before.size() - 1; i >= 0; i--) {
            Statement statement = before.get(i);
            made.add(statement);
            if (!statement.getPrefix().getComments().isEmpty()) {
                return null;
            }
            if (declares(statement, bean)) {
                return uses(block, bean) == fields.size() + 1 ? written(call, fields, made) : null;
            }
            if (!(statement instanceof J.MethodInvocation set)
                    || !(set.getSelect() instanceof J.Identifier on)
                    || !on.getSimpleName().equals(bean.getSimpleName())
                    || set.getArguments().size() != 1
                    || fields.put(set.getSimpleName(), set.getArguments().get(0)) != null) {
                return null;
            }
        }
        return null;
    }

    private static boolean declares(Statement statement, J.Identifier bean) {
        return statement instanceof J.VariableDeclarations declared
                && declared.getVariables().size() == 1
                && declared.getVariables().get(0).getSimpleName().equals(bean.getSimpleName())
                && declared.getVariables().get(0).getInitializer() instanceof J.NewClass created
                && created.getBody() == null;
    }

    private static int uses(J.Block block, J.Identifier bean) {
        int[] count = {0};
        new CodeVisitor<Integer>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Integer ignored) {
                boolean same =
                        identifier.getSimpleName().equals(bean.getSimpleName()) && identifier.getFieldType() != null;
                if (same
                        && !(getCursor().getParentTreeCursor().getValue()
                                instanceof J.VariableDeclarations.NamedVariable)) {
                    count[0]++;
                }
                return identifier;
            }
        }.visit(block, 0);
        return count[0];
    }

    private static @Nullable BeanCode written(
            J.MethodInvocation call, Map<String, Expression> fields, List<Statement> made) {
        boolean upload = NativeCall.known(call) == NativeCall.UPLOAD;
        Expression type = fields.remove("setTransactionType");
        Expression transaction = fields.remove("setTransactionId");
        Expression customer = fields.remove("setCustomerId");
        Expression reseller = fields.remove("setResellerId");
        Expression vendor = fields.remove("setVendorId");
        boolean typed =
                type == null || (upload ? Gen1DevicesRequest.NEW : Gen1DevicesRequest.DELETE).equals(text(type));
        boolean vendorKnown = vendor == null || vendor instanceof J.Literal;
        if (!typed || !vendorKnown || !isSimple(transaction) || !isSimple(customer) || !isSimple(reseller)) {
            return null;
        }
        Expression orderNo = upload ? fields.remove("setOrderNo") : null;
        Expression devices = fields.remove("setDevices");
        Expression removed = upload ? null : fields.remove("setRemoveTransactionId");
        if (!fields.isEmpty() || (orderNo != null && !isText(orderNo)) || (devices == null) == (removed == null)) {
            return null;
        }
        Expression someVendor = vendor != null && isText(vendor) ? vendor : null;
        if (removed != null) {
            return isSimple(removed)
                    ? code(
                            "remove(new RemovalRequest(" + TRANSACTION + ", " + CUSTOMER + ", " + vendor(someVendor)
                                    + ", " + TRANSACTION + "))",
                            made,
                            transaction,
                            customer,
                            someVendor,
                            removed)
                    : null;
        }
        if (!(devices instanceof J.NewClass list)
                || list.getBody() != null
                || list.getArguments().size() != 2) {
            return null;
        }
        String kind = kind(list.getArguments().get(0));
        Expression identifiers = list.getArguments().get(1);
        if (kind == null || !isSimple(identifiers)) {
            return null;
        }
        String identified = kind + "(#{any(java.util.List)})";
        if (upload) {
            String rest = (someVendor == null ? "" : ".vendor(" + vendor(someVendor) + ")")
                    + (orderNo == null ? "" : ".orderNo(" + TEXT + ")");
            return code(
                    "upload(UploadRequest.builder(" + CUSTOMER + ", " + TRANSACTION + ")." + identified + rest
                            + ".build())",
                    made,
                    customer,
                    transaction,
                    identifiers,
                    someVendor,
                    orderNo);
        }
        return someVendor == null
                ? code(
                        "delete(DeleteRequest.of(" + CUSTOMER + ", " + TRANSACTION + ", Devices." + identified + "))",
                        made,
                        customer,
                        transaction,
                        identifiers)
                : code(
                        "delete(new DeleteRequest(" + TRANSACTION + ", " + CUSTOMER + ", " + vendor(someVendor)
                                + ", Devices." + identified + "))",
                        made,
                        transaction,
                        customer,
                        someVendor,
                        identifiers);
    }

    private static BeanCode code(String template, List<Statement> made, @Nullable Expression... values) {
        List<Expression> given = new ArrayList<>();
        for (Expression value : values) {
            if (value != null) {
                given.add(value);
            }
        }
        return new BeanCode(template, given, made);
    }

    private static String vendor(@Nullable Expression vendor) {
        return vendor == null ? "null" : "VendorId.of(" + TEXT + ")";
    }

    private static @Nullable String kind(Expression given) {
        String text = text(given);
        return text == null ? null : KINDS.get(text);
    }

    /** Returns the text of a literal, or of a constant of the typed interface; null for all else. */
    private static @Nullable String text(Expression given) {
        if (given instanceof J.Literal literal) {
            return literal.getValue() instanceof String text ? text : null;
        }
        boolean isConstant = given instanceof J.FieldAccess access
                && Set.of(Gen1Code.TYPED + "Gen1Devices", Gen1Code.TYPED + "Gen1DevicesRequest")
                        .contains(String.valueOf(access.getTarget().getType()));
        return isConstant ? CONSTANTS.get(((J.FieldAccess) given).getSimpleName()) : null;
    }

    private static boolean isText(Expression given) {
        return given instanceof J.Literal literal && literal.getValue() instanceof String text && !text.isEmpty();
    }

    /** Returns whether a value is there, and can be read in another order than that of the setters. */
    private static boolean isSimple(@Nullable Expression given) {
        return given != null && !Gen1Code.isNull(given) && PlainValue.is(given);
    }

    /** Returns the ids of the statements that make the bean. */
    List<UUID> ids() {
        return statements.stream().map(Statement::getId).toList();
    }
}
