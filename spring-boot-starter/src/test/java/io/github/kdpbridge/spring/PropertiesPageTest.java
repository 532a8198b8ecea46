package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What an editor and the page tell of the properties. */
@Tag("one-jdk")
class PropertiesPageTest {
    private static final Path PAGE = Path.of("../docs/spring-boot.md");

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = KdpProperties.class.getResourceAsStream("/META-INF/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Stream.of(type.getRecordComponents());
    }

    @Test
    void metadata_describesEachPropertyOfTheLedger_withHints() throws IOException {
        String metadata = resource("spring-configuration-metadata.json");

        components(KdpProperties.Ledger.class)
                .forEach(component -> assertThat(metadata).contains("\"kdp.ledger." + kebab(component) + "\""));
        assertThat(metadata)
                .contains("\"kdp.resellers\"", "The accounts at the Knox Deployment Program, by a name of your choice")
                .contains("Where writes are recorded.", "spring-bean-reference");
    }

    @Test
    void page_hasARowForEachProperty_withItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(PAGE);

        for (Class<?> group :
                List.of(KdpProperties.Reseller.class, KdpProperties.Ledger.class, KdpProperties.Resilience.class)) {
            components(group)
                    .filter(component -> !component.getType().isRecord())
                    .forEach(component -> assertThat(rows)
                            .as(component.getName())
                            .anySatisfy(row -> {
                                assertThat(row).startsWith("|").contains("`" + kebab(component) + "`");
                                DefaultValue standard = component.getAccessor().getAnnotation(DefaultValue.class);
                                if (standard != null && standard.value().length > 0) {
                                    assertThat(row).contains("`" + standard.value()[0] + "`");
                                }
                            }));
        }
    }
}
