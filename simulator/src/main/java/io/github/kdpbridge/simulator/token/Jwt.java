package io.github.kdpbridge.simulator.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A signed token, read but not yet believed: nothing of it holds before {@link #verify} returned. */
final class Jwt {
    private final JsonValue header;
    private final JsonValue claims;
    private final byte[] signed;
    private final byte[] signature;

    private Jwt(JsonValue header, JsonValue claims, byte[] signed, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    static Jwt read(String compact) throws Refused {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw bad("the JWT is malformed");
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            return new Jwt(
                    JsonValue.parse(ByteString.of(base64.decode(parts[0]))),
                    JsonValue.parse(ByteString.of(base64.decode(parts[1]))),
                    (parts[0] + "." + parts[1]).getBytes(US_ASCII),
                    base64.decode(parts[2]));
        } catch (IllegalArgumentException | JsonProblem e) {
            throw bad("the JWT is malformed");
        }
    }

    /** Checks the algorithm, which is ours to choose and not the token's, and the signature. */
    void verify(PublicKey key) throws Refused {
        if (!"RS512".equals(text(header.field("alg")))) {
            throw bad("alg of the JWT must be RS512");
        }
        try {
            Signature verifier = Signature.getInstance("SHA512withRSA");
            verifier.initVerify(key);
            verifier.update(signed);
            if (verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length is a wrong signature.
        }
        throw bad("the signature of the JWT is wrong");
    }

    JsonValue claim(String name) {
        return claims.field(name);
    }

    String textClaim(String name) throws Refused {
        String text = text(claims.field(name));
        if (text == null) {
            throw bad(name + " is missing in the JWT");
        }
        return text;
    }

    static Refused bad(String data) {
        return Refused.because(Condition.SIGNED_TOKEN_BAD, data);
    }

    private static @Nullable String text(JsonValue field) {
        try {
            return field.textOrNull();
        } catch (JsonProblem notText) {
            return null;
        }
    }
}
