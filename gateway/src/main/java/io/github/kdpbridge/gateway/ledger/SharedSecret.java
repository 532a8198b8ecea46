package io.github.kdpbridge.gateway.ledger;

import com.google.common.io.BaseEncoding;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.security.SecureRandom;
import okio.ByteString;

/** The secret that all gateways of a ledger share. It is made by the first, and never changes. */
public final class SharedSecret {
    private static final int KEY_BYTES = 32;
    private static final String MAKE_KEY =
            "INSERT INTO kdp_masking (id, secret) VALUES (1, ?) ON CONFLICT (id) DO NOTHING";
    private static final String KEY = "SELECT secret FROM kdp_masking WHERE id = 1";

    private SharedSecret() {}

    /**
     * Returns a key of 32 bytes for one purpose: from keys of other purposes it cannot be found.
     *
     * @param purpose the purpose, in words
     * @throws LedgerException if the ledger cannot be used
     */
    public static ByteString of(SqlLedger ledger, String purpose) {
        byte[] secret = ledger.database().<byte[]>inTransaction(SharedSecret::read);
        return ByteString.encodeUtf8(purpose).hmacSha256(ByteString.of(secret));
    }

    /** Of several gateways that make it at once, all get the first. */
    static byte[] read(Session sql) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        sql.update(MAKE_KEY, BaseEncoding.base16().encode(key));
        return BaseEncoding.base16()
                .decode(sql.handle().createQuery(KEY).mapTo(String.class).one());
    }
}
