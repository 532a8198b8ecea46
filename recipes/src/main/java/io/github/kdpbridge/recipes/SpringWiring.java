package io.github.kdpbridge.recipes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrewrite.ExecutionContext;
import org.openrewrite.SourceFile;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.xml.tree.Xml;

/**
 * Where the interface of generation 1 is wired by a name, which a change of its type breaks at the start of the application: a
 * bean of the starter that is called {@code shopGen1ResellerApi}, and class names in XML.
 */
final class SpringWiring {
    /** Of Spring and CDI, and of OSGi. */
    private static final Set<String> ROOTS = Set.of("beans", "blueprint");

    private static final Pattern BEAN = Pattern.compile("(\\w+)Gen1ResellerApi");
    private static final Pattern TYPE =
            Pattern.compile(Pattern.quote(Gen1Code.TYPED) + "Gen1(?:ResellerApi)?(?![\\w.])");

    private final Set<String> wired = new HashSet<>();

    /** Keeps the module on generation 1 if an XML file of beans names the interface, or the class that connects it. */
    void add(Xml.Document file, ModuleFacts facts) {
        String path = file.getSourcePath().toString();
        if (isOfBeans(file.getRoot().getName()) && TYPE.matcher(file.printAll()).find()) {
            wired.add(path);
            facts.block(file.getId(), path, Words.WIRED);
        }
    }

    private static boolean isOfBeans(String root) {
        return ROOTS.contains(root.substring(root.indexOf(':') + 1));
    }

    /** Returns an XML file with a comment if it keeps the module on generation 1, and without an earlier one if it does not. */
    SourceFile commented(Xml.Document file, ExecutionContext context) {
        return wired.contains(file.getSourcePath().toString())
                ? FileComment.on(file, Words.WIRED, context)
                : EarlierComments.without(file);
    }

    /** Returns what to say of the variables of a file that have the name of a bean of the starter, by statement. */
    static Map<UUID, String> comments(J.CompilationUnit unit) {
        Map<UUID, String> words = new HashMap<>();
        new JavaIsoVisitor<Integer>() {
            @Override
            public J.VariableDeclarations visitVariableDeclarations(J.VariableDeclarations declared, Integer ignored) {
                if (Gen1Code.isApi(declared.getType())) {
                    declared.getVariables().forEach(variable -> add(variable.getSimpleName()));
                    new JavaIsoVisitor<Integer>() {
                        @Override
                        public J.Literal visitLiteral(J.Literal literal, Integer unused) {
                            add(String.valueOf(literal.getValue()));
                            return literal;
                        }
                    }.visit(declared.getLeadingAnnotations(), 0);
                }
                return super.visitVariableDeclarations(declared, ignored);
            }

            private void add(String name) {
                Matcher bean = BEAN.matcher(name);
                if (bean.matches()) {
                    words.put(ModuleSurvey.place(getCursor()), Words.BEAN_NAME.formatted(bean.group(1)));
                }
            }
        }.visit(unit, 0);
        return words;
    }
}
