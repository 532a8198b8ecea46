import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Registers sold devices with the Knox Deployment Program, with Retrofit and Moshi. */
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

    private final Moshi moshi = new Moshi.Builder().build();

    private final OkHttpClient http = new OkHttpClient.Builder()
            // The one line to add, and Gen1 is served inside this process, without a gateway:
            // .addInterceptor(Gen1CompatInterceptor.on(program))
            .connectTimeout(10, TimeUnit.SECONDS)
            .readTimeout(120, TimeUnit.SECONDS)
            .build();

    private final ResellerApi api = new Retrofit.Builder()
            .baseUrl(URL)
            .client(http)
            .addConverterFactory(MoshiConverterFactory.create(moshi))
            .build()
            .create(ResellerApi.class);

    interface ResellerApi {
        @PUT("bulkenroll/{version}/reseller/devices")
        Call<Answer> upload(
                @Path("version") String version, @Header("X-WSM-API-TOKEN") String key, @Body Order order);

        @PUT("bulkenroll/{version}/reseller/devices/delete")
        Call<Answer> delete(
                @Path("version") String version, @Header("X-WSM-API-TOKEN") String key, @Body Order order);

        @GET("bulkenroll/{version}/reseller/devices/status")
        Call<Answer> status(
                @Path("version") String version,
                @Header("X-WSM-API-TOKEN") String key,
                @Query("resellerId") String resellerId,
                @Query("transactionId") String transactionId,
                @Query("vendorId") String vendorId);

        @GET("bulkenroll/v1/reseller/devices")
        Call<Answer> devices(
                @Header("X-WSM-API-TOKEN") String key,
                @Query("resellerId") String resellerId,
                @Query("customerId") String customerId);

        @POST("bulkenroll/v1/reseller/customers")
        Call<Answer> customers(@Header("X-WSM-API-TOKEN") String key, @Body Account account);

        @POST("bulkenroll/v1/reseller/resellers")
        Call<Answer> resellers(@Header("X-WSM-API-TOKEN") String key, @Body Account account);
    }

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
        Order order = order(name, customer, vendor, "New");
        order.devices = devices;
        report("upload " + name, answer(api.upload(version, key, order)));
    }

    private void delete(String version, String name, String customer, String vendor, Devices devices)
            throws Exception {
        Order order = order(name, customer, vendor, "Delete");
        order.devices = devices;
        report("delete " + name, answer(api.delete(version, KEY, order)));
    }

    private void deleteOrder(String version, String name, String customer, String vendor, String cancelled)
            throws Exception {
        Order order = order(name, customer, vendor, "Delete");
        order.removeTransactionId = RUN + "-" + cancelled;
        report("delete " + name, answer(api.delete(version, KEY, order)));
    }

    private void printStatus(String version, String name, String vendor) throws Exception {
        for (int poll = 0; poll < POLLS; poll++) {
            Answer answer = answer(api.status(version, KEY, RESELLER, RUN + "-" + name, vendor));
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
        Answer answer = answer(api.devices(KEY, RESELLER, CUSTOMER));
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
        Answer answer = answer(api.customers(KEY, account()));
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
        Answer answer = answer(api.resellers(KEY, account()));
        if (answer.status != 200) {
            report("resellers", answer);
            return;
        }
        System.out.println("resellers: " + answer.totalCount);
        for (Reseller reseller : answer.resellers) {
            System.out.println("  " + reseller.resellerId + " " + reseller.name);
        }
    }

    /** Server trouble is tried again; what is refused has the same fields as what is accepted. */
    private Answer answer(Call<Answer> call) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Response<Answer> response = call.clone().execute();
            if (response.code() < 500) {
                Answer answer = response.isSuccessful()
                        ? response.body()
                        : moshi.adapter(Answer.class).fromJson(response.errorBody().source());
                answer.status = response.code();
                return answer;
            }
            response.errorBody().close();
            Thread.sleep(1000);
        }
        throw new IOException(call.request().url() + ": the server is in trouble, giving up");
    }

    private static void report(String what, Answer answer) {
        boolean accepted = answer.status == 200 && answer.code == SUCCESS;
        String refused = accepted ? "" : failure(answer.code, answer.message, answer.data);
        System.out.println(what + (accepted ? ": accepted" : ": REFUSED " + answer.status + " " + refused));
    }

    private static String failure(int code, String message, String data) {
        return code + " " + message + ": " + data.replace(RUN + "-", "");
    }

    private static Order order(String name, String customer, String vendor, String transactionType) {
        Order order = new Order();
        order.transactionId = RUN + "-" + name;
        order.resellerId = RESELLER;
        order.customerId = customer;
        order.vendorId = vendor;
        order.transactionType = transactionType;
        return order;
    }

    private static Account account() {
        Account account = new Account();
        account.resellerId = RESELLER;
        return account;
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

    private static class Order {
        String transactionId;
        String resellerId;
        String customerId;
        String vendorId;
        String transactionType;
        Devices devices;
        String removeTransactionId;
    }

    private static class Account {
        String resellerId;
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
