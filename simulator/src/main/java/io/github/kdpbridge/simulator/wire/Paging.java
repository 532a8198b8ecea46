package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import org.jspecify.annotations.Nullable;

/** How a request says which page it wants (contract, section 6). */
final class Paging {
    private Paging() {}

    /** The page of two texts, each of them null when the request does not say. */
    static PageRequest read(@Nullable String pageNum, @Nullable String pageSize, World.Settings settings)
            throws Refused {
        return new PageRequest(pageNum(pageNum), pageSize(pageSize, settings));
    }

    private static int pageNum(@Nullable String text) throws Refused {
        if (text == null) {
            return 0;
        }
        int number = number(text);
        if (number < 0) {
            throw Refused.parameter("pageNum", "pageNum must be a whole number from 0");
        }
        return number;
    }

    private static int pageSize(@Nullable String text, World.Settings settings) throws Refused {
        int limit = settings.pageSizeLimit();
        if (text == null) {
            return Math.min(settings.usualPageSize(), limit);
        }
        int number = number(text);
        if (number < 1 || number > limit) {
            throw Refused.parameter("pageSize", "pageSize must be a whole number from 1 to " + limit);
        }
        return number;
    }

    /** The number, or -1 when it is none. */
    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
