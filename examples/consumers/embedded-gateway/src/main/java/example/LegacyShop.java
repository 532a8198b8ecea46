package example;

import io.github.kdpbridge.gateway.Gateway;

/** A program of another age: it has a base URL, and sends what it always sent. */
final class LegacyShop {
    private String baseUrl = "https://eu-be-reseller.samsungknox.com";
    private String seen = "";

    void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Returns what it last saw. */
    String seen() {
        return seen;
    }

    void run() throws java.io.IOException {
        java.net.HttpURLConnection connection = (java.net.HttpURLConnection) new java.net.URL(baseUrl
                        + "/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=PO-7")
                .openConnection();
        connection.setRequestProperty("X-WSM-API-TOKEN", "any");
        try (java.io.InputStream body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            seen = connection.getResponseCode() + " " + new String(body.readAllBytes(), "UTF-8");
        }
    }

    static void runOn(io.github.kdpbridge.core.DeploymentProgram program, LegacyShop legacy) throws java.io.IOException {
        try (Gateway gateway = Gateway.start(program)) {
            legacy.setBaseUrl(gateway.url().toString());
            legacy.run();
        }
    }
}
