package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Transaction;

/** How a generation writes errors. */
public interface Refusals {
    /** The answer to a refused request. */
    Reply refusal(Call call, Refused refused);

    /** The answer to a request that no operation takes: its path, its method, or its size is wrong. */
    Reply misdirected(Call call, int status, String data);

    /** The error of a transaction as a whole. */
    Coded coded(Condition failure, String subject);

    /** The error of a device of a transaction. */
    Coded coded(Condition failure, DeviceOutcome outcome, Transaction transaction);
}
