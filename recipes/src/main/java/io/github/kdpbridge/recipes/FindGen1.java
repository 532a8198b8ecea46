package io.github.kdpbridge.recipes;

import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.marker.SearchResult;
import org.openrewrite.properties.PropertiesVisitor;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Xml;
import org.openrewrite.yaml.YamlVisitor;
import org.openrewrite.yaml.tree.Yaml;

/** Finds each use of generation 1 in Java, properties, YAML and XML, and changes nothing but the marks. */
public final class FindGen1 extends Recipe {
    private final transient Gen1Uses uses = new Gen1Uses(this);

    /** Creates the recipe. */
    public FindGen1() {}

    @Override
    public String getDisplayName() {
        return "Find uses of generation 1";
    }

    @Override
    public String getDescription() {
        return "Marks each host, path and key header of generation 1, and each call of `Gen1ResellerApi`, and lists them in a"
                + " data table.";
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getVisitor() {
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                if (!(tree instanceof SourceFile file)) {
                    return tree;
                }
                String path = file.getSourcePath().toString();
                if (tree instanceof JavaSourceFile) {
                    return new InJava(path).visit(tree, context);
                } else if (tree instanceof Properties.File) {
                    return new InProperties(path).visit(tree, context);
                } else if (tree instanceof Yaml.Documents) {
                    return new InYaml(path).visit(tree, context);
                } else if (tree instanceof Xml.Document) {
                    return new InXml(path).visit(tree, context);
                }
                return tree;
            }
        };
    }

    private <T extends Tree> T marked(T tree, String text, String path, ExecutionContext context) {
        Gen1Traces.Trace found = Gen1Traces.find(text);
        return found == null ? tree : marked(tree, found.kind(), found.text(), path, context);
    }

    private <T extends Tree> T marked(T tree, String kind, String text, String path, ExecutionContext context) {
        uses.insertRow(context, new Gen1Uses.Row(path, kind, text));
        return SearchResult.found(tree, "generation 1: " + kind);
    }

    private final class InJava extends JavaIsoVisitor<ExecutionContext> {
        private final String path;

        InJava(String path) {
            this.path = path;
        }

        @Override
        public J.Literal visitLiteral(J.Literal literal, ExecutionContext context) {
            return literal.getValue() instanceof String text ? marked(literal, text, path, context) : literal;
        }

        @Override
        public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, ExecutionContext context) {
            J.MethodInvocation visited = super.visitMethodInvocation(call, context);
            return Gen1Code.isApiCall(call) ? marked(visited, "typed", call.getSimpleName(), path, context) : visited;
        }
    }

    private final class InProperties extends PropertiesVisitor<ExecutionContext> {
        private final String path;

        InProperties(String path) {
            this.path = path;
        }

        @Override
        public Properties visitEntry(Properties.Entry entry, ExecutionContext context) {
            boolean byName = Gen1Traces.find(entry.getKey()) != null;
            return marked(entry, byName ? entry.getKey() : entry.getValue().getText(), path, context);
        }
    }

    private final class InYaml extends YamlVisitor<ExecutionContext> {
        private final String path;

        InYaml(String path) {
            this.path = path;
        }

        @Override
        public Yaml visitScalar(Yaml.Scalar scalar, ExecutionContext context) {
            return marked(scalar, scalar.getValue(), path, context);
        }
    }

    private final class InXml extends XmlVisitor<ExecutionContext> {
        private final String path;

        InXml(String path) {
            this.path = path;
        }

        @Override
        public Xml visitCharData(Xml.CharData text, ExecutionContext context) {
            return marked(text, text.getText(), path, context);
        }

        @Override
        public Xml visitAttribute(Xml.Attribute attribute, ExecutionContext context) {
            return marked(attribute, attribute.getValueAsString(), path, context);
        }
    }
}
