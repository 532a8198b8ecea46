package io.github.kdpbridge.gateway.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Renders screens. Safe for use by many threads. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "io.github.kdpbridge.gateway.page.templates");

    /**
     * Returns a screen as HTML.
     *
     * @param template the name of its template
     * @param screen the template's only parameter
     */
    String render(String template, Object screen) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", screen, output);
        return output.toString();
    }
}
