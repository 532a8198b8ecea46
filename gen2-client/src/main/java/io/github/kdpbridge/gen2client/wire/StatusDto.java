package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.JsonItems;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of the answer to a status request: the answer itself, the page in it, or a transaction of that page.
 *
 * @param devices the devices of a transaction; null if absent
 * @param transactions the transactions of a page; null if absent
 * @param page the object {@code devices}, which holds the page (documented); null if absent
 */
record StatusDto(
        @Nullable String errorId,
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String type,
        @Nullable String operationType,
        @Nullable String orderNo,
        Verdict verdict,
        @Nullable List<DeviceOutcome> devices,
        @Nullable List<StatusDto> transactions,
        @Nullable StatusDto page,
        @Nullable Long totalCount,
        @Nullable Long totalPages,
        UnknownFields unknown) {
    private static final String TOTAL_PAGE = "totalPage";
    private static final FieldNames WANTED = FieldNames.of(
            "errorId",
            "transactionId",
            "state",
            "type",
            "operationType",
            "orderNo",
            "code",
            "message",
            "data",
            "totalCount",
            TOTAL_PAGE,
            "totalPages",
            "pageNum");
    private static final JsonReader.Options LISTS = JsonReader.Options.of("devices", "transactions");

    static StatusDto read(JsonReader reader, ItemReading<DeviceOutcome> device, Verdicts verdicts) throws IOException {
        return new Reading(reader, device, verdicts).object(Place.ANSWER);
    }

    /** Returns the transactions of the answer, in any of its three forms; null if it has none of them. */
    @Nullable List<StatusDto> all() {
        if (page != null) {
            return page.listed();
        }
        return transactionId != null && transactions == null ? List.of(this) : listed();
    }

    /** An answer may omit an empty list if it reports that there is nothing. */
    private @Nullable List<StatusDto> listed() {
        boolean nothing = totalCount != null && totalCount == 0;
        return transactions == null && nothing ? List.of() : transactions;
    }

    /** Returns the object with the page numbers. */
    StatusDto numbers() {
        return page == null ? this : page;
    }

    private enum Place {
        ANSWER,
        PAGE,
        TRANSACTION
    }

    private record Reading(JsonReader reader, ItemReading<DeviceOutcome> device, Verdicts verdicts) {
        StatusDto object(Place place) throws IOException {
            JsonFields fields = new JsonFields(WANTED, reader.getPath());
            List<DeviceOutcome> devices = null;
            List<StatusDto> transactions = null;
            StatusDto page = null;
            reader.beginObject();
            while (reader.hasNext()) {
                int list = reader.selectName(LISTS);
                if (list < 0) {
                    fields.add(reader);
                } else if (reader.peek() == JsonReader.Token.NULL) {
                    reader.skipValue();
                } else if (list == 1) {
                    once(transactions, "transactions");
                    transactions = transactions();
                } else {
                    once(devices == null ? page : devices, "devices");
                    if (place == Place.ANSWER && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
                        page = object(Place.PAGE);
                    } else {
                        devices = JsonItems.all(reader, device);
                    }
                }
            }
            reader.endObject();
            fields.checkOnce();
            Long totalPage = fields.wholeNumberIfAny(TOTAL_PAGE);
            Long totalPages = fields.wholeNumberIfAny("totalPages");
            Verdict verdict = verdicts.take(fields);
            var unused = fields.textIfAny("pageNum");
            return new StatusDto(
                    fields.any("errorId"),
                    fields.text("transactionId"),
                    fields.text("state"),
                    fields.text("type"),
                    fields.text("operationType"),
                    fields.textIfAny("orderNo"),
                    verdict,
                    devices,
                    transactions,
                    page,
                    fields.wholeNumberIfAny("totalCount"),
                    totalPage == null ? totalPages : totalPage,
                    fields.unknown());
        }

        private List<StatusDto> transactions() throws IOException {
            List<StatusDto> transactions = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                transactions.add(object(Place.TRANSACTION));
            }
            reader.endArray();
            return transactions;
        }

        private void once(@Nullable Object before, String name) {
            if (before != null) {
                throw new JsonDataException(reader.getPath() + ": " + name + " is there twice");
            }
        }
    }
}
