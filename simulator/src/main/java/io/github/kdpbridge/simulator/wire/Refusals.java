package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Refused;

/** How a service says that something is wrong. */
public interface Refusals {
    /**
     * The answer to a refused request.
     *
     * @param call the request
     * @param refused what is wrong
     * @return the answer
     */
    Reply refusal(Call call, Refused refused);

    /**
     * The answer to a request that no operation takes: its path, its method, or its size is wrong.
     *
     * @param call the request
     * @param status the HTTP status
     * @param data what is wrong, for people
     * @return the answer
     */
    Reply misdirected(Call call, int status, String data);
}
