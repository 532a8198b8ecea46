package io.github.kdpbridge.compattests.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.testfixtures.ShortLivedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the shell, in the folder of the legacy clients, that has ended. */
record ClientProcess(int exitCode, String out, String err) {
    /** Surefire runs the tests in the folder of their module. */
    static final Path FOLDER = Path.of("..", "examples", "legacy-clients").toAbsolutePath();

    /**
     * Runs a command to its end.
     *
     * @param scratch a folder for what it prints, because a pipe that nobody reads would hold it up
     */
    static ClientProcess run(String command, Map<String, String> environment, Path scratch)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out-", ".txt");
        Path err = Files.createTempFile(scratch, "err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(FOLDER.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KDP_"));
        // A proxy of the machine's has no business between a test and its server.
        builder.environment().put("no_proxy", "127.0.0.1");
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", ShortLivedJvm.OPTIONS));
        builder.environment().put("JARS", System.getProperty("java.class.path"));
        builder.environment().put("SCRATCH", scratch.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("%s still runs after two minutes; it said: %s%s"
                        .formatted(command, Files.readString(out, UTF_8), Files.readString(err, UTF_8)));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new ClientProcess(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
