package io.github.kdpbridge.gen2client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final KeyPair PAIR = generate(2048);
    private static final String PUBLIC = base64(PAIR.getPublic().getEncoded());
    private static final String PKCS8 = base64(PAIR.getPrivate().getEncoded());
    /** A PKCS#8 key of 2048 bits is 26 bytes of envelope around the PKCS#1 key. */
    private static final String PKCS1 = base64(Arrays.copyOfRange(
            PAIR.getPrivate().getEncoded(), 26, PAIR.getPrivate().getEncoded().length));

    private static KeyPair generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String file(String publicKey, String privateKey) {
        return "{\"Public\":\"" + publicKey + "\",\"Private\":\"" + privateKey + "\",\"Created\":1}";
    }

    private static String armour(String label, String base64) {
        return "-----BEGIN " + label + "-----\\n" + base64.replaceAll("(.{64})", "$1\\\\n") + "\\n-----END " + label
                + "-----\\n";
    }

    @Test
    void everyForm_readsAsTheSameKey() {
        for (String privateKey :
                new String[] {PKCS8, PKCS1, armour("PRIVATE KEY", PKCS8), armour("RSA PRIVATE KEY", PKCS1)}) {
            SigningKey key = SigningKey.parse("keys.json", file(armour("PUBLIC KEY", PUBLIC), privateKey));

            assertThat(key.privateKey().getModulus()).isEqualTo(((RSAPrivateKey) PAIR.getPrivate()).getModulus());
            assertThat(key.privateKey().getPrivateExponent())
                    .isEqualTo(((RSAPrivateKey) PAIR.getPrivate()).getPrivateExponent());
            assertThat(key.publicKeyBase64()).isEqualTo(PUBLIC);
        }
    }

    @Test
    void toString_showsNoKey() {
        assertThat(SigningKey.of((RSAPublicKey) PAIR.getPublic(), (RSAPrivateKey) PAIR.getPrivate()))
                .hasToString("SigningKey[RSA 2048]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json                              | is not a JSON object with Public and Private",
                "[]                                    | is not a JSON object with Public and Private",
                "{}                                    | has no text in the field Public",
                "{\"Public\":\"%PUBLIC%\"}             | has no text in the field Private",
                "{\"Public\":\"!!\"}                   | the field Public is not Base64",
                "{\"Public\":\"AAAA\",\"Private\":\"%PRIVATE%\"} | the field Public is not an RSA public key (X.509 SubjectPublicKeyInfo)",
                "{\"Public\":\"%PUBLIC%\",\"Private\":\"AAAA\"}  | the field Private is not an RSA private key (PKCS#8 or PKCS#1)",
                "{\"Public\":\"%OTHER%\",\"Private\":\"%PRIVATE%\"} | Public and Private are not of one key pair",
            })
    void badKeyFile_isNamedWithWhatIsWrong(String json, String why) {
        String text = json.replace("%PUBLIC%", PUBLIC)
                .replace("%PRIVATE%", PKCS8)
                .replace("%OTHER%", base64(generate(2048).getPublic().getEncoded()));

        assertThatThrownBy(() -> SigningKey.parse("keys.json", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key file keys.json: " + why)
                .hasNoCause();
    }

    @Test
    void shortKey_isRefused() {
        KeyPair small = generate(1024);

        assertThatThrownBy(() -> SigningKey.of((RSAPublicKey) small.getPublic(), (RSAPrivateKey) small.getPrivate()))
                .hasMessage("the key pair: the key has 1024 bits, RS512 needs at least 2048");
    }

    @Test
    void file_isReadByItsPath(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, file(PUBLIC, PKCS8));

        assertThat(SigningKey.read(file).publicKeyBase64()).isEqualTo(PUBLIC);
    }

    /** Some key files of the portal name the client as well (observed). */
    @Test
    void fileWithAnIdentifier_isRead() {
        String file = file(PUBLIC, PKCS8).replace("\"Created\":1", "\"Identifier\":\"eyJhbGciOiJSUzUxMiJ9.e30.c2ln\"");

        assertThat(SigningKey.parse("keys.json", file).publicKeyBase64()).isEqualTo(PUBLIC);
    }

    @Test
    void missingFile_isNamed(@TempDir Path directory) {
        Path file = directory.resolve("none.json");

        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("key file " + file + ": there is no such file");
    }

    @Test
    void fileThatEndsTooEarly_isRefused() {
        String file = file(PUBLIC, PKCS8);

        assertThatThrownBy(() -> SigningKey.parse("keys.json", file.substring(0, file.length() - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key file keys.json: is not a JSON object with Public and Private");
    }

    @Test
    void source_hasAClientIdentifierAndNeverShowsIt() {
        SigningKey key = SigningKey.parse("keys.json", file(PUBLIC, PKCS8));

        assertThat(SignedTokenSource.of("client", key)).hasToString("SignedTokenSource");
        assertThatThrownBy(() -> SignedTokenSource.of("", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the client identifier is empty");
    }

    @Test
    void markBeforeAKeyFile_isSkipped(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("keys.json"), "\uFEFF" + file(PUBLIC, PKCS8));

        assertThat(SigningKey.read(file).publicKeyBase64()).isEqualTo(PUBLIC);
    }

    /** Not every editor writes a mark. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void keyFileInUtf16_isNamedAsSuch(String charset, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("keys.json"), file(PUBLIC, PKCS8), Charset.forName(charset));

        assertThatThrownBy(() -> SigningKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key file " + file
                        + ": is encoded in UTF-16: save it as UTF-8, or take it from the portal again");
    }
}
