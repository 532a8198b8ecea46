package io.github.kdpbridge.cli.migrate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands of a migration: which gateway, which account, and who asks. */
final class Connection {
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

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The reseller id, if several accounts of the gateway migrate.")
    private @Nullable String account;

    @Option(names = "--json", description = "Print the gateway's answer as JSON.")
    private boolean json;

    Connection(Map<String, String> environment) {
        this.environment = environment;
    }

    boolean json() {
        return json;
    }

    URI url() {
        return url;
    }

    AdminClient open() {
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
