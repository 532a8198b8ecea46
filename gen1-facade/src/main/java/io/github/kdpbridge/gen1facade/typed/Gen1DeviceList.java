package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Devices of the reseller, a page of them (documented). */
public final class Gen1DeviceList extends Gen1Page {
    private List<Gen1Device> devices = new ArrayList<>();

    public Gen1DeviceList() {}

    /** Returns the devices of this page; never null. */
    public List<Gen1Device> getDevices() {
        return devices;
    }

    public void setDevices(List<Gen1Device> devices) {
        this.devices = Objects.requireNonNull(devices, "devices");
    }

    /** Returns the page and the number of devices on it. */
    @Override
    public String toString() {
        return "Gen1DeviceList[page " + getPageNum() + ", " + devices.size() + " of " + getTotalCount() + "]";
    }
}
