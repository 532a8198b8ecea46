package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds an account by the credentials that open it. */
public final class Accounts {
    private final Map<String, World.Reseller> byGen1Key = new LinkedHashMap<>();
    private final Map<String, Identified> byClientIdentifier = new LinkedHashMap<>();
    private final Map<String, OAuth> byOAuthClient = new LinkedHashMap<>();

    public Accounts(World world) {
        for (World.Reseller reseller : world.resellers()) {
            String key = reseller.gen1Key();
            if (key != null) {
                byGen1Key.put(key, reseller);
            }
            reseller.clientIdentifiers()
                    .forEach(it -> byClientIdentifier.put(it.clientIdentifier(), new Identified(reseller, it)));
            reseller.oauthClients().forEach(it -> byOAuthClient.put(it.clientId(), new OAuth(reseller, it)));
        }
    }

    /** The account of a static key, or empty when the key is not known. */
    public Optional<World.Reseller> ofGen1Key(String key) {
        return Optional.ofNullable(byGen1Key.get(key));
    }

    /** The account of a client identifier, or empty when the identifier is not known. */
    public Optional<Identified> ofClientIdentifier(String clientIdentifier) {
        return Optional.ofNullable(byClientIdentifier.get(clientIdentifier));
    }

    /** The account of an OAuth client, or empty when the client is not known. */
    public Optional<OAuth> ofOAuthClient(String clientId) {
        return Optional.ofNullable(byOAuthClient.get(clientId));
    }

    /** An account found by a client identifier. */
    public record Identified(World.Reseller account, World.ClientIdentifier identifier) {}

    /** An account found by an OAuth client. */
    public record OAuth(World.Reseller account, World.OAuthClient client) {}
}
