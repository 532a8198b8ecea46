package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/** How a request says which page it wants (contract section 6: assumed). */
final class Paging {
    private static final int USUAL_SIZE = 100;

    private Paging() {}

    /** The page of two texts, each of them null when the request does not say. */
    static PageRequest read(@Nullable String pageNum, @Nullable String pageSize, int sizeLimit) throws Refused {
        return new PageRequest(pageNum(pageNum), pageSize(pageSize, sizeLimit));
    }

    static int pageNum(@Nullable String text) throws Refused {
        if (text == null) {
            return 0;
        }
        int number = number(text);
        if (number < 0) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, "pageNum must be a whole number from 0");
        }
        return number;
    }

    private static int pageSize(@Nullable String text, int limit) throws Refused {
        if (text == null) {
            return Math.min(USUAL_SIZE, limit);
        }
        int number = number(text);
        if (number < 1 || number > limit) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, "pageSize must be a whole number from 1 to " + limit);
        }
        return number;
    }

    /** The number, or -1 when it is none. */
    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
