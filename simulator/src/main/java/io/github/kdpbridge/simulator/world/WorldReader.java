package io.github.kdpbridge.simulator.world;

import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.ByteString;

/** Reads a world from JSON. An unknown field is an error, because it may be a misspelt one. */
final class WorldReader {
    private static final ByteString UTF_16_BIG = ByteString.of((byte) 0xfe, (byte) 0xff);
    private static final ByteString UTF_16_LITTLE = ByteString.of((byte) 0xff, (byte) 0xfe);
    private static final long LONGEST_PROCESSING_MILLIS = Duration.ofDays(1).toMillis();

    /** The names and credentials of accounts so far; no two accounts can have the same. */
    private final Set<String> used = new HashSet<>();

    private WorldReader() {}

    static World read(Path file) {
        try {
            ByteString text = ByteString.of(Files.readAllBytes(file));
            if (text.startsWith(UTF_16_BIG) || text.startsWith(UTF_16_LITTLE)) {
                throw new IllegalArgumentException(file + ": is text in UTF-16; save it in UTF-8");
            }
            JsonValue root = JsonValue.parse(text, "$");
            return new WorldReader().world(root);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (JsonProblem e) {
            throw new IllegalArgumentException(file + ": " + e.text(), e);
        }
    }

    private World world(JsonValue root) throws JsonProblem {
        known(root, "settings dialect resellers phones rejected");
        JsonValue rejected = root.field("rejected");
        return new World(
                settings(root.field("settings")),
                Dialect.read(root.field("dialect").objectOrEmpty()),
                all(required(root.field("resellers")), this::reseller),
                all(root.field("phones"), WorldReader::phone),
                rejected.isAbsent() ? List.of() : rejected.texts());
    }

    private static World.Settings settings(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.objectOrEmpty(), "processingMillis deviceLimit pageSizeLimit usualPageSize");
        World.Settings usual = World.Settings.standard();
        JsonValue processing = object.field("processingMillis");
        return new World.Settings(
                processing.isAbsent()
                        ? usual.processingTime()
                        : Duration.ofMillis(processing.number(0, LONGEST_PROCESSING_MILLIS)),
                number(object.field("deviceLimit"), usual.deviceLimit()),
                number(object.field("pageSizeLimit"), usual.pageSizeLimit()),
                number(object.field("usualPageSize"), usual.usualPageSize()));
    }

    private static int number(JsonValue field, int usual) throws JsonProblem {
        return field.isAbsent() ? usual : (int) field.number(1, Integer.MAX_VALUE);
    }

    private static World.Phone phone(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.object(), "imei imei2 meid serialNumber model");
        return new World.Phone(
                text(object.field("imei")),
                object.field("imei2").textOrNull(),
                object.field("meid").textOrNull(),
                object.field("serialNumber").textOrNull(),
                text(object.field("model")));
    }

    private World.Reseller reseller(JsonValue field) throws JsonProblem {
        JsonValue object = known(
                field.object(),
                "resellerId gen1Key clientIdentifiers oauthClients customers vendors devices name country more");
        JsonValue key = object.field("gen1Key");
        return new World.Reseller(
                unique(object.field("resellerId")),
                key.isMissing() ? null : unique(key),
                all(object.field("clientIdentifiers"), this::clientIdentifier),
                all(object.field("oauthClients"), this::oauthClient),
                all(object.field("customers"), WorldReader::customer),
                all(object.field("vendors"), WorldReader::vendor),
                all(object.field("devices"), WorldReader::device),
                details(object));
    }

    private World.ClientIdentifier clientIdentifier(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.object(), "clientIdentifier publicKey");
        JsonValue key = object.field("publicKey");
        String publicKey = key.textOrNull();
        if (publicKey != null && RsaKey.read(publicKey).isEmpty()) {
            throw new JsonProblem(key.path() + " must be the Base64 of a public RSA key");
        }
        return new World.ClientIdentifier(unique(object.field("clientIdentifier")), publicKey);
    }

    private World.OAuthClient oauthClient(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.object(), "clientId clientSecret scopes tokenLifeSeconds");
        JsonValue scopes = object.field("scopes");
        JsonValue life = object.field("tokenLifeSeconds");
        World.OAuthClient usual =
                new World.OAuthClient(unique(object.field("clientId")), text(object.field("clientSecret")));
        return new World.OAuthClient(
                usual.clientId(),
                usual.clientSecret(),
                scopes.isAbsent() ? usual.scopes() : scopes.texts(),
                life.isAbsent() ? usual.tokenLifeSeconds() : (int) life.number(1, 3600));
    }

    private static World.Customer customer(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.object(), "customerId profileAliases name country more");
        JsonValue profiles = object.field("profileAliases");
        return new World.Customer(
                text(object.field("customerId")), profiles.isAbsent() ? List.of() : profiles.texts(), details(object));
    }

    private static World.Vendor vendor(JsonValue field) throws JsonProblem {
        if (field.isText()) {
            return new World.Vendor(text(field), World.Details.none());
        }
        JsonValue object = known(field.object(), "vendorId name country more");
        return new World.Vendor(text(object.field("vendorId")), details(object));
    }

    private static World.Details details(JsonValue object) throws JsonProblem {
        JsonValue more = object.field("more").objectOrEmpty();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : more.names()) {
            fields.put(name, more.field(name).text());
        }
        return new World.Details(
                object.field("name").textOrNull(), object.field("country").textOrNull(), fields);
    }

    private static World.SeedDevice device(JsonValue field) throws JsonProblem {
        JsonValue object = known(field.object(), "type id customerId vendorId transactionId");
        JsonValue type = object.field("type");
        return new World.SeedDevice(
                DeviceType.named(text(type))
                        .orElseThrow(() -> new JsonProblem(type.path() + " must be IMEI, MEID or SN")),
                text(object.field("id")),
                text(object.field("customerId")),
                object.field("vendorId").textOrNull(),
                text(object.field("transactionId")));
    }

    private String unique(JsonValue field) throws JsonProblem {
        String text = text(field);
        String name = field.path().substring(field.path().lastIndexOf('.'));
        if (!used.add(name + "=" + text)) {
            throw new JsonProblem(field.path() + " is repeated in the file");
        }
        return text;
    }

    private static <T> List<T> all(JsonValue array, Part<T> part) throws JsonProblem {
        List<T> parts = new ArrayList<>();
        for (JsonValue element : array.elements()) {
            parts.add(part.read(element));
        }
        return parts;
    }

    private static String text(JsonValue field) throws JsonProblem {
        return required(field).text();
    }

    private static JsonValue required(JsonValue field) throws JsonProblem {
        if (field.isMissing()) {
            throw new JsonProblem(field.path() + " is missing");
        }
        return field;
    }

    /** The object, unless it has a field that is not among the names. */
    private static JsonValue known(JsonValue object, String names) throws JsonProblem {
        List<String> known = List.of(names.split(" "));
        for (String name : object.names()) {
            if (!known.contains(name)) {
                throw new JsonProblem(object.field(name).path() + " is not a field of the world; use one of "
                        + String.join(", ", known));
            }
        }
        return object;
    }

    @FunctionalInterface
    private interface Part<T> {
        T read(JsonValue field) throws JsonProblem;
    }
}
