package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.ProfileView;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.Required;
import io.github.kdpbridge.simulator.world.World;
import java.util.List;
import java.util.Set;

/**
 * Lists a customer's KME profiles. Reseller and customer are headers, and no longer parameters of the query (contract,
 * section 6: documented, July 2020).
 */
final class ProfileListOperation extends AccountOperation {
    private final Portal portal;

    ProfileListOperation(Authentication authentication, Set<String> paths, Portal portal) {
        super(authentication, "GET", paths);
        this.portal = portal;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        String resellerId = Required.reseller(call.header("resellerId"));
        String customerId = Required.value("customerId", call.header("customerId"));
        List<ProfileView> profiles = portal.profiles(account, resellerId, customerId);
        return Reply.json(
                200,
                new ListDto(profiles.size(), profiles.stream().map(ItemDto::of).toList()));
    }

    private record ListDto(int totalCount, List<ItemDto> profileAliases) {}

    private record ItemDto(String profileAlias, String profileId) {
        static ItemDto of(ProfileView profile) {
            return new ItemDto(profile.alias(), profile.profileId());
        }
    }
}
