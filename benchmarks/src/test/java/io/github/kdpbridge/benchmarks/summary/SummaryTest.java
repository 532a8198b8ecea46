package io.github.kdpbridge.benchmarks.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    private static final Path PERFORMANCE = Path.of("..", "docs", "performance.md");

    private final Results results = new Results();

    @Test
    void gatewayBelowItsTarget_isSaidSo() {
        rates("upload-1", 16, 1000, 590, 300);
        rates("upload-1", 64, 1000, 800, 300);

        assertThat(section("targets"))
                .contains("| gateway to nginx, 1 and 30 devices, 16 to 64 connections | at least 0.60 "
                        + "| 0.59 (JDK 17) | **no** |")
                .contains("| gateway to a plain Netty proxy, 1 and 30 devices, 16 to 64 connections | at least 0.60 "
                        + "| 0.56 (JDK 17) | **no** |")
                .contains("| gateway to the translator, 1 and 30 devices, 16 to 64 connections | at least 3.00 "
                        + "| 1.97 (JDK 17) | **no** |");
    }

    @Test
    void largeRequests_haveTargetsOfTheirOwn() {
        rates("upload-10000", 16, 1000, 520, 300);
        rates("status-10000", 64, 1000, 390, 300);

        assertThat(section("targets"))
                .contains("| gateway to nginx, upload of 10,000 devices, 16 to 64 connections | at least 0.50 "
                        + "| 0.52 (JDK 17) | yes |")
                .contains("| gateway to nginx, status of 10,000 devices, 16 to 64 connections | at least 0.40 "
                        + "| 0.39 (JDK 17) | **no** |");
    }

    @Test
    void throughput_showsMedianSpreadAndRatios() {
        rates("upload-30", 16, 1000, 590, 300);
        rates("upload-30", 16, 1100, 600, 301);
        rates("upload-30", 16, 1050, 700, 302);

        assertThat(section("throughput")).isEqualTo("""
                ### Upload of 30 devices

                | connections | nginx | proxy 17 | gateway 17 | translator 17 \
                | ceiling: proxy 17 to nginx | gateway 17 to nginx | gateway 17 to proxy | gateway 17 to translator |
                |---|---|---|---|---|---|---|---|---|
                | 16 | 1,050 (1,000–1,100) | 1,050 (1,050–1,050) | 600 (590–700) | 301 (300–302) \
                | 1.00 | 0.57 | 0.57 | 1.99 |

                The service alone, with 16 connections: 5,000 (5,000–5,000). No request failed.

                """);
    }

    @Test
    void gatewaysOfAllJavas_areComparedWithOneProxy() {
        rates("upload-1", 16, 1000, 700, 200);
        results.addLine("throughput upload-1 16 gateway-25 rate=630");

        assertThat(section("throughput")).contains("| 0.70 | 0.67 | 3.50 | 0.63 | 0.60 | 3.15 |");
        assertThat(section("targets"))
                .contains("plain Netty proxy, 1 and 30 devices, 16 to 64 connections | at least 0.60 "
                        + "| 0.67 (JDK 17), 0.60 (JDK 25) | yes |");
    }

    @Test
    void failedRequests_areShown() {
        results.addLine("throughput upload-1 16 gateway-17 requests=10 micros=1000 connect=2 status=5 timeout=0");

        assertThat(section("throughput"))
                .contains("Failed requests: gateway 17, connections 16: 7 (5 with an answer).")
                .doesNotContain("No request failed.");
    }

    @Test
    void latency_isComparedWithThatOfNginx() {
        results.addLine("latency upload-1 64 nginx rate=995 p50=0.122 p99=0.9 max=3");
        results.addLine("latency upload-1 64 gateway-17 rate=995 p50=0.257 p99=0.626 max=4.25");

        assertThat(section("latency"))
                .contains("| nginx | 995 | 0.122 |  | 0.900 |  | 3.00 |")
                .contains("| gateway 17 | 995 | 0.257 | +0.135 | 0.626 | −0.274 | 4.25 |");
        assertThat(section("targets"))
                .contains("| gateway, added to nginx's latency at 1,000 requests a second, median | at most 0.10 ms "
                        + "| 0.14 ms (JDK 17) | **no** |");
    }

    @Test
    void routes_areComparedWithAnAccountThatDoesNotMigrate() {
        results.addLine("routes without 16 gateway-17 rate=4000");
        results.addLine("routes gen1 16 gateway-17 rate=3880");
        results.addLine("routes gen2 16 gateway-17 rate=3600");

        assertThat(section("targets"))
                .contains("| customer that migrates to an account that does not, uploads, 1 to 64 connections "
                        + "| at least 0.95 | 0.97 (on gen1), 0.90 (on gen2) | **no** |");
        assertThat(section("routes")).isEqualTo("""
                | connections | does not migrate | customer on gen1 | ratio | customer on gen2 | ratio |
                |---|---|---|---|---|---|
                | 16 | 4,000 | 3,880 | 0.97 | 3,600 | 0.90 |

                No request failed.""");
    }

    @Test
    void screens_areThereWithWhatTheyCostCallers() {
        results.addLine("screens overview 1 gateway-17 p50=12.5 p99=20 max=31");
        results.addLine("screens log 1 gateway-17 p50=101 p99=120 max=130");
        results.addLine("operator without 16 gateway-17 rate=4000");
        results.addLine("operator with 16 gateway-17 rate=3960");

        assertThat(section("screens")).isEqualTo("""
                | screen | median, ms | longest, ms |
                |---|---|---|
                | overview | 12.5 | 31 |
                | log | 101 | 130 |

                Uploads a second:

                | connections | without an operator | with one | ratio |
                |---|---|---|---|
                | 16 | 4,000 | 3,960 | 0.99 |

                No request failed.""");
        assertThat(section("targets"))
                .contains("| operators' page, 500 customers and 10,000 differences, median of the slowest screen"
                        + " | at most 100 ms | 101 ms (JDK 17) | **no** |");
    }

    @Test
    void ledgers_areComparedWithNone_withNginxAndWithWhatTheDiskLeaves() {
        results.addLine("ledger nginx 16 nginx rate=40000 p50=0.3");
        results.addLine("ledger off 1 gateway-17 rate=4000 p50=0.25");
        results.addLine("ledger off 16 gateway-17 rate=20000 p50=0.776");
        results.addLine("ledger file 16 gateway-17 rate=10000 p50=1.83");
        results.addLine("ledger postgresql 16 gateway-17 rate=5000 p50=3.5");
        results.addLine("ledger disk 1 ext4 sync=0.75");

        assertThat(section("ledger")).isEqualTo("""
                | connections | nginx | no ledger | SQLite | to none | to nginx | median, ms \
                | PostgreSQL | to none | to nginx | median, ms | ceiling to none |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                | 1 | – | 4,000 | – | – | – | – | – | – | – | – | 0.25 |
                | 16 | 40,000 | 20,000 | 10,000 | 0.50 | 0.25 | 1.83 | 5,000 | 0.25 | 0.13 | 3.50 | 0.80 |

                The disk (ext4) takes 0.750 ms to keep a page of 4 KiB. No request failed.""");
        assertThat(section("targets"))
                .contains("| gateway with its ledger on SQLite to nginx, writes, 16 connections | at least 0.25 "
                        + "| 0.25 (JDK 17) | yes |")
                .contains("| gateway with its ledger on SQLite to nginx, writes, 64 connections | at least 0.33 "
                        + "| not measured | – |")
                .contains("| ledger on PostgreSQL to SQLite, writes, 16 to 64 connections | at least 0.60 "
                        + "| 0.50 (JDK 17) | **no** |");
    }

    @Test
    void start_andMemory_haveTheirRowsAndTargets() {
        results.addLine("start off 1 gateway-17 ready=0.619");
        results.addLine("start off 1 gateway-17 answer=0.657");
        results.addLine("start file 1 gateway-17 ready=1.2");
        results.addLine("start file 1 gateway-17 resident=105");
        results.addLine("memory upload-100000 16 gateway-25 requests=1956 errors=0 rate=195 p50=76.5 max=483");
        results.addLine("memory upload-100000 16 gateway-25 resident=364");
        results.addLine("memory upload-1 64 gateway-25 requests=90000 errors=3 rate=18000 p50=3 max=90");
        results.addLine("memory upload-1 64 gateway-25 resident=290");
        results.addLine("threads status 10000 gateway-17 active=9950 threads=15");
        results.addLine("threads status 10000 gateway-25 active=9000 threads=15");

        assertThat(section("start"))
                .contains("| JDK 17 | 0.619 | 0.657 | – |", "| JDK 17, with a ledger | 1.20 | – | 105 |");
        assertThat(section("memory"))
                .contains("| gateway 25 | Upload of 100,000 devices | 16 | 1,956 | 0 | 195 | 76.5 | 483 | 364 |")
                .contains("| gateway 25 | Upload of 1 device | 64 | 90,000 | 3 | 18,000 | 3.00 | 90 | 290 |");
        assertThat(section("threads")).contains("| gateway 17 | 9,950 | 15 |").contains("| gateway 25 | 9,000 | 15 |");
        assertThat(section("targets"))
                .contains("| start to ready, JDK 17 | at most 0.80 s | 0.62 s (JDK 17), 1.20 s (JDK 17 with a ledger) "
                        + "| **no** |")
                .contains("| start to ready, JDK 25 | at most 0.70 s | not measured | – |")
                .contains("| resident memory at rest | at most 100 MiB | 105 MiB (JDK 17 with a ledger) | **no** |")
                .contains(
                        "| resident memory, 64 connections under load with -Xmx256m | at most 300 MiB | 290 MiB (JDK 25) | yes |")
                .contains("| threads with 10,000 requests under way | at most 16 | 15 (JDK 17), ∞ (JDK 25) | **no** |")
                .contains(
                        "| 16 uploads of 100,000 devices at once with -Xmx256m, failures | none | 0 (JDK 25) | yes |");
    }

    @Test
    void growth_hasItsRowsAndTheSteepestStep() {
        results.addLine("scale resellers 1 gateway-17 start=0.6 resident=100");
        results.addLine("scale resellers 1000 gateway-17 start=900 resident=196");
        results.addLine("scale connections 10000 nginx rate=27758 p50=263 errors=0");
        results.addLine("scale connections 10000 gateway-17 rate=10602 p50=870 errors=2 resident=1631");

        assertThat(section("resellers")).contains("| 1 | 0.600 | 100 | – | – |", "| 1,000 | 900 | 196 | – | – |");
        assertThat(section("connections")).contains("| 10,000 | 27,758 | 10,602 | 0.38 | 263 | 870 | 0 | 2 | 1,631 |");
        assertThat(section("targets"))
                .contains("| steepest step of growth, 1 being linear | at most 1; up to 1.25 counts as noise "
                        + "| 1.50 (resellers) | **no** |");
    }

    @Test
    void devices_haveTheirShareOfTimeAndBytes() {
        Row row = new Row("ScaleBenchmark", "upload", "devices=10000", "17");
        results.add(row, "micros", 1270);
        results.add(row, "micros", 1100);
        results.add(row, "micros", 1530);
        results.add(row, "bytes", 372736);

        assertThat(section("devices"))
                .contains("| upload | 10,000 | 1.27 ms (1.10 ms–1.53 ms) | 0.127 µs | 364 KiB | 37.3 B |");
    }

    @Test
    void terminal_showsOnlyWhatWasMeasured() {
        results.addLine("memory upload-100000 16 gateway-25 requests=1956 errors=0");

        assertThat(Summary.text(new Tables(results).all())).isEqualTo("""
                == targets

                | what | target | measured | reached |
                |---|---|---|---|
                | 16 uploads of 100,000 devices at once with -Xmx256m, failures | none | 0 (JDK 25) | yes |

                == memory

                |  | load | at once | requests | failures | requests a second | median, ms | longest, ms | resident, MiB |
                |---|---|---|---|---|---|---|---|---|
                | gateway 25 | Upload of 100,000 devices | 16 | 1,956 | 0 | – | – | – | – |

                """);
    }

    @Test
    void nothingMeasured_pageOfTheProjectHasEveryMarker(@TempDir Path folder) throws IOException {
        Path page = Files.copy(PERFORMANCE, folder.resolve("performance.md"));

        Summary.write(Summary.sections(folder), page);

        assertThat(page).content().contains("<!-- bench:targets -->\nNot measured yet.\n<!-- /bench -->");
    }

    @Test
    void machine_isWrittenAsItWasFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("machine.md"), "|  |  |\n|---|---|\n| memory | 24 GiB |\n");
        Path page = Files.copy(PERFORMANCE, folder.resolve("performance.md"));

        Summary.write(Summary.sections(folder), page);

        assertThat(page)
                .content()
                .contains("<!-- bench:machine -->\n|  |  |\n|---|---|\n| memory | 24 GiB |\n<!-- /bench -->");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1234, 0.123", "1.234, 1.23", "12.34, 12.3", "16, 16", "123.4, 123", "12345.6, '12,346'"})
    void numbers_haveThreeDigitsThatCount(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @Test
    void steepestStep_isOneForWhatGrowsInProportion() {
        assertThat(Targets.steepest(Map.of(100.0, 50.0, 1.0, 0.5, 10.0, 5.0))).isCloseTo(1, within(1e-9));
        assertThat(Targets.steepest(Map.of(1.0, 1.0, 10.0, 1.0, 100.0, 30.0))).isCloseTo(3, within(1e-9));
    }

    private String section(String name) {
        return new Tables(results).all().getOrDefault(name, "");
    }

    private void rates(String work, int connections, double nginx, double gateway, double translator) {
        String cell = "throughput " + work + " " + connections + " ";
        results.addLine(cell + "nginx rate=" + nginx);
        results.addLine(cell + "proxy-17 rate=1050");
        results.addLine(cell + "gateway-17 rate=" + gateway);
        results.addLine(cell + "translator-17 rate=" + translator);
        results.addLine(cell + "service rate=5000");
    }
}
