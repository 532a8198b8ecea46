package shop;

import io.github.kdpbridge.gen1facade.typed.Gen1CustomerList;
import io.github.kdpbridge.gen1facade.typed.Gen1DeviceList;
import io.github.kdpbridge.gen1facade.typed.Gen1ListRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Status;
import io.github.kdpbridge.gen1facade.typed.Gen1Transaction;
import java.io.IOException;

/** Looks until a transaction has ended. */
public class StatusPoller {
    public Gen1Transaction await(String order) throws IOException {
        Gen1Status status;
        do {
            status = KdpHelper.api().status(KdpHelper.RESELLER, order).execute().body();
        } while (!"Complete".equals(status.getTransactions().get(0).getState()));
        return status.getTransactions().get(0);
    }

    public Gen1DeviceList devices() throws IOException {
        return KdpHelper.api().devices(KdpHelper.RESELLER, null, null, null, null).execute().body();
    }

    /** Returns how many transactions there are. The recipe leaves this call, with a comment. */
    public int transactions() throws IOException {
        return KdpHelper.api().transactions(KdpHelper.RESELLER, null, null, null, null).execute().body().getTransactions().size();
    }

    public Gen1CustomerList customers() throws IOException {
        Gen1ListRequest request = new Gen1ListRequest();
        request.setResellerId(KdpHelper.RESELLER);
        return KdpHelper.api().customers(request).execute().body();
    }
}
