package io.github.kdpbridge.recipes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.Validated;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.properties.PropertiesVisitor;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Xml;
import org.openrewrite.yaml.YamlVisitor;
import org.openrewrite.yaml.tree.Yaml;

/**
 * Replaces the base URLs of generation 1 by that of a gateway, in Java, properties, YAML and XML. A host that is put together,
 * or has no scheme, gets a comment, and so do both hosts where two equal texts cannot stand.
 */
public final class ToGateway extends ScanningRecipe<FoundTexts> {
    @Option(
            displayName = "Gateway URL",
            description = "Where the gateway is, up to the path of generation 1, without a slash at its end.",
            example = "https://kdp-gateway.example")
    private final String gatewayUrl;

    /** Creates the recipe. */
    @JsonCreator
    public ToGateway(@JsonProperty("gatewayUrl") String gatewayUrl) {
        this.gatewayUrl = gatewayUrl;
    }

    /** Returns where the gateway is. */
    public String getGatewayUrl() {
        return gatewayUrl;
    }

    @Override
    public String getDisplayName() {
        return "From generation 1 to a gateway";
    }

    @Override
    public String getDescription() {
        return "Replaces `https://eu-be-reseller.samsungknox.com` and `https://us-be-reseller.samsungknox.com` by the URL of a"
                + " kdp-bridge gateway in Java, properties, YAML and XML. A host that is put together, or has no scheme, stays and"
                + " gets a comment.";
    }

    @Override
    public Validated<Object> validate() {
        return super.validate()
                .and(Validated.test(
                        "gatewayUrl",
                        "must be an http or https URL without a query, and without a slash at its end: " + gatewayUrl,
                        gatewayUrl,
                        ToGateway::isBase));
    }

    private static boolean isBase(@Nullable String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null
                    && !uri.toString().endsWith("/");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public FoundTexts getInitialValue(ExecutionContext context) {
        return new FoundTexts(text -> Gen1Traces.at(gatewayUrl, text));
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getScanner(FoundTexts texts) {
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                if (tree instanceof J.CompilationUnit) {
                    new DistinctTexts().visit(tree, texts);
                }
                return tree;
            }
        };
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getVisitor(FoundTexts texts) {
        EqualTexts equal = texts.equal();
        return new TreeVisitor<Tree, ExecutionContext>() {
            @Override
            public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
                if (tree instanceof J.CompilationUnit unit) {
                    InJava java = new InJava(equal);
                    J changed = java.visitNonNull(unit, context);
                    return LeadingComments.todo(java.left).visit(changed, context);
                } else if (tree instanceof JavaSourceFile) {
                    return new InJava(equal).visit(tree, context);
                } else if (tree instanceof Properties.File) {
                    InProperties properties = new InProperties();
                    return commented(properties.visit(tree, context), Words.HOST_LEFT, properties.isLeft, context);
                } else if (tree instanceof Yaml.Documents) {
                    InYaml yaml = new InYaml();
                    return commented(
                            commented(yaml.visit(tree, context), Words.HOST_LEFT, yaml.isLeft, context),
                            Words.HOST_TWICE,
                            yaml.isTwice,
                            context);
                } else if (tree instanceof Xml.Document) {
                    InXml xml = new InXml();
                    return commented(xml.visit(tree, context), Words.HOST_LEFT, xml.isLeft, context);
                }
                return tree;
            }
        };
    }

    private static @Nullable Tree commented(
            @Nullable Tree file, String words, boolean isTrue, ExecutionContext context) {
        return isTrue && file instanceof SourceFile source ? FileComment.on(source, words, context) : file;
    }

    private final class InJava extends JavaIsoVisitor<ExecutionContext> {
        /** Comments where a host is left, by statement. */
        private final Map<UUID, List<String>> left = new HashMap<>();

        private final EqualTexts equal;

        InJava(EqualTexts equal) {
            this.equal = equal;
        }

        @Override
        public J.Literal visitLiteral(J.Literal literal, ExecutionContext context) {
            if (!(literal.getValue() instanceof String text) || literal.getValueSource() == null) {
                return literal;
            }
            String source = literal.getValueSource();
            boolean isEscaped = Gen1Traces.urls(text) != Gen1Traces.urls(source);
            boolean stays = isEscaped || equal.contains(literal);
            String changed = stays ? text : Gen1Traces.at(gatewayUrl, text);
            if (Gen1Traces.hasHost(changed)) {
                left.computeIfAbsent(ModuleSurvey.place(getCursor()), place -> new ArrayList<>())
                        .add(equal.contains(literal) ? Words.HOST_TWICE : Words.HOST_LEFT);
            }
            return changed.equals(text)
                    ? literal
                    : literal.withValue(changed).withValueSource(Gen1Traces.at(gatewayUrl, source));
        }
    }

    private final class InProperties extends PropertiesVisitor<ExecutionContext> {
        private boolean isLeft;

        @Override
        public Properties visitEntry(Properties.Entry entry, ExecutionContext context) {
            Properties.Value value = entry.getValue();
            String lines = value.getSource().replace("\\:", ":");
            String changed = Gen1Traces.at(gatewayUrl, lines);
            isLeft |= Gen1Traces.hasHost(value.withText(changed).getText()) || Gen1Traces.hasHost(entry.getKey());
            return changed.equals(lines) ? entry : entry.withValue(value.withText(changed));
        }
    }

    private final class InYaml extends YamlVisitor<ExecutionContext> {
        private boolean isLeft;

        private boolean isTwice;

        /** No mapping has a key twice. */
        @Override
        public Yaml visitMappingEntry(Yaml.Mapping.Entry entry, ExecutionContext context) {
            Yaml changed = super.visitMappingEntry(entry, context);
            if (!(changed instanceof Yaml.Mapping.Entry each
                    && getCursor().getParentTreeCursor().getValue() instanceof Yaml.Mapping mapping)) {
                return changed;
            }
            String key = each.getKey().getValue();
            boolean isChanged = !key.equals(entry.getKey().getValue());
            long times = mapping.getEntries().stream()
                    .filter(other ->
                            Gen1Traces.at(gatewayUrl, other.getKey().getValue()).equals(key))
                    .count();
            if (!isChanged || times < 2) {
                return changed;
            }
            isTwice = true;
            return entry.withValue(each.getValue());
        }

        @Override
        public Yaml visitScalar(Yaml.Scalar scalar, ExecutionContext context) {
            String changed = Gen1Traces.at(gatewayUrl, scalar.getValue());
            isLeft |= Gen1Traces.hasHost(changed);
            return scalar.withValue(changed);
        }
    }

    private final class InXml extends XmlVisitor<ExecutionContext> {
        private boolean isLeft;

        @Override
        public Xml visitCharData(Xml.CharData text, ExecutionContext context) {
            String changed = Gen1Traces.at(gatewayUrl, text.getText());
            isLeft |= Gen1Traces.hasHost(changed);
            return text.withText(changed);
        }

        @Override
        public Xml visitAttribute(Xml.Attribute attribute, ExecutionContext context) {
            String changed = Gen1Traces.at(gatewayUrl, attribute.getValueAsString());
            isLeft |= Gen1Traces.hasHost(changed);
            return changed.equals(attribute.getValueAsString())
                    ? attribute
                    : attribute.withValue(attribute.getValue().withValue(changed));
        }
    }
}
