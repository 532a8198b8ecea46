package io.github.kdpbridge.gen1facade.wire;

/**
 * The documented names in the answers of generation 1 (contract, sections 4 to 6), for the writer of answers and for their
 * reader. Assumed names are settings of {@link Gen1Profile}.
 */
public final class Gen1Field {
    public static final String TRANSACTION_ID = "transactionId";
    public static final String STATE = "state";
    public static final String TYPE = "type";
    public static final String CODE = "code";
    public static final String MESSAGE = "message";
    public static final String DATA = "data";
    public static final String TOTAL_COUNT = "totalCount";
    public static final String TOTAL_PAGE = "totalPage";
    public static final String PAGE_NUM = "pageNum";
    public static final String TRANSACTIONS = "transactions";
    public static final String DEVICES = "devices";
    public static final String CUSTOMERS = "customers";

    /** The details of a listed device have the names of generation 2 (assumed). */
    public static final String RECORD_ID = "id";

    public static final String CREATE_TIME = "createTime";
    public static final String CUSTOMER_ID = "customerId";

    private Gen1Field() {}
}
