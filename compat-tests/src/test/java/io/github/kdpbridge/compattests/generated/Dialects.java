package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.simulator.Dialect;
import io.github.kdpbridge.simulator.Dialect.Builder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Dialects of the service: the documented one, and each in which one switch differs from it. */
final class Dialects {
    /** Shorter than a transaction is in progress, so that a status is not told from a slower service's. */
    private static final Duration LAG = Duration.ofSeconds(1);

    private Dialects() {}

    /** Returns all of them, the documented one first. */
    static List<Dialect> all() {
        List<Dialect> all = new ArrayList<>();
        all.add(Dialect.documented());
        each(all, Dialect.UnknownTransaction.values(), Builder::unknownTransaction);
        each(all, new Duration[] {LAG}, Builder::statusLag);
        each(all, new Boolean[] {false}, Builder::statusFiltered);
        each(all, Dialect.StatusForm.values(), Builder::statusForm);
        each(all, new Integer[] {1}, Builder::failedDevicesPerPage);
        each(all, new Boolean[] {true}, Builder::devicesInProgress);
        each(all, new Boolean[] {true}, Builder::goodDevicesListed);
        each(all, Dialect.MeidForm.values(), Builder::meidForm);
        each(all, Dialect.LetterCase.values(), Builder::letterCase);
        each(all, new Boolean[] {false}, Builder::imeiCheckDigit);
        each(all, Dialect.DeviceKey.values(), Builder::deviceKey);
        each(all, Dialect.ErrorLevel.values(), Builder::foreignDeviceLevel);
        each(all, Dialect.InvalidDevice.values(), Builder::invalidDevice);
        each(all, new String[] {"Queued"}, Builder::stateWhileWorking);
        each(all, Dialect.CodeForm.values(), Builder::codes);
        each(all, Dialect.Reupload.values(), Builder::reupload);
        each(all, Dialect.WrongCustomer.values(), Builder::wrongCustomer);
        each(all, Dialect.Repeated.values(), Builder::repeatedDevices);
        each(all, new Boolean[] {false}, Builder::operationTypeShown);
        each(all, new Boolean[] {false}, Builder::typeShown);
        each(all, new Boolean[] {false}, Builder::expiresInShown);
        return all.stream().distinct().toList();
    }

    private static <T> void each(List<Dialect> all, T[] values, BiFunction<Builder, T, Builder> setting) {
        for (T value : values) {
            all.add(setting.apply(Dialect.builder(), value).build());
        }
    }
}
