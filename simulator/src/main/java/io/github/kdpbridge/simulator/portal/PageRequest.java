package io.github.kdpbridge.simulator.portal;

import java.util.List;

/**
 * The requested part of a list.
 *
 * @param pageNum the page, from 0
 * @param pageSize the most items of a page, at least 1
 */
public record PageRequest(int pageNum, int pageSize) {
    /** Takes the page out of a whole list, at a cost that does not depend on where it is. */
    public <T> Page<T> of(List<T> all) {
        long from = Math.min((long) pageNum * pageSize, all.size());
        long to = Math.min(from + pageSize, all.size());
        return new Page<>(this, all.size(), List.copyOf(all.subList((int) from, (int) to)));
    }
}
