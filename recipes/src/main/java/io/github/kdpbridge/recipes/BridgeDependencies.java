package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.xml.AddToTagVisitor;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Content;
import org.openrewrite.xml.tree.Xml;

/** Adds what the interceptor needs to a pom.xml, so that the class path has one OkHttp only. */
final class BridgeDependencies extends XmlVisitor<ExecutionContext> {
    private static final String GROUP = "io.github.kdpbridge";
    private static final List<String> ARTIFACTS = List.of("kdp-bridge-gen2-client", "kdp-bridge-gen1-facade");
    static final String OKHTTP = "com.squareup.okhttp3";
    static final String RETROFIT = "com.squareup.retrofit2";
    private static final String EXCLUSION =
            "<exclusion><groupId>" + OKHTTP + "</groupId><artifactId>%s</artifactId></exclusion>";
    private static final String EXCLUSIONS = "<exclusions>" + EXCLUSION + "</exclusions>";

    private final String version;
    private final boolean keepsOkHttp;

    private BridgeDependencies(String version, boolean keepsOkHttp) {
        this.version = version;
        this.keepsOkHttp = keepsOkHttp;
    }

    /** The class path keeps an OkHttp if a parent, another library or the pom.xml itself brings it. */
    static Xml.@Nullable Document in(Xml.Document pom, String version, boolean keepsOkHttp, ExecutionContext context) {
        return (Xml.@Nullable Document) new BridgeDependencies(version, keepsOkHttp).visit(pom, context);
    }

    private static List<Xml.Tag> retrofits(Xml.Tag dependencies) {
        return dependencies.getChildren("dependency").stream()
                .filter(each -> RETROFIT.equals(each.getChildValue("groupId").orElse(null)))
                .toList();
    }

    @Override
    public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
        if (tag.getName().equals("project")) {
            Optional<Xml.Tag> dependencies = tag.getChild("dependencies");
            Xml.Tag project = dependencies.isPresent()
                    ? tag
                    : AddToTagVisitor.addToTag(
                            tag,
                            Xml.Tag.build("<dependencies></dependencies>"),
                            getCursor().getParentOrThrow());
            return super.visitTag(project, context);
        }
        boolean own = tag.getName().equals("dependencies")
                && getCursor().getParentTreeCursor().getValue() instanceof Xml.Tag parent
                && parent.getName().equals("project");
        return own ? completed(tag, context) : tag;
    }

    private Xml.Tag completed(Xml.Tag dependencies, ExecutionContext context) {
        boolean ownOkHttp = find(dependencies, OKHTTP, "okhttp") != null;
        Xml.Tag result = dependencies;
        for (Xml.Tag retrofit : ownOkHttp ? List.<Xml.Tag>of() : retrofits(dependencies)) {
            Xml.Tag exclusions = retrofit.getChild("exclusions").orElse(null);
            if (exclusions == null || !excludesOkHttp(exclusions)) {
                String without = (exclusions == null ? EXCLUSIONS : EXCLUSION).formatted("okhttp");
                Xml.Tag parent = exclusions == null ? retrofit : exclusions;
                result = (Xml.Tag) new AddToTagVisitor<ExecutionContext>(parent, Xml.Tag.build(without))
                        .visitNonNull(result, context, getCursor().getParentOrThrow());
                result = ended(result, retrofit);
            }
        }
        for (String artifact : ARTIFACTS) {
            if (find(result, GROUP, artifact) == null) {
                String exclusions = ownOkHttp || keepsOkHttp ? EXCLUSIONS.formatted("okhttp-jvm") : "";
                Xml.Tag added = Xml.Tag.build("<dependency><groupId>" + GROUP + "</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version>" + exclusions + "</dependency>");
                result = lastFirst(
                        AddToTagVisitor.addToTag(result, added, getCursor().getParentOrThrow()));
            }
        }
        return result;
    }

    /** Returns the dependencies, of which one was in a single line before it got more lines. */
    private static Xml.Tag ended(Xml.Tag dependencies, Xml.Tag changed) {
        return with(dependencies, each -> each.getId().equals(changed.getId()) ? ended(each, "\n") : each);
    }

    /** Returns a tag whose end has the indentation of the line of its start, if it has none at all. */
    private static Xml.Tag ended(Xml.Tag tag, String around) {
        String before = tag.getPrefix();
        String line = before.contains("\n") ? before.substring(before.lastIndexOf('\n')) : around;
        Xml.Tag.Closing end = tag.getClosing();
        Xml.Tag ended = end == null || !end.getPrefix().equals("\n") ? tag : tag.withClosing(end.withPrefix(line));
        return with(ended, each -> ended(each, line));
    }

    private static Xml.Tag with(Xml.Tag tag, UnaryOperator<Xml.Tag> change) {
        return tag.getContent() == null
                ? tag
                : tag.withContent(tag.getContent().stream()
                        .<Content>map(each -> each instanceof Xml.Tag inner ? change.apply(inner) : each)
                        .toList());
    }

    private static boolean excludesOkHttp(Xml.Tag exclusions) {
        return exclusions.getChildren("exclusion").stream()
                .anyMatch(each -> each.getChildValue("groupId")
                                .filter(Set.of(OKHTTP, "*")::contains)
                                .isPresent()
                        && each.getChildValue("artifactId")
                                .filter(Set.of("okhttp", "*")::contains)
                                .isPresent());
    }

    /** Of two versions of a library, Maven takes that of the first dependency: OkHttp needs a newer okio than Retrofit names. */
    private static Xml.Tag lastFirst(Xml.Tag dependencies) {
        List<Content> content = new ArrayList<>(Objects.requireNonNull(dependencies.getContent(), "content"));
        content.add(0, content.remove(content.size() - 1));
        return dependencies.withContent(content);
    }

    private static Xml.@Nullable Tag find(Xml.Tag dependencies, String group, String artifact) {
        return dependencies.getChildren("dependency").stream()
                .filter(each -> group.equals(each.getChildValue("groupId").orElse(null)))
                .filter(each -> artifact.equals(each.getChildValue("artifactId").orElse(null)))
                .findFirst()
                .orElse(null);
    }
}
