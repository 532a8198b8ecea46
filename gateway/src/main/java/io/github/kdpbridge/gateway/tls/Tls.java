package io.github.kdpbridge.gateway.tls;

import java.nio.file.Path;
import java.util.Objects;

/** The server's certificate. */
public sealed interface Tls {
    /**
     * A certificate in PEM files.
     *
     * @param certificates the certificate, followed by its chain
     * @param privateKey its key in PKCS#8, unencrypted
     */
    record Pem(Path certificates, Path privateKey) implements Tls {
        public Pem {
            Objects.requireNonNull(certificates, "certificates");
            Objects.requireNonNull(privateKey, "privateKey");
        }
    }

    /**
     * A certificate in a PKCS#12 file.
     *
     * @param file the certificate, its chain and its key
     * @param password the password of the file; secret, may be empty
     */
    record Pkcs12(Path file, String password) implements Tls {
        public Pkcs12 {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(password, "password");
        }

        /** Returns the file, never the password. */
        @Override
        public String toString() {
            return "Pkcs12[" + file + "]";
        }
    }
}
