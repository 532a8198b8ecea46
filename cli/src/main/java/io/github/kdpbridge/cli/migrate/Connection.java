package io.github.kdpbridge.cli.migrate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that ask the admin side: which gateway, and who asks. */
public final class Connection {
    private static final String VARIABLE = "KDP_MIGRATE_TOKEN";

    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081",
            description = "The gateway's admin side; default ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8081");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with your token; without it, the variable KDP_MIGRATE_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(names = "--json", description = "Print the gateway's answer as JSON.")
    private boolean json;

    /**
     * Creates the options.
     *
     * @param environment the variables, of which one may be the token
     */
    public Connection(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns whether the answer is to be printed as it is. */
    public boolean json() {
        return json;
    }

    /** Returns the address of the admin side. */
    public URI url() {
        return url;
    }

    /**
     * Returns a client for the admin side.
     *
     * @param account the account that it asks for; null for the only one
     * @throws MigrateException if an option is wrong, or there is no token
     */
    public AdminClient open(@Nullable String account) {
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new MigrateException(MigrateException.USAGE, "--url: must be an http or https URL, not " + url);
        }
        String text = url.toString();
        return new AdminClient(
                URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text), token(), account);
    }

    private String token() {
        String token = tokenFile == null ? environment.getOrDefault(VARIABLE, "") : read(tokenFile);
        if (token.isEmpty() && tokenFile != null) {
            throw new MigrateException(MigrateException.USAGE, "--token-file: %s is empty".formatted(tokenFile));
        }
        if (token.isEmpty()) {
            throw new MigrateException(
                    MigrateException.USAGE, "there is no token: set KDP_MIGRATE_TOKEN, or name a --token-file");
        }
        if (!token.chars().allMatch(mark -> mark > ' ' && mark < 127)) {
            throw new MigrateException(MigrateException.USAGE, "the token must be ASCII without blanks");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new MigrateException(MigrateException.USAGE, "--token-file: %s cannot be read".formatted(file));
        }
    }
}
