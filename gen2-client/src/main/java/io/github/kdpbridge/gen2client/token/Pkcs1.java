package io.github.kdpbridge.gen2client.token;

import com.google.common.primitives.Bytes;

/** Wraps a PKCS#1 RSA private key in the PKCS#8 envelope that the JDK reads (RFC 8017 and RFC 5208). */
final class Pkcs1 {
    private static final byte SEQUENCE = 0x30;
    private static final byte INTEGER = 0x02;
    private static final byte OCTET_STRING = 0x04;
    private static final byte[] VERSION = {INTEGER, 0x01, 0x00};
    /** SEQUENCE { OID 1.2.840.113549.1.1.1 rsaEncryption, NULL }. */
    private static final byte[] RSA_ENCRYPTION = {
        SEQUENCE,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };
    /** Where the first element of the outer sequence ends: tag, three bytes of length, three bytes of version. */
    private static final int AFTER_VERSION = 7;

    private Pkcs1() {}

    /** Returns whether a key is PKCS#1: the version is followed by the modulus, in PKCS#8 by an algorithm. */
    static boolean matches(byte[] der) {
        return der.length > AFTER_VERSION && der[0] == SEQUENCE && der[AFTER_VERSION] == INTEGER;
    }

    static byte[] toPkcs8(byte[] pkcs1) {
        return element(SEQUENCE, Bytes.concat(VERSION, RSA_ENCRYPTION, element(OCTET_STRING, pkcs1)));
    }

    /** Writes the length in two bytes: every RSA key of 1024 bits or more needs them, none needs three. */
    private static byte[] element(byte tag, byte[] content) {
        byte[] head = {tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return Bytes.concat(head, content);
    }
}
