package io.github.kdpbridge.gen2client.token;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.Utf16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The RSA key pair that the portal gives to a reseller, for the signed-token scheme.
 *
 * <p>The portal's key file is JSON with {@code Public} and {@code Private}, each the Base64 of a DER key (observed). The
 * private key may be PKCS#8 or PKCS#1, and both may stand in PEM armour. Immutable; {@code toString} shows no key.
 */
public final class SigningKey {
    private static final int LEAST_BITS = 2048;

    private final RSAPublicKey publicKey;
    private final RSAPrivateKey privateKey;

    private SigningKey(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /**
     * Returns a key pair.
     *
     * @throws IllegalArgumentException if the two do not belong together, or are shorter than 2048 bits
     */
    public static SigningKey of(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        return checked("the key pair", publicKey, privateKey);
    }

    /**
     * Reads a key file of the portal's.
     *
     * @throws IllegalArgumentException if the file is not such a key file; the message names the file and what is wrong
     * @throws UncheckedIOException if the file cannot be read
     */
    public static SigningKey read(Path file) {
        try {
            byte[] text = Files.readAllBytes(file);
            if (Utf16.is(text)) {
                throw new IllegalArgumentException("key file " + file
                        + ": is encoded in UTF-16: save it as UTF-8, or take it from the portal again");
            }
            return parse(
                    file.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(text))
                            .toString());
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("key file " + file + ": there is no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + file + ": cannot be read as text: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the text of a key file of the portal's, with or without a byte order mark.
     *
     * @param name the name of the file in messages
     * @throws IllegalArgumentException if the text is not such a key file; the message names what is wrong
     */
    public static SigningKey parse(String name, String json) {
        String origin = "key file " + name;
        Map<String, String> fields = fields(origin, json);
        return checked(
                origin,
                publicKey(origin, der(origin, "Public", fields.get("Public"))),
                privateKey(origin, der(origin, "Private", fields.get("Private"))));
    }

    RSAPrivateKey privateKey() {
        return privateKey;
    }

    /** Returns the Base64 of the public key's DER, as the service expects it. */
    String publicKeyBase64() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    private static SigningKey checked(String origin, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        int bits = publicKey.getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "%s: the key has %d bits, RS512 needs at least %d".formatted(origin, bits, LEAST_BITS));
        }
        if (!publicKey.getModulus().equals(privateKey.getModulus())) {
            throw new IllegalArgumentException(origin + ": Public and Private are not of one key pair");
        }
        return new SigningKey(publicKey, privateKey);
    }

    private static Map<String, String> fields(String origin, String json) {
        Map<String, String> fields = new HashMap<>();
        try (JsonReader reader =
                JsonReader.of(new Buffer().writeUtf8(json.startsWith("\uFEFF") ? json.substring(1) : json))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String field = reader.nextName();
                if (reader.peek() == JsonReader.Token.STRING) {
                    fields.put(field, reader.nextString());
                } else {
                    reader.skipValue();
                }
            }
            reader.endObject();
        } catch (IOException | JsonDataException e) {
            // The parser's message may quote the file, and with it the key.
            throw new IllegalArgumentException(origin + ": is not a JSON object with Public and Private");
        }
        return fields;
    }

    private static byte[] der(String origin, String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(origin + ": has no text in the field " + field);
        }
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": the field " + field + " is not Base64");
        }
    }

    private static RSAPublicKey publicKey(String origin, byte[] der) {
        try {
            return (RSAPublicKey) rsa().generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    origin + ": the field Public is not an RSA public key (X.509 SubjectPublicKeyInfo)");
        }
    }

    private static RSAPrivateKey privateKey(String origin, byte[] der) {
        byte[] pkcs8 = Pkcs1.matches(der) ? Pkcs1.toPkcs8(der) : der;
        try {
            return (RSAPrivateKey) rsa().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    origin + ": the field Private is not an RSA private key (PKCS#8 or PKCS#1)");
        }
    }

    private static KeyFactory rsa() throws NoSuchAlgorithmException {
        return KeyFactory.getInstance("RSA");
    }

    /** Returns the size of the key, never the key. */
    @Override
    public String toString() {
        return "SigningKey[RSA " + publicKey.getModulus().bitLength() + "]";
    }
}
