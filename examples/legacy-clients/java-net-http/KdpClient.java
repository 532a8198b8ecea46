import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers sold devices with the Knox Deployment Program. The JDK only, so JSON is written and read by hand. */
public class KdpClient {
    private static final String URL = setting("KDP_URL", "https://eu-be-reseller.samsungknox.com");
    private static final String KEY = setting("KDP_KEY", null);
    private static final String RUN = setting("KDP_RUN", String.valueOf(System.currentTimeMillis() / 1000));

    private static final String RESELLER = "4680000925";
    private static final String VENDOR = "7850000063";
    private static final String CUSTOMER = "1200000321";
    private static final String OTHER_CUSTOMER = "1200000322";

    private static final String SUCCESS = "2000000";
    private static final int ATTEMPTS = 5;
    private static final int POLLS = 150;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

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
        String another = devices("IMEI", "351800000001345");
        kdp.upload("v1", "PO-5", "1999999999", null, another, KEY);
        kdp.upload("v1", "PO-1", CUSTOMER, null, another, KEY);
        kdp.upload("v1", "PO-6", CUSTOMER, null, another, "not-the-key");

        kdp.printDevices();
        kdp.printAccounts("customers", "customerId");
        kdp.printAccounts("resellers", "resellerId");

        // Two orders are cancelled: all that they registered is deleted.
        kdp.delete("v1", "RMA-3", CUSTOMER, null, devicesOf("PO-1"));
        kdp.printStatus("v1", "RMA-3", null);
        kdp.delete("v2", "RMA-4", CUSTOMER, VENDOR, devicesOf("PO-4"));
        kdp.printStatus("v2", "RMA-4", VENDOR);
        kdp.printDevices();
    }

    private void upload(String version, String name, String customer, String vendor, String devices, String key)
            throws Exception {
        String body = "{" + parties(name, customer, vendor) + ",\"transactionType\":\"New\"," + devices + "}";
        report("upload " + name, call("PUT", "/bulkenroll/" + version + "/reseller/devices", body, key));
    }

    private void delete(String version, String name, String customer, String vendor, String devices) throws Exception {
        String body = "{" + parties(name, customer, vendor) + ",\"transactionType\":\"Delete\"," + devices + "}";
        report("delete " + name, call("PUT", "/bulkenroll/" + version + "/reseller/devices/delete", body, KEY));
    }

    private void printStatus(String version, String name, String vendor) throws Exception {
        String path = "/bulkenroll/" + version + "/reseller/devices/status?resellerId=" + RESELLER
                + "&transactionId=" + RUN + "-" + name + (vendor == null ? "" : "&vendorId=" + vendor);
        for (int poll = 0; poll < POLLS; poll++) {
            HttpResponse<String> answer = call("GET", path, null, KEY);
            if (answer.statusCode() != 200) {
                report("status " + name, answer);
                return;
            }
            if ("Complete".equals(field(answer.body(), "state"))) {
                System.out.println("status " + name + ": " + field(answer.body(), "type") + " Complete");
                for (String device : objects(answer.body(), "devices")) {
                    String code = field(device, "code");
                    boolean good = code == null || code.equals(SUCCESS);
                    System.out.println("  " + deviceId(device) + (good ? " OK" : " FAILED " + failure(device)));
                }
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException(name + " does not complete, giving up");
    }

    private void printDevices() throws Exception {
        String query = "?resellerId=" + RESELLER + "&customerId=" + CUSTOMER;
        HttpResponse<String> answer = call("GET", "/bulkenroll/v1/reseller/devices" + query, null, KEY);
        if (answer.statusCode() != 200) {
            report("devices", answer);
            return;
        }
        System.out.println("devices of " + CUSTOMER + ": " + field(answer.body(), "totalCount"));
        for (String device : objects(answer.body(), "devices")) {
            System.out.println("  " + deviceId(device));
        }
    }

    private void printAccounts(String what, String idField) throws Exception {
        String body = "{\"resellerId\":\"" + RESELLER + "\"}";
        HttpResponse<String> answer = call("POST", "/bulkenroll/v1/reseller/" + what, body, KEY);
        if (answer.statusCode() != 200) {
            report(what, answer);
            return;
        }
        System.out.println(what + ": " + field(answer.body(), "totalCount"));
        for (String account : objects(answer.body(), what)) {
            System.out.println("  " + field(account, idField) + " " + field(account, "name"));
        }
    }

    /** Server trouble is tried again. */
    private HttpResponse<String> call(String method, String path, String body, String key) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(URL + path))
                .timeout(Duration.ofSeconds(120))
                .header("X-WSM-API-TOKEN", key)
                .method(method, publisher);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() < 500) {
                return answer;
            }
            Thread.sleep(1000);
        }
        throw new IOException(method + " " + path + ": the server is in trouble, giving up");
    }

    private static void report(String what, HttpResponse<String> answer) {
        boolean accepted = answer.statusCode() == 200 && SUCCESS.equals(field(answer.body(), "code"));
        System.out.println(
                what + (accepted ? ": accepted" : ": REFUSED " + answer.statusCode() + " " + failure(answer.body())));
    }

    private static String failure(String error) {
        String data = field(error, "data").replace(RUN + "-", "");
        return field(error, "code") + " " + field(error, "message") + ": " + data;
    }

    private static String deviceId(String device) {
        String imei = field(device, "imei");
        return imei == null ? field(device, "serialNumber") : imei;
    }

    private static String parties(String name, String customer, String vendor) {
        return "\"transactionId\":\"" + RUN + "-" + name + "\",\"resellerId\":\"" + RESELLER + "\",\"customerId\":\""
                + customer + "\"" + (vendor == null ? "" : ",\"vendorId\":\"" + vendor + "\"");
    }

    private static String devices(String type, String... ids) {
        StringBuilder list = new StringBuilder();
        for (String id : ids) {
            list.append(list.length() == 0 ? "" : ",").append('"').append(id).append('"');
        }
        return "\"devices\":{\"type\":\"" + type + "\",\"list\":[" + list + "]}";
    }

    private static String devicesOf(String name) {
        return "\"removeTransactionId\":\"" + RUN + "-" + name + "\"";
    }

    /** The first field of that name, a string or a number; null if there is none. */
    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*(?:\"([^\"]*)\"|(\\d+))").matcher(json);
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** The flat objects of an array. */
    private static List<String> objects(String json, String name) {
        List<String> objects = new ArrayList<>();
        Matcher array = Pattern.compile("\"" + name + "\"\\s*:\\s*\\[((?:\"[^\"]*\"|[^\"\\]])*)\\]").matcher(json);
        if (array.find()) {
            Matcher object = Pattern.compile("\\{(?:\"[^\"]*\"|[^\"}])*\\}").matcher(array.group(1));
            while (object.find()) {
                objects.add(object.group());
            }
        }
        return objects;
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
}
