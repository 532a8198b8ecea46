package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {
            "Make a token for an operator, and the line of the gateway's configuration that knows it.",
            "The token is shown once; the configuration has only its SHA-256."
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class TokenCommand implements Callable<Integer> {
    private static final int BYTES = 32;

    @Parameters(paramLabel = "NAME", description = "The name of the operator, in the log of each act.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer, which may look, or operator, which may also act.")
    private String role;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        AdminAccess access = access(token);
        PrintWriter out = spec.commandLine().getOut();
        out.println("token of %s, shown this once: %s".formatted(access.name(), token));
        out.println("for the gateway's configuration, which is read at its start:");
        out.println("gateway.admin.access += { name = \"%s\", role = %s, tokenSha256 = \"%s\" }"
                .formatted(
                        access.name(),
                        access.role().name().toLowerCase(Locale.ROOT),
                        access.token().hex()));
        return ExitCode.OK;
    }

    private AdminAccess access(String token) {
        try {
            Role known = switch (role) {
                case "viewer" -> Role.VIEWER;
                case "operator" -> Role.OPERATOR;
                default -> throw new IllegalArgumentException("--role: must be viewer or operator, not " + role);
            };
            return new AdminAccess(name, known, AdminAccess.digest(token));
        } catch (IllegalArgumentException e) {
            throw new MigrateException(MigrateException.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
