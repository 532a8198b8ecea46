package io.github.kdpbridge.gateway.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;

/** Whether other users of this machine can read a file with a secret. */
record SecretFileCheck(Path file) implements Check {
    @Override
    public void run(Consumer<Finding> findings) {
        String subject = "file " + file;
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            findings.accept(
                    permissions.contains(PosixFilePermission.OTHERS_READ)
                            ? Finding.warning(
                                    subject,
                                    "every user of this machine can read it ("
                                            + PosixFilePermissions.toString(permissions) + ")",
                                    "Leave it to the gateway's user: chmod 600 " + file)
                            : Finding.good(subject, "cannot be read by other users"));
        } catch (UnsupportedOperationException e) {
            findings.accept(Finding.unknown(subject, "exists; this file system does not show who can read it"));
        } catch (IOException e) {
            findings.accept(Finding.failed(
                    subject, "cannot be looked at: " + e.getMessage(), "Check that the file is there and readable."));
        }
    }
}
