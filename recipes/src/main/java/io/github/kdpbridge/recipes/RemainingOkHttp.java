package io.github.kdpbridge.recipes;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.maven.MavenDownloadingException;
import org.openrewrite.maven.MavenDownloadingExceptions;
import org.openrewrite.maven.internal.MavenPomDownloader;
import org.openrewrite.maven.tree.Dependency;
import org.openrewrite.maven.tree.GroupArtifact;
import org.openrewrite.maven.tree.MavenResolutionResult;
import org.openrewrite.maven.tree.Pom;
import org.openrewrite.maven.tree.ResolvedDependency;
import org.openrewrite.maven.tree.Scope;
import org.openrewrite.xml.tree.Xml;

/**
 * The OkHttp that a module has without that of its Retrofit, as Maven resolves it. The class path of the sources does not tell:
 * OpenRewrite reads versions from its paths, and only if the folder of the local repository is called repository.
 */
final class RemainingOkHttp {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
    private static final int MAJOR = 4;
    private static final int MINOR = 12;

    private RemainingOkHttp() {}

    /** Returns the version of the OkHttp that a parent, another library or the pom.xml itself brings; null if none does. */
    static @Nullable String in(Xml.Document pom, ExecutionContext context) {
        MavenResolutionResult maven =
                pom.getMarkers().findFirst(MavenResolutionResult.class).orElse(null);
        if (maven == null) {
            return named(pom);
        }
        List<String> versions = versions(maven.getDependencies().getOrDefault(Scope.Test, List.of()));
        return versions.isEmpty() ? null : withoutRetrofit(maven, versions.get(0), context);
    }

    /** Returns whether a version is too old for the interceptor. */
    static boolean isOld(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        int major = Integer.parseInt(parts.group(1));
        return major < MAJOR || (major == MAJOR && parts.group(2) != null && Integer.parseInt(parts.group(2)) < MINOR);
    }

    private static List<String> versions(List<ResolvedDependency> dependencies) {
        return dependencies.stream()
                .filter(each ->
                        BridgeDependencies.OKHTTP.equals(each.getGroupId()) && "okhttp".equals(each.getArtifactId()))
                .map(ResolvedDependency::getVersion)
                .toList();
    }

    /** Resolves the dependencies with the exclusions that {@link BridgeDependencies} writes; without them if that fails. */
    private static @Nullable String withoutRetrofit(
            MavenResolutionResult maven, String before, ExecutionContext context) {
        Pom own = maven.getPom().getRequested();
        Pom excluding = own.withDependencies(own.getDependencies().stream()
                .map(RemainingOkHttp::withoutOkHttp)
                .toList());
        MavenPomDownloader downloader = new MavenPomDownloader(
                maven.getProjectPoms(), context, maven.getMavenSettings(), maven.getActiveProfiles());
        try {
            return versions(maven.getPom()
                            .withRequested(excluding)
                            .resolve(context, downloader)
                            .resolveDependencies(Scope.Test, downloader, context))
                    .stream()
                    .findFirst()
                    .orElse(null);
        } catch (MavenDownloadingException | MavenDownloadingExceptions unknown) {
            return before;
        }
    }

    private static Dependency withoutOkHttp(Dependency dependency) {
        List<GroupArtifact> exclusions = dependency.getExclusions();
        Stream<GroupArtifact> given = exclusions == null ? Stream.empty() : exclusions.stream();
        return BridgeDependencies.RETROFIT.equals(dependency.getGroupId())
                ? dependency.withExclusions(
                        Stream.concat(given, Stream.of(new GroupArtifact(BridgeDependencies.OKHTTP, "okhttp")))
                                .toList())
                : dependency;
    }

    /** Of a pom.xml that is not resolved, what it says itself: the libraries of OkHttp bring an OkHttp of their version. */
    private static @Nullable String named(Xml.Document pom) {
        return pom.getRoot().getChild("dependencies").stream()
                .flatMap(dependencies -> dependencies.getChildren("dependency").stream())
                .filter(each -> BridgeDependencies.OKHTTP.equals(
                        each.getChildValue("groupId").orElse(null)))
                .flatMap(each -> each.getChildValue("version").stream())
                .filter(version -> VERSION.matcher(version).matches())
                .findFirst()
                .orElse(null);
    }
}
