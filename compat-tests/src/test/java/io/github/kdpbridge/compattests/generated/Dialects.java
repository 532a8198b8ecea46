package io.github.kdpbridge.compattests.generated;

import io.github.kdpbridge.simulator.Dialect;
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
        each(all, Dialect.UnknownTransaction.values(), Dialect.Builder::unknownTransaction);
        each(all, new Duration[] {LAG}, Dialect.Builder::statusLag);
        each(all, new Boolean[] {false}, Dialect.Builder::statusFiltered);
        each(all, Dialect.StatusForm.values(), Dialect.Builder::statusForm);
        each(all, new Integer[] {1}, Dialect.Builder::failedDevicesPerPage);
        each(all, new Boolean[] {true}, Dialect.Builder::devicesInProgress);
        each(all, new Boolean[] {true}, Dialect.Builder::goodDevicesListed);
        each(all, Dialect.MeidForm.values(), Dialect.Builder::meidForm);
        each(all, Dialect.LetterCase.values(), Dialect.Builder::letterCase);
        each(all, new Boolean[] {false}, Dialect.Builder::imeiCheckDigit);
        each(all, Dialect.DeviceKey.values(), Dialect.Builder::deviceKey);
        each(all, Dialect.ErrorLevel.values(), Dialect.Builder::foreignDeviceLevel);
        each(all, Dialect.InvalidDevice.values(), Dialect.Builder::invalidDevice);
        each(all, new String[] {"Queued"}, Dialect.Builder::stateWhileWorking);
        each(all, Dialect.CodeForm.values(), Dialect.Builder::codes);
        each(all, Dialect.Reupload.values(), Dialect.Builder::reupload);
        each(all, Dialect.WrongCustomer.values(), Dialect.Builder::wrongCustomer);
        each(all, Dialect.Repeated.values(), Dialect.Builder::repeatedDevices);
        each(all, new Boolean[] {false}, Dialect.Builder::operationTypeShown);
        each(all, new Boolean[] {false}, Dialect.Builder::typeShown);
        each(all, new Boolean[] {false}, Dialect.Builder::expiresInShown);
        return all.stream().distinct().toList();
    }

    private static <T> void each(
            List<Dialect> all, T[] values, BiFunction<Dialect.Builder, T, Dialect.Builder> setting) {
        for (T value : values) {
            all.add(setting.apply(Dialect.builder(), value).build());
        }
    }
}
