package io.github.kdpbridge.browsertests;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.common.collect.ImmutableSet;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What holds for a screen whatever it shows. */
final class Looks {
    private static final Set<String> GRAVE = ImmutableSet.of("serious", "critical");

    private Looks() {}

    /** What axe finds that keeps somebody from using the page. */
    static List<String> graveViolations(Page page) {
        return new AxeBuilder(page)
                        .setLegacyMode(true) // no frames here, for which it would open one more page each time
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Looks::text)
                        .toList();
    }

    private static String text(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml())
                        .distinct()
                        .toList();
    }

    static boolean scrollsSideways(Page page) {
        return Boolean.TRUE.equals(
                page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }
}
