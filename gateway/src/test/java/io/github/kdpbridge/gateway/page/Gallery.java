package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons.Day;
import io.github.kdpbridge.core.migration.Comparisons.Lesson;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.Values;
import io.github.kdpbridge.core.migration.Evidence.Counts;
import io.github.kdpbridge.core.migration.Evidence.Parity;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Wave;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every screen over a migration half way, to look at. */
final class Gallery {
    private final PageSide side = new PageSide("4680000925");

    Gallery() {
        String names = "1200000321 1200000322 1200000330 1200000341 1200000342 1200000347 1200000350 1200000358"
                + " 1200000360 1200000371 1200000377 1200000380 1200000391 1200000400 1200000407 1200000415";
        List<String> ids = List.of(names.split(" "));
        ids.forEach(id -> side.see(id, Phase.GEN1));
        for (int i = 0; i < 12; i++) {
            side.clock.pass(Duration.ofMinutes(7));
            forward(ids.get(i), Phase.GEN1, Phase.SHADOW, "compare first");
            side.parities.put(
                    ids.get(i),
                    new Parity(new Counts(212 - i * 17L, i % 3, i == 4 ? 2 : 0, i % 4, 0), 900, i == 4 ? 1 : 0, 41, 0));
        }
        side.clock.pass(Duration.ofHours(20));
        for (int i = 0; i < 5; i++) {
            forward(ids.get(i), Phase.SHADOW, Phase.CANARY, "first customers");
        }
        side.clock.pass(Duration.ofDays(4));
        forward(ids.get(0), Phase.CANARY, Phase.GEN2, "the trial is over");
        forward(ids.get(1), Phase.CANARY, Phase.GEN2, "the trial is over");
        side.clock.pass(Duration.ofDays(15));
        forward(ids.get(0), Phase.GEN2, Phase.DONE, "nothing is left on generation 1");
        side.clock.pass(Duration.ofHours(3));
        side.move(
                ids.get(4),
                Move.backAtOnce(
                        Phase.CANARY,
                        Cause.rule("errors", "12 of 30 calls failed in 10 min, 3 times the rate of gen1", "12 of 30")));
        side.clock.pass(Duration.ofSeconds(48));
        side.move(
                ids.get(5),
                Move.forward(
                        Phase.SHADOW, Phase.CANARY, PageSide.cause("operator-1", "second wave, agreed with support")));
        side.clock.pass(Duration.ofSeconds(12));
        side.waves.add(Wave.of("pilot", ids.subList(0, 3)));
        side.waves.add(Wave.of("second", ids.subList(3, 8)));
        side.waves.add(Wave.ofPercent("rest", BigDecimal.valueOf(100)));
        side.unsettled.add(new Unsettled(
                "PO-2026-118", Generation.GEN1, "OPEN", side.clock.instant().minusSeconds(31), ids.get(5)));
        side.unsettled.add(new Unsettled(
                "PO-2026-117", Generation.GEN1, "ABSENT", side.clock.instant().minusSeconds(400), ids.get(5)));
        differences(ids);
        for (int back = 13; back >= 0; back--) {
            LocalDate day = LocalDate.of(2026, 12, 13).minusDays(back);
            side.days.add(new Day(
                    day, "devices", new Counts(30 + (back * 7) % 23, back % 2, back == 3 ? 4 : 0, back % 5, 0)));
            side.days.add(new Day(day, "status", new Counts(12 + (back * 5) % 11, 0, 0, back % 3, 0)));
        }
        lessons();
    }

    private void forward(String id, Phase from, Phase to, String reason) {
        side.move(id, Move.forwardAtOnce(from, to, PageSide.cause("operator-1", reason)));
    }

    private void differences(List<String> ids) {
        for (int i = 0; i < 12; i++) {
            side.difference(
                    "c0de7a3f19e8b25d4460913be7f2a8%02d".formatted(i),
                    new Place(ids.get(i), "devices", "deviceList[].data", "value", "look"),
                    new Values("Samsung Galaxy S24", "SM-S921B"));
        }
        side.difference(
                "d0de7a3f19e8b25d4460913be7f2a800",
                new Place(ids.get(4), "devices", "deviceList[]", "missing", "outcome"),
                new Values("…0702·k7Qx", null));
        side.difference(
                "d0de7a3f19e8b25d4460913be7f2a801",
                new Place(ids.get(7), "status", "message", "text", "look"),
                new Values("device already exists", "RESELLER_DEVICE_ALREADY_EXISTS"));
    }

    private void lessons() {
        side.lessons.add(new Lesson("devices are visible on both sides", "yes", "41 for, 0 against", List.of()));
        side.lessons.add(new Lesson("transactions are visible on both sides", "no", "0 for, 12 against", List.of()));
        side.lessons.add(new Lesson("the list of devices names the upload", "unknown", "0 for, 0 against", List.of()));
        side.lessons.add(new Lesson("transaction names are shared", "unknown", "0 for, 0 against", List.of()));
        side.lessons.add(new Lesson(
                "the status shows a transaction within the time set after its receipt",
                "seen otherwise",
                "40 for, 2 against",
                List.of("wire.gen2.statusLag = 180s")));
        side.lessons.add(new Lesson(
                "a transaction is in state Progress or Complete", "seen so", "212 for, 0 against", List.of()));
        side.lessons.add(new Lesson("the scope kdp may be asked for", "not seen", "", List.of()));
    }

    /** Returns the pages by the names of their files. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        MigrationPages all = side.pages();
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("overview", "");
        urls.put("units", "/units");
        urls.put("unit", "/unit?unit=1200000347");
        urls.put("marked", "/unit?unit=1200000342");
        urls.put("plan", "/plan?act=promote&unit=1200000350");
        urls.put("plan-many", "/plan?act=promote&wave=rest");
        urls.put("panic", "/plan?act=panic");
        urls.put("accept", "/plan?act=accept&id=d0de7a3f19e8b25d4460913be7f2a801");
        urls.put("differences", "/differences");
        urls.put("log", "/log");
        urls.put("contract", "/contract");
        urls.forEach((name, url) ->
                pages.put(name, all.answer(PageSide.get(PageSide.OPERATOR, url)).body()));
        pages.put("viewer", all.answer(PageSide.get(PageSide.VIEWER, "")).body());
        pages.put(
                "login",
                all.login(401, "this token is not known here", MigrationPages.ROOT)
                        .body());
        return pages;
    }

    PageSide side() {
        return side;
    }
}
