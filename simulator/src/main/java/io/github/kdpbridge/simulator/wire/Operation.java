package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Refused;
import java.util.Set;

/** One operation of a service: where it is found, and what it does. */
public interface Operation {
    /**
     * Its HTTP method.
     *
     * @return the method
     */
    String method();

    /**
     * The paths it is found at.
     *
     * @return one path or more
     */
    Set<String> paths();

    /**
     * Does it.
     *
     * @param call a request of this method and one of these paths
     * @return the answer
     * @throws Refused if the request is refused; the service writes the refusal
     */
    Reply perform(Call call) throws Refused;
}
