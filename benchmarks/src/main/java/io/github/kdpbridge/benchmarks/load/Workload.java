package io.github.kdpbridge.benchmarks.load;

import io.github.kdpbridge.benchmarks.program.GatewaySetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Requests of one kind, always the same or each with a transaction id of its own.
 *
 * @param name for tables
 * @param method of HTTP
 * @param gen1Path where generation 1 takes them, with the query
 * @param gen2Path where generation 2 does
 * @param body empty for none
 * @param named whether each is another write: the first {@code T-1} of the body becomes an id of its own
 */
public record Workload(String name, String method, String gen1Path, String gen2Path, String body, boolean named) {
    /** Returns an upload of so many devices. */
    public static Workload upload(int devices) {
        return new Workload(
                devices == 1 ? "upload of 1 device" : "upload of " + count(devices) + " devices",
                "PUT",
                "/bulkenroll/v1/reseller/devices",
                "/kcs/v1/rp/devices/upload",
                body(devices),
                false);
    }

    /** Returns uploads of so many devices that are all different writes. */
    public static Workload freshUploads(int devices) {
        Workload same = upload(devices);
        return new Workload(same.name, same.method, same.gen1Path, same.gen2Path, same.body, true);
    }

    /** Returns the question for the status of a transaction of so many devices. */
    public static Workload status(int devices) {
        String query = "?resellerId=" + GatewaySetting.RESELLER + "&transactionId=T-1";
        return new Workload(
                "status of " + count(devices) + " devices",
                "GET",
                "/bulkenroll/v1/reseller/devices/status" + query,
                "/kcs/v1/rp/devices/status" + query,
                "",
                false);
    }

    /** Returns a transaction of so many devices, as generation 2 shows it. */
    public static String statusAnswer(int devices) {
        List<String> list = new ArrayList<>(devices);
        for (int i = 0; i < devices; i++) {
            list.add("{\"imei\":\"" + imei(i) + "\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}");
        }
        return "{\"transactionId\":\"T-1\",\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\",\"devices\":["
                + String.join(",", list) + "]}";
    }

    private static String body(int devices) {
        List<String> list = new ArrayList<>(devices);
        for (int i = 0; i < devices; i++) {
            list.add("\"" + imei(i) + "\"");
        }
        return "{\"transactionId\":\"T-1\",\"resellerId\":\"" + GatewaySetting.RESELLER
                + "\",\"customerId\":\"5680000925\",\"devices\":{\"type\":\"IMEI\",\"list\":[" + String.join(",", list)
                + "]}}";
    }

    private static String imei(int number) {
        return String.valueOf(350_000_000_000_000L + number);
    }

    private static String count(int devices) {
        return String.format(Locale.ROOT, "%,d", devices);
    }
}
