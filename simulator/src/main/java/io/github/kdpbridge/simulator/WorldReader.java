package io.github.kdpbridge.simulator;

import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okio.ByteString;

/** Reads a world from JSON, and takes no field that it does not know: a misspelt one would be missed silently. */
final class WorldReader {
    private static final long LONGEST_PROCESSING_MILLIS = Duration.ofDays(1).toMillis();

    private WorldReader() {}

    static World read(Path file) {
        try {
            JsonObject root = JsonObject.parse(ByteString.of(Files.readAllBytes(file)), "$");
            return world(root);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (JsonProblem e) {
            throw new IllegalArgumentException(file + ": " + e.text(), e);
        }
    }

    private static World world(JsonObject root) throws JsonProblem {
        known(root, "$", "settings", "resellers");
        List<World.Reseller> resellers = new ArrayList<>();
        for (JsonField element : required(root.field("resellers")).elements()) {
            resellers.add(reseller(element));
        }
        return new World(settings(root.field("settings")), resellers);
    }

    private static World.Settings settings(JsonField field) throws JsonProblem {
        JsonObject object = field.objectOrEmpty();
        known(object, field.path(), "processingMillis", "deviceLimit", "gen2StatusWrapped");
        World.Settings usual = World.Settings.standard();
        JsonField processing = object.field("processingMillis");
        JsonField limit = object.field("deviceLimit");
        JsonField wrapped = object.field("gen2StatusWrapped");
        return new World.Settings(
                processing.isAbsent()
                        ? usual.processingTime()
                        : Duration.ofMillis(processing.number(0, LONGEST_PROCESSING_MILLIS)),
                limit.isAbsent() ? usual.deviceLimit() : (int) limit.number(1, Integer.MAX_VALUE),
                wrapped.isAbsent() ? usual.gen2StatusWrapped() : wrapped.flag());
    }

    private static World.Reseller reseller(JsonField field) throws JsonProblem {
        JsonObject object = field.object();
        known(
                object,
                field.path(),
                "resellerId",
                "gen1Key",
                "clientIdentifiers",
                "oauthClients",
                "customers",
                "vendors",
                "devices");
        List<World.ClientIdentifier> identifiers = new ArrayList<>();
        for (JsonField element : object.field("clientIdentifiers").elements()) {
            identifiers.add(clientIdentifier(element));
        }
        List<World.OAuthClient> clients = new ArrayList<>();
        for (JsonField element : object.field("oauthClients").elements()) {
            clients.add(oauthClient(element));
        }
        List<World.Customer> customers = new ArrayList<>();
        for (JsonField element : object.field("customers").elements()) {
            customers.add(customer(element));
        }
        List<World.SeedDevice> devices = new ArrayList<>();
        for (JsonField element : object.field("devices").elements()) {
            devices.add(device(element));
        }
        return new World.Reseller(
                text(object.field("resellerId")),
                object.field("gen1Key").textOrNull(),
                identifiers,
                clients,
                customers,
                texts(object.field("vendors")),
                devices);
    }

    private static World.ClientIdentifier clientIdentifier(JsonField field) throws JsonProblem {
        JsonObject object = field.object();
        known(object, field.path(), "clientIdentifier", "publicKey");
        return new World.ClientIdentifier(
                text(object.field("clientIdentifier")),
                object.field("publicKey").textOrNull());
    }

    private static World.OAuthClient oauthClient(JsonField field) throws JsonProblem {
        JsonObject object = field.object();
        known(object, field.path(), "clientId", "clientSecret");
        return new World.OAuthClient(text(object.field("clientId")), text(object.field("clientSecret")));
    }

    private static World.Customer customer(JsonField field) throws JsonProblem {
        JsonObject object = field.object();
        known(object, field.path(), "customerId", "profileAliases");
        return new World.Customer(text(object.field("customerId")), texts(object.field("profileAliases")));
    }

    private static World.SeedDevice device(JsonField field) throws JsonProblem {
        JsonObject object = field.object();
        known(object, field.path(), "type", "id", "customerId", "vendorId", "transactionId");
        JsonField type = object.field("type");
        return new World.SeedDevice(
                DeviceType.named(text(type))
                        .orElseThrow(() -> new JsonProblem(type.path() + " must be IMEI, MEID or SN")),
                text(object.field("id")),
                text(object.field("customerId")),
                object.field("vendorId").textOrNull(),
                text(object.field("transactionId")));
    }

    private static String text(JsonField field) throws JsonProblem {
        return required(field).text();
    }

    private static List<String> texts(JsonField field) throws JsonProblem {
        return field.isAbsent() ? List.of() : field.texts();
    }

    private static JsonField required(JsonField field) throws JsonProblem {
        if (field.isMissing()) {
            throw new JsonProblem(field.path() + " is missing");
        }
        return field;
    }

    private static void known(JsonObject object, String path, String... names) throws JsonProblem {
        Set<String> known = Set.of(names);
        for (String name : object.names()) {
            if (!known.contains(name)) {
                throw new JsonProblem(
                        path + "." + name + " is not a field of the world; use one of " + String.join(", ", names));
            }
        }
    }
}
