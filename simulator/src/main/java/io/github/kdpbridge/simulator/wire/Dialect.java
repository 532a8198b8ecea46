package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Condition;

/** How a service says that something is wrong. */
public interface Dialect {
    /**
     * Its word for a condition.
     *
     * @param condition the condition
     * @return the word
     */
    WireError error(Condition condition);

    /**
     * The body of a refusal.
     *
     * @param call the refused request
     * @param error what is wrong
     * @param data the text for people
     * @return a record to write as JSON
     */
    Record refusal(Call call, WireError error, String data);
}
