package io.github.kdpbridge.benchmarks.page;

import java.util.List;
import java.util.Optional;

/** The sections of what runs inside a process. */
final class JmhSections {
    private final List<JmhFigure> figures;

    JmhSections(List<JmhFigure> figures) {
        this.figures = figures;
    }

    /** Returns the figure of another method that is comparable: the same Java, class and parameters. */
    static Optional<JmhFigure> beside(List<JmhFigure> figures, JmhFigure figure, String method) {
        return figures.stream()
                .filter(other -> other.method().equals(method)
                        && other.jdk().equals(figure.jdk())
                        && other.type().equals(figure.type())
                        && other.params().equals(figure.params()))
                .findFirst();
    }

    Section upload() {
        List<JmhFigure> uploads = of("UploadBenchmark");
        Table table =
                new Table(List.of("", "JDK", "devices", "time", "to bare Retrofit", "allocated", "to bare Retrofit"));
        for (JmhFigure figure : uploads) {
            Optional<JmhFigure> bare = beside(uploads, figure, "bareRetrofit");
            table.row(List.of(
                    figure.method(),
                    figure.jdk(),
                    figure.param("devices"),
                    figure.time(),
                    Figures.ratio(Optional.of(figure.micros()), bare.map(JmhFigure::micros)),
                    figure.allocation(),
                    Figures.ratio(figure.bytes(), bare.flatMap(JmhFigure::bytes))));
        }
        return new Section(uploads.isEmpty() ? "" : table.toString());
    }

    Section parts() {
        List<JmhFigure> parts = of("PartsBenchmark");
        Table table = new Table(List.of("part", "JDK", "parameters", "time", "allocated"));
        parts.forEach(part ->
                table.row(List.of(part.method(), part.jdk(), part.paramLine(), part.time(), part.allocation())));
        return new Section(parts.isEmpty() ? "" : table.toString());
    }

    private List<JmhFigure> of(String type) {
        return figures.stream().filter(figure -> figure.type().equals(type)).toList();
    }
}
