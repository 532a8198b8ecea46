package example;

import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;

final class Corrections {
    private Corrections() {}

    static Gen2Client client(
            io.github.kdpbridge.core.ResellerId reseller, io.github.kdpbridge.gen2client.token.TokenSource tokens) {
        Gen2Profile profile = Gen2Profile.builder()
                .lists(Gen2ListProfile.builder().customersPath("customers").build())
                .build();
        Gen2Client kdp = Gen2Client.builder(reseller).tokens(tokens).profile(profile).build();
        return kdp;
    }
}
