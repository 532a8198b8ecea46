package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.TEXT;

import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;

/** The settings of a certificate, one row each, in the section of a listener. */
final class TlsSettings {
    final Section section;
    final Setting<String> certificate;
    final Setting<String> key;
    final Setting<String> keystore;
    final Setting<String> password;

    /**
     * Creates the settings.
     *
     * @param listener the path of the listener's section
     * @param meaning what the certificate is for
     * @param without what holds without it
     * @param rows get each row
     */
    TlsSettings(String listener, String meaning, String without, Rows rows) {
        String path = listener + ".tls";
        section = rows.section(path, meaning + ": two PEM files, or one PKCS#12 file.");
        certificate = rows.row(Setting.of(
                        path + ".certificate",
                        TEXT,
                        "",
                        "PEM file with the certificate, followed by its chain; without `tls`, " + without)
                .sample("\"tls.crt\""));
        key = rows.row(Setting.of(path + ".key", TEXT, "", "PEM file with its key, unencrypted PKCS#8")
                .sample("\"tls.key\""));
        keystore = rows.row(Setting.of(
                        path + ".keystore",
                        TEXT,
                        "",
                        "PKCS#12 file with certificates and key, in place of `certificate` and `key`")
                .sample("\"tls.p12\""));
        password = rows.row(Setting.of(path + ".password", TEXT, "", "password of the PKCS#12 file")
                .sample("${KDP_TLS_PASSWORD}"));
    }
}
