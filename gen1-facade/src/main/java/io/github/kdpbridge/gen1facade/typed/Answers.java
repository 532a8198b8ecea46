package io.github.kdpbridge.gen1facade.typed;

import com.squareup.moshi.Moshi;
import java.util.function.Supplier;

/** The field names of the answers of generation 1. */
final class Answers {
    static final AnswerAdapter<Gen1Error> ERROR = AnswerAdapter.of(Gen1Error::new)
            .text("transactionId", Gen1Error::setTransactionId)
            .text("state", Gen1Error::setState)
            .text("code", Gen1Error::setCode)
            .text("message", Gen1Error::setMessage)
            .text("data", Gen1Error::setData);

    private static final AnswerAdapter<Gen1Receipt> RECEIPT = AnswerAdapter.of(Gen1Receipt::new)
            .text("transactionId", Gen1Receipt::setTransactionId)
            .text("state", Gen1Receipt::setState)
            .text("code", Gen1Receipt::setCode)
            .text("message", Gen1Receipt::setMessage)
            .text("data", Gen1Receipt::setData);

    private static final AnswerAdapter<Gen1Device> DEVICE = AnswerAdapter.of(Gen1Device::new)
            .text("imei", Gen1Device::setImei)
            .text("serialNumber", Gen1Device::setSerialNumber)
            .text("meid", Gen1Device::setMeid)
            .text("code", Gen1Device::setCode)
            .text("message", Gen1Device::setMessage)
            .text("data", Gen1Device::setData)
            .text("id", Gen1Device::setId)
            .text("createTime", Gen1Device::setCreateTime)
            .text("customerId", Gen1Device::setCustomerId)
            .text("customerName", Gen1Device::setCustomerName)
            .text("model", Gen1Device::setModel)
            .text("state", Gen1Device::setState)
            .text("uploadId", Gen1Device::setUploadId);

    private static final AnswerAdapter<Gen1Transaction> TRANSACTION = AnswerAdapter.of(Gen1Transaction::new)
            .text("transactionId", Gen1Transaction::setTransactionId)
            .text("state", Gen1Transaction::setState)
            .text("type", Gen1Transaction::setType)
            .text("code", Gen1Transaction::setCode)
            .text("message", Gen1Transaction::setMessage)
            .text("data", Gen1Transaction::setData)
            .list("devices", DEVICE, Gen1Transaction::setDevices);

    private static final AnswerAdapter<Gen1Customer> CUSTOMER = AnswerAdapter.of(Gen1Customer::new)
            .text("name", Gen1Customer::setName)
            .text("customerId", Gen1Customer::setCustomerId);

    private static final AnswerAdapter<Gen1Reseller> RESELLER = AnswerAdapter.of(Gen1Reseller::new)
            .text("name", Gen1Reseller::setName)
            .text("resellerId", Gen1Reseller::setResellerId);

    /** Reads the answers above, and writes requests by their field names. */
    static final Moshi MOSHI = new Moshi.Builder()
            .add(Gen1Receipt.class, RECEIPT)
            .add(Gen1Status.class, page(Gen1Status::new).list("transactions", TRANSACTION, Gen1Status::setTransactions))
            .add(Gen1DeviceList.class, page(Gen1DeviceList::new).list("devices", DEVICE, Gen1DeviceList::setDevices))
            .add(
                    Gen1CustomerList.class,
                    page(Gen1CustomerList::new).list("customers", CUSTOMER, Gen1CustomerList::setCustomers))
            .add(
                    Gen1ResellerList.class,
                    page(Gen1ResellerList::new).list("resellers", RESELLER, Gen1ResellerList::setResellers))
            .build();

    private Answers() {}

    private static <P extends Gen1Page> AnswerAdapter<P> page(Supplier<P> start) {
        return AnswerAdapter.of(start)
                .number("totalCount", Gen1Page::setTotalCount)
                .number("totalPage", Gen1Page::setTotalPage)
                .number("pageNum", Gen1Page::setPageNum);
    }
}
