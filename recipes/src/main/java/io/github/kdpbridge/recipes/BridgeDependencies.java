package io.github.kdpbridge.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.maven.MavenDownloadingException;
import org.openrewrite.maven.MavenDownloadingExceptions;
import org.openrewrite.maven.internal.MavenPomDownloader;
import org.openrewrite.maven.tree.Dependency;
import org.openrewrite.maven.tree.GroupArtifact;
import org.openrewrite.maven.tree.MavenResolutionResult;
import org.openrewrite.maven.tree.Pom;
import org.openrewrite.maven.tree.Scope;
import org.openrewrite.xml.AddToTagVisitor;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Content;
import org.openrewrite.xml.tree.Xml;

/** Adds what the interceptor needs to a pom.xml, so that the class path has one OkHttp only. */
final class BridgeDependencies extends XmlVisitor<ExecutionContext> {
    private static final String GROUP = "io.github.kdpbridge";
    private static final List<String> ARTIFACTS = List.of("kdp-bridge-gen2-client", "kdp-bridge-gen1-facade");
    private static final String OKHTTP = "com.squareup.okhttp3";
    private static final String RETROFIT = "com.squareup.retrofit2";
    private static final String EXCLUSIONS = "<exclusions><exclusion><groupId>" + OKHTTP + "</groupId><artifactId>%s"
            + "</artifactId></exclusion></exclusions>";

    private final String version;

    private BridgeDependencies(String version) {
        this.version = version;
    }

    static Xml.@Nullable Document in(Xml.Document pom, String version, ExecutionContext context) {
        return (Xml.@Nullable Document) new BridgeDependencies(version).visit(pom, context);
    }

    /**
     * Returns whether the OkHttp of a pom.xml comes only by its own Retrofit, converters and adapters, from which it can be
     * excluded: the dependencies are resolved with these exclusions, because a parent or another library may bring one too.
     */
    static boolean canExclude(Xml.Document pom, ExecutionContext context) {
        Xml.Tag dependencies = pom.getRoot().getChild("dependencies").orElse(null);
        return dependencies != null
                && find(dependencies, OKHTTP, "okhttp") == null
                && !retrofits(dependencies).isEmpty()
                && pom.getMarkers()
                        .findFirst(MavenResolutionResult.class)
                        .map(maven -> isGoneWithoutRetrofit(maven, context))
                        .orElse(true);
    }

    private static boolean isGoneWithoutRetrofit(MavenResolutionResult maven, ExecutionContext context) {
        Pom own = maven.getPom().getRequested();
        Pom excluding = own.withDependencies(own.getDependencies().stream()
                .map(BridgeDependencies::withoutOkHttp)
                .toList());
        MavenPomDownloader downloader = new MavenPomDownloader(
                maven.getProjectPoms(), context, maven.getMavenSettings(), maven.getActiveProfiles());
        try {
            return maven
                    .getPom()
                    .withRequested(excluding)
                    .resolve(context, downloader)
                    .resolveDependencies(Scope.Test, downloader, context)
                    .stream()
                    .noneMatch(each -> OKHTTP.equals(each.getGroupId()) && "okhttp".equals(each.getArtifactId()));
        } catch (MavenDownloadingException | MavenDownloadingExceptions unknown) {
            return false;
        }
    }

    private static Dependency withoutOkHttp(Dependency dependency) {
        List<GroupArtifact> exclusions = dependency.getExclusions();
        return RETROFIT.equals(dependency.getGroupId()) && (exclusions == null || exclusions.isEmpty())
                ? dependency.withExclusions(List.of(new GroupArtifact(OKHTTP, "okhttp")))
                : dependency;
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
            if (retrofit.getChild("exclusions").isEmpty()) {
                Xml.Tag without = Xml.Tag.build(EXCLUSIONS.formatted("okhttp"));
                result = (Xml.Tag) new AddToTagVisitor<ExecutionContext>(retrofit, without)
                        .visitNonNull(result, context, getCursor().getParentOrThrow());
            }
        }
        for (String artifact : ARTIFACTS) {
            if (find(result, GROUP, artifact) == null) {
                String exclusions = ownOkHttp ? EXCLUSIONS.formatted("okhttp-jvm") : "";
                Xml.Tag added = Xml.Tag.build("<dependency><groupId>" + GROUP + "</groupId><artifactId>" + artifact
                        + "</artifactId><version>" + version + "</version>" + exclusions + "</dependency>");
                result = lastFirst(
                        AddToTagVisitor.addToTag(result, added, getCursor().getParentOrThrow()));
            }
        }
        return result;
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
