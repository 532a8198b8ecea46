package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.ProfileAlias;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a profile alias under the profile's field names. */
final class ProfileAliasAdapter extends JsonAdapter<ProfileAlias> {
    private final Gen2Profile profile;

    ProfileAliasAdapter(Gen2Profile profile) {
        this.profile = profile;
    }

    @Override
    public ProfileAlias fromJson(JsonReader reader) {
        throw new UnsupportedOperationException("profile aliases of a request are only written");
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable ProfileAlias alias) throws IOException {
        Objects.requireNonNull(alias, "alias");
        writer.beginObject();
        writer.name(profile.aliasServiceField()).value(alias.serviceId());
        writer.name(profile.aliasNameField()).value(alias.alias());
        writer.endObject();
    }
}
