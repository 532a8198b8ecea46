package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.kdpbridge.gen2client.token.SigningKey;
import java.nio.charset.StandardCharsets;

/** Any text of a key file: it is a key, or the message names the file and nothing that stands in it. */
class KeyFileFuzzTest {
    @DictionaryFile(resourcePath = "gen2.dict")
    @FuzzTest
    void parse(byte[] input) {
        try {
            assertThat(SigningKey.parse("a file", new String(input, StandardCharsets.UTF_8)))
                    .hasToString("SigningKey[RSA 2048]");
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessageMatching("key file a file: (is not a JSON object with Public and Private"
                            + "|has no text in the field (Public|Private)"
                            + "|the field (Public|Private) is not Base64"
                            + "|the field Public is not an RSA public key \\(X\\.509 SubjectPublicKeyInfo\\)"
                            + "|the field Private is not an RSA private key \\(PKCS#8 or PKCS#1\\)"
                            + "|the key has [0-9]+ bits, RS512 needs at least 2048"
                            + "|Public and Private are not of one key pair)");
        }
    }
}
