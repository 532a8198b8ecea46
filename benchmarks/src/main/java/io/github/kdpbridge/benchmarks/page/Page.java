package io.github.kdpbridge.benchmarks.page;

import io.github.kdpbridge.benchmarks.result.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables and charts of results: for a terminal, and for {@code docs/performance.md}. */
public final class Page {
    /** The folder of the charts, beside the page. */
    static final String CHARTS = "performance";

    private final Results results;
    private final List<JmhFigure> jmh;

    /** Shows these results and figures of JMH; what is missing counts as not measured. */
    public Page(Results results, List<JmhFigure> jmh) {
        this.results = results;
        this.jmh = List.copyOf(jmh);
    }

    /** Returns the tables of everything that was measured. */
    public String tables() {
        StringBuilder text = new StringBuilder();
        sections().forEach((name, section) -> {
            if (!section.isMissing()) {
                text.append("== ")
                        .append(name)
                        .append("\n\n")
                        .append(section.terminal().strip())
                        .append("\n\n");
            }
        });
        return text.toString();
    }

    /**
     * Writes the sections of the page anew, and its charts into a folder beside it.
     *
     * @param file the page
     * @throws IllegalArgumentException if its markers are not those of the sections
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public void write(Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        sections().forEach((section, content) -> texts.put(section, content.page()));
        try {
            String page = MarkedPage.with(Files.readString(file), texts);
            Path folder = file.resolveSibling(CHARTS);
            Files.createDirectories(folder);
            for (Section section : sections().values()) {
                for (Map.Entry<String, String> chart : section.charts().entrySet()) {
                    Files.writeString(folder.resolve(chart.getKey() + ".svg"), chart.getValue());
                }
            }
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Section> sections() {
        GatewaySections gateway = new GatewaySections(results);
        GrowthSections growth = new GrowthSections(results, jmh);
        JmhSections inside = new JmhSections(jmh);
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("targets", new Targets(results, jmh).section());
        sections.put("machine", gateway.machine());
        sections.put("throughput", gateway.throughput());
        sections.put("latency", gateway.latency());
        sections.put("ledger", gateway.ledger());
        sections.put("memory", gateway.memory());
        sections.put("devices", growth.devices());
        sections.put("resellers", growth.resellers());
        sections.put("connections", growth.connections());
        sections.put("start", gateway.start());
        sections.put("upload", inside.upload());
        sections.put("parts", inside.parts());
        return sections;
    }
}
