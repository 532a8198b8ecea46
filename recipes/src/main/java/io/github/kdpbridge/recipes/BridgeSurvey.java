package io.github.kdpbridge.recipes;

import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.properties.PropertiesVisitor;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Xml;
import org.openrewrite.yaml.YamlVisitor;
import org.openrewrite.yaml.tree.Yaml;

/** Collects the {@link BridgeFacts} of a file. */
final class BridgeSurvey extends TreeVisitor<Tree, ExecutionContext> {
    private final BridgeFacts facts;

    BridgeSurvey(BridgeFacts facts) {
        this.facts = facts;
    }

    @Override
    public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
        if (!(tree instanceof SourceFile file)) {
            return tree;
        }
        String path = file.getSourcePath().toString();
        if (tree instanceof JavaSourceFile code) {
            code(code, path);
        } else if (tree instanceof Properties.File) {
            new PropertiesVisitor<Integer>() {
                @Override
                public Properties visitEntry(Properties.Entry entry, Integer ignored) {
                    text(entry.getKey(), path);
                    text(entry.getValue().getText(), path);
                    return entry;
                }
            }.visit(tree, 0);
        } else if (tree instanceof Yaml.Documents) {
            new YamlVisitor<Integer>() {
                @Override
                public Yaml visitScalar(Yaml.Scalar scalar, Integer ignored) {
                    text(scalar.getValue(), path);
                    return scalar;
                }
            }.visit(tree, 0);
        } else if (tree instanceof Xml.Document document) {
            xml(document, path, context);
        }
        return tree;
    }

    private void text(@Nullable Object text, String path) {
        if (text instanceof String given && Gen1Traces.find(given) != null) {
            facts.names(path);
        }
    }

    private void xml(Xml.Document document, String path, ExecutionContext context) {
        new XmlVisitor<Integer>() {
            @Override
            public Xml visitCharData(Xml.CharData data, Integer ignored) {
                text(data.getText(), path);
                return data;
            }

            @Override
            public Xml visitAttribute(Xml.Attribute attribute, Integer ignored) {
                text(attribute.getValueAsString(), path);
                return attribute;
            }
        }.visit(document, 0);
        String okHttp = path.endsWith("pom.xml") ? RemainingOkHttp.in(document, context) : null;
        if (okHttp != null) {
            facts.keepsOkHttp(path, okHttp);
        }
    }

    private void code(JavaSourceFile file, String path) {
        ClientPlaces places = ClientPlaces.of(file);
        if (places.names()) {
            facts.names(path);
        }
        // A client that has the interceptor, from an earlier run, counts too.
        if (!places.places().isEmpty()
                || file.getImports().stream()
                        .anyMatch(imported -> imported.getTypeName().equals(AddInterceptor.INTERCEPTOR))) {
            facts.builds(path);
        }
    }
}
