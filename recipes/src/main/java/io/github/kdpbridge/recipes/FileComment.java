package io.github.kdpbridge.recipes;

import static org.openrewrite.Tree.randomId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openrewrite.ExecutionContext;
import org.openrewrite.SourceFile;
import org.openrewrite.java.tree.J;
import org.openrewrite.marker.Markers;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.xml.tree.Misc;
import org.openrewrite.xml.tree.Xml;
import org.openrewrite.yaml.tree.Yaml;

/** Puts a comment before what is in a file, once: before the first class of a Java file, and on top of all others. */
final class FileComment {
    private FileComment() {}

    static SourceFile on(SourceFile file, String words, ExecutionContext context) {
        if (file instanceof J.CompilationUnit unit && !unit.getClasses().isEmpty()) {
            return (SourceFile) LeadingComments.todo(Map.of(FileNames.start(unit), List.of(words)))
                    .visitNonNull(unit, context);
        }
        String text = " " + Words.PREFIX + words;
        if (file.printAll().contains(text)) {
            return file;
        } else if (file instanceof Properties.File properties) {
            return on(properties, text);
        } else if (file instanceof Yaml.Documents yaml) {
            List<Yaml.Document> documents = new ArrayList<>(yaml.getDocuments());
            Yaml.Document first = documents.get(0);
            documents.set(0, first.withPrefix("#" + text + "\n" + first.getPrefix()));
            return yaml.withDocuments(documents);
        } else if (file instanceof Xml.Document xml) {
            return on(xml, text + " ");
        }
        return file;
    }

    private static Properties.File on(Properties.File file, String text) {
        List<Properties.Content> content = new ArrayList<>(file.getContent());
        Properties.Content first = content.get(0);
        content.set(0, (Properties.Content) first.withPrefix("\n" + first.getPrefix()));
        content.add(
                0, new Properties.Comment(randomId(), "", Markers.EMPTY, Properties.Comment.Delimiter.HASH_TAG, text));
        return file.withContent(content);
    }

    /** An XML declaration has to stay on top. */
    private static Xml.Document on(Xml.Document file, String text) {
        Xml.Prolog prolog = file.getProlog();
        boolean first = prolog == null || prolog.getXmlDecl() == null;
        List<Misc> misc = new ArrayList<>();
        misc.add(new Xml.Comment(randomId(), first ? "" : "\n", Markers.EMPTY, text));
        if (prolog == null) {
            prolog = new Xml.Prolog(randomId(), "", Markers.EMPTY, null, List.of(), List.of());
        }
        misc.addAll(prolog.getMisc());
        Xml.Document commented = file.withProlog(prolog.withMisc(misc));
        return first
                ? commented.withRoot(commented
                        .getRoot()
                        .withPrefix("\n" + commented.getRoot().getPrefix()))
                : commented;
    }
}
