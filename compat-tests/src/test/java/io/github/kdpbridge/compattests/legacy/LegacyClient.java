package io.github.kdpbridge.compattests.legacy;

/**
 * The programs of {@code examples/legacy-clients}, as commands of the shell in that folder. {@code $JAVA} is the Java
 * of this test, {@code $JARS} its class path, {@code $SCRATCH} an empty folder.
 */
enum LegacyClient {
    BASH_CURL("bash bash-curl/kdp.sh"),
    PYTHON_URLLIB("python3 python-urllib/kdp.py"),
    JAVA_HTTP_URL_CONNECTION("\"$JAVA\" java-httpurlconnection/KdpClient.java"),
    JAVA_NET_HTTP("\"$JAVA\" java-net-http/KdpClient.java"),
    JAVA_OKHTTP("\"$JAVA\" -cp \"$JARS\" java-okhttp/KdpClient.java"),
    JAVA_RETROFIT("\"$JAVA\" -cp \"$JARS\" java-retrofit/KdpClient.java"),
    PHP_CURL("php php-curl/kdp.php", "php -r 'exit(function_exists(\"curl_init\") ? 0 : 1);'", "php-cli php-curl"),
    /**
     * Mono's default way to suspend threads can hang, or abort, when the program has ended. The other can abort then too, so
     * that exit code tells nothing, and the report of the abort is left out: what the program said before is compared all the
     * same (seen with Mono 6.8).
     */
    CSHARP_HTTP_WEB_REQUEST(
            "set -o pipefail; mcs -out:\"$SCRATCH/kdp.exe\" -r:System.Runtime.Serialization csharp-httpwebrequest/KdpClient.cs"
                    + " && { MONO_THREADS_SUSPEND=preemptive mono \"$SCRATCH/kdp.exe\" || [ $? -eq 134 ]; }"
                    + " | sed '/^[*] Assertion at mono-threads/,$d'",
            "echo 'class Probe { static void Main() { } }' > \"$SCRATCH/Probe.cs\" && mcs -out:\"$SCRATCH/Probe.exe\""
                    + " -r:System.Runtime.Serialization \"$SCRATCH/Probe.cs\" && command -v mono",
            "mono-mcs libmono-system-runtime-serialization4.0-cil");

    private final String command;
    private final String probe;
    private final String packages;

    /** A program whose runtime has to be there. */
    LegacyClient(String command) {
        this(command, "true", "");
    }

    LegacyClient(String command, String probe, String packages) {
        this.command = command;
        this.probe = probe;
        this.packages = packages;
    }

    /** The packages of Debian that bring the runtime. */
    String packages() {
        return packages;
    }

    String command() {
        return command;
    }

    /** What succeeds where the runtime is. */
    String probe() {
        return probe;
    }
}
