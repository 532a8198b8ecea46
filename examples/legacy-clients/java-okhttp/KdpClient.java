import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Registers sold devices with the Knox Deployment Program, with OkHttp and Moshi. */
public class KdpClient {
    private static final String URL = setting("KDP_URL", "https://eu-be-reseller.samsungknox.com");
    private static final String KEY = setting("KDP_KEY", null);
    private static final String RUN = setting("KDP_RUN", String.valueOf(System.currentTimeMillis() / 1000));

    private static final String RESELLER = "4680000925";
    private static final String VENDOR = "7850000063";
    private static final String CUSTOMER = "1200000321";
    private static final String OTHER_CUSTOMER = "1200000322";

    private static final int SUCCESS = 2000000;
    private static final int ATTEMPTS = 5;
    private static final int POLLS = 150;

    private static final MediaType JSON = MediaType.parse("application/json");
    private static final Moshi MOSHI = new Moshi.Builder().build();
    private static final JsonAdapter<Body> BODIES = MOSHI.adapter(Body.class);
    private static final JsonAdapter<Answer> ANSWERS = MOSHI.adapter(Answer.class);

    private final OkHttpClient http = new OkHttpClient.Builder()
            // The one line to add, and Gen1 is served inside this process, without a gateway:
            // .addInterceptor(Gen1CompatInterceptor.on(program))
            .connectTimeout(10, TimeUnit.SECONDS)
            .readTimeout(120, TimeUnit.SECONDS)
            .build();

    public static void main(String[] args) throws Exception {
        KdpClient kdp = new KdpClient();

        // An order of two devices. One with a repeated device and one that is no IMEI. One with another customer's device.
        kdp.upload("v1", "PO-1", CUSTOMER, null, devices("IMEI", "351800000000701", "351800000001188"), KEY);
        kdp.printStatus("v1", "PO-1", null);
        kdp.upload("v1", "PO-2", CUSTOMER, null, devices("IMEI", "351800000001188", "351800000001261", "NOT-AN-IMEI"), KEY);
        kdp.printStatus("v1", "PO-2", null);
        kdp.upload("v1", "PO-3", OTHER_CUSTOMER, null, devices("IMEI", "351800000000701"), KEY);
        kdp.printStatus("v1", "PO-3", null);

        // Two-tier: sold by a shop below the reseller.
        kdp.upload("v2", "PO-4", CUSTOMER, VENDOR, devices("SN", "R58N30ABCDE", "R58N30ABCDF"), KEY);
        kdp.printStatus("v2", "PO-4", VENDOR);

        // Returned by the customer, with one that was never sold; and by a customer who never had it.
        kdp.delete("v1", "RMA-1", CUSTOMER, null, devices("IMEI", "351800000001261", "351800000001675"));
        kdp.printStatus("v1", "RMA-1", null);
        kdp.delete("v1", "RMA-2", OTHER_CUSTOMER, null, devices("IMEI", "351800000000701"));
        kdp.printStatus("v1", "RMA-2", null);

        // Refused as a whole: an unknown customer, a transaction id used twice, a wrong key.
        Devices another = devices("IMEI", "351800000001345");
        kdp.upload("v1", "PO-5", "1999999999", null, another, KEY);
        kdp.upload("v1", "PO-1", CUSTOMER, null, another, KEY);
        kdp.upload("v1", "PO-6", CUSTOMER, null, another, "not-the-key");

        kdp.printDevices();
        kdp.printCustomers();
        kdp.printResellers();

        // Two orders are cancelled: all that they registered is deleted.
        kdp.deleteOrder("v1", "RMA-3", CUSTOMER, null, "PO-1");
        kdp.printStatus("v1", "RMA-3", null);
        kdp.deleteOrder("v2", "RMA-4", CUSTOMER, VENDOR, "PO-4");
        kdp.printStatus("v2", "RMA-4", VENDOR);
        kdp.printDevices();

        kdp.http.dispatcher().executorService().shutdown();
        kdp.http.connectionPool().evictAll();
    }

    private void upload(String version, String name, String customer, String vendor, Devices devices, String key)
            throws Exception {
        Body body = body(name, customer, vendor, "New");
        body.devices = devices;
        report("upload " + name, put(version + "/reseller/devices", body, key));
    }

    private void delete(String version, String name, String customer, String vendor, Devices devices)
            throws Exception {
        Body body = body(name, customer, vendor, "Delete");
        body.devices = devices;
        report("delete " + name, put(version + "/reseller/devices/delete", body, KEY));
    }

    private void deleteOrder(String version, String name, String customer, String vendor, String order)
            throws Exception {
        Body body = body(name, customer, vendor, "Delete");
        body.removeTransactionId = RUN + "-" + order;
        report("delete " + name, put(version + "/reseller/devices/delete", body, KEY));
    }

    private void printStatus(String version, String name, String vendor) throws Exception {
        HttpUrl.Builder url = url(version + "/reseller/devices/status")
                .addQueryParameter("resellerId", RESELLER)
                .addQueryParameter("transactionId", RUN + "-" + name);
        if (vendor != null) {
            url.addQueryParameter("vendorId", vendor);
        }
        for (int poll = 0; poll < POLLS; poll++) {
            Answer answer = call(new Request.Builder().url(url.build()), KEY);
            if (answer.status != 200) {
                report("status " + name, answer);
                return;
            }
            Transaction transaction = answer.transactions.get(0);
            if (transaction.state.equals("Complete")) {
                System.out.println("status " + name + ": " + transaction.type + " " + transaction.state);
                for (Device device : transaction.devices) {
                    boolean good = device.code == null || device.code == SUCCESS;
                    String failed = good ? "" : failure(device.code, device.message, device.data);
                    System.out.println("  " + device.id() + (good ? " OK" : " FAILED " + failed));
                }
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException(name + " does not complete, giving up");
    }

    private void printDevices() throws Exception {
        HttpUrl.Builder url = url("v1/reseller/devices")
                .addQueryParameter("resellerId", RESELLER)
                .addQueryParameter("customerId", CUSTOMER);
        Answer answer = call(new Request.Builder().url(url.build()), KEY);
        if (answer.status != 200) {
            report("devices", answer);
            return;
        }
        System.out.println("devices of " + CUSTOMER + ": " + answer.totalCount);
        for (Device device : answer.devices) {
            System.out.println("  " + device.id());
        }
    }

    private void printCustomers() throws Exception {
        Answer answer = post("v1/reseller/customers");
        if (answer.status != 200) {
            report("customers", answer);
            return;
        }
        System.out.println("customers: " + answer.totalCount);
        for (Customer customer : answer.customers) {
            System.out.println("  " + customer.customerId + " " + customer.name);
        }
    }

    private void printResellers() throws Exception {
        Answer answer = post("v1/reseller/resellers");
        if (answer.status != 200) {
            report("resellers", answer);
            return;
        }
        System.out.println("resellers: " + answer.totalCount);
        for (Reseller reseller : answer.resellers) {
            System.out.println("  " + reseller.resellerId + " " + reseller.name);
        }
    }

    private Answer put(String path, Body body, String key) throws Exception {
        RequestBody json = RequestBody.create(BODIES.toJson(body), JSON);
        return call(new Request.Builder().url(url(path).build()).put(json), key);
    }

    private Answer post(String path) throws Exception {
        Body body = new Body();
        body.resellerId = RESELLER;
        RequestBody json = RequestBody.create(BODIES.toJson(body), JSON);
        return call(new Request.Builder().url(url(path).build()).post(json), KEY);
    }

    /** Server trouble is tried again. */
    private Answer call(Request.Builder builder, String key) throws Exception {
        Request request = builder.header("X-WSM-API-TOKEN", key).build();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Response response = http.newCall(request).execute()) {
                if (response.code() < 500) {
                    Answer answer = ANSWERS.fromJson(response.body().source());
                    answer.status = response.code();
                    return answer;
                }
            }
            Thread.sleep(1000);
        }
        throw new IOException(request.method() + " " + request.url() + ": the server is in trouble, giving up");
    }

    private static HttpUrl.Builder url(String path) {
        return HttpUrl.get(URL + "/bulkenroll/" + path).newBuilder();
    }

    private static void report(String what, Answer answer) {
        boolean accepted = answer.status == 200 && answer.code == SUCCESS;
        String refused = accepted ? "" : failure(answer.code, answer.message, answer.data);
        System.out.println(what + (accepted ? ": accepted" : ": REFUSED " + answer.status + " " + refused));
    }

    private static String failure(int code, String message, String data) {
        return code + " " + message + ": " + data.replace(RUN + "-", "");
    }

    private static Body body(String name, String customer, String vendor, String transactionType) {
        Body body = new Body();
        body.transactionId = RUN + "-" + name;
        body.resellerId = RESELLER;
        body.customerId = customer;
        body.vendorId = vendor;
        body.transactionType = transactionType;
        return body;
    }

    private static Devices devices(String type, String... ids) {
        Devices devices = new Devices();
        devices.type = type;
        devices.list = Arrays.asList(ids);
        return devices;
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (otherwise == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return otherwise;
    }

    private static class Body {
        String transactionId;
        String resellerId;
        String customerId;
        String vendorId;
        String transactionType;
        Devices devices;
        String removeTransactionId;
    }

    private static class Devices {
        String type;
        List<String> list;
    }

    private static class Answer {
        transient int status;
        Integer code;
        String message;
        String data;
        int totalCount;
        List<Transaction> transactions;
        List<Device> devices;
        List<Customer> customers;
        List<Reseller> resellers;
    }

    private static class Transaction {
        String state;
        String type;
        List<Device> devices;
    }

    private static class Device {
        String imei;
        String serialNumber;
        Integer code;
        String message;
        String data;

        String id() {
            return imei == null ? serialNumber : imei;
        }
    }

    private static class Customer {
        String customerId;
        String name;
    }

    private static class Reseller {
        String resellerId;
        String name;
    }
}
