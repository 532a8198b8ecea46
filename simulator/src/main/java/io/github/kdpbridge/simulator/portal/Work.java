package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies an accepted submission to the register, device by device. */
final class Work {
    private final Register register;
    private final Submission submission;
    private final Dialect dialect;

    Work(Register register, Submission submission, Dialect dialect) {
        this.register = register;
        this.submission = submission;
        this.dialect = dialect;
    }

    /** A device that a submission names, directly or by the upload that registered it. */
    record Target(DeviceType type, String id) {}

    /** Refuses a delete of devices that are not registered, if the dialect makes that an error of the request. */
    void checkForeign(List<Target> targets) throws Refused {
        if (submission.kind() == Kind.DELETE
                && dialect.get(Dialect.FOREIGN_DEVICE_LEVEL) == Dialect.ErrorLevel.REQUEST) {
            for (Target target : targets) {
                if (register.isForeign(target.type(), target.id(), submission)) {
                    throw Refused.of(Condition.DEVICE_NOT_THERE, target.id());
                }
            }
        }
    }

    List<DeviceOutcome> perform(List<Target> targets, Instant now) {
        boolean once = submission.generation() == Generation.ONE
                || dialect.get(Dialect.REPEATED_DEVICES) != Dialect.Repeated.DUPLICATE;
        Map<Phones.Key, DeviceOutcome> judged = new HashMap<>();
        List<DeviceOutcome> outcomes = new ArrayList<>(targets.size());
        for (Target target : targets) {
            Phones.Key key = Phones.Key.of(target.type(), target.id());
            DeviceOutcome before = judged.get(key);
            DeviceOutcome outcome = before == null
                    ? performed(target, now)
                    : once ? before.again(target.id()) : repeated(target, before, now);
            judged.putIfAbsent(key, outcome);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private DeviceOutcome performed(Target target, Instant now) {
        return submission.kind() == Kind.UPLOAD
                ? register.upload(target.type(), target.id(), submission, dialect, now)
                : register.delete(target.type(), target.id(), submission);
    }

    private DeviceOutcome repeated(Target target, DeviceOutcome before, Instant now) {
        return submission.kind() == Kind.UPLOAD && before.failure() == null
                ? DeviceOutcome.failed(target.type(), target.id(), Condition.DEVICE_DUPLICATE)
                : performed(target, now);
    }
}
