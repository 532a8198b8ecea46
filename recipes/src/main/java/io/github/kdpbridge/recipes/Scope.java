package io.github.kdpbridge.recipes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Statement;

/** The local variables that a place sees, and the names of a tree. */
final class Scope {
    private Scope() {}

    /** What the head of a statement declares, such as a loop or a catch. */
    private static final class Head extends CodeVisitor<Set<String>> {
        @Override
        public J.Block visitBlock(J.Block block, Set<String> names) {
            return block;
        }

        @Override
        public J.VariableDeclarations.NamedVariable visitVariable(
                J.VariableDeclarations.NamedVariable variable, Set<String> names) {
            names.add(variable.getSimpleName());
            return super.visitVariable(variable, names);
        }
    }

    /** Returns the names of the variables around a place, which a block or a lambda there cannot declare again. */
    static Set<String> around(Cursor place) {
        Set<String> names = new HashSet<>();
        J inner = place.getValue();
        for (Cursor at = place.getParentTreeCursor(); !isClass(at.getValue()); at = at.getParentTreeCursor()) {
            J tree = at.getValue();
            if (tree instanceof J.Block block) {
                before(block.getStatements(), inner, names);
            } else if (tree instanceof J.Case each) {
                before(each.getStatements(), inner, names);
            } else {
                new Head().visit(tree, names, at.getParentOrThrow());
            }
            if (tree instanceof J.MethodDeclaration) {
                return names;
            }
            inner = tree;
        }
        return names;
    }

    private static boolean isClass(Object tree) {
        return tree instanceof J.ClassDeclaration || tree instanceof J.NewClass || tree instanceof J.CompilationUnit;
    }

    private static void before(List<Statement> statements, @Nullable J last, Set<String> names) {
        for (Statement statement : statements) {
            if (statement == last) {
                return;
            }
            if (statement instanceof J.Case each) {
                before(each.getStatements(), null, names);
            } else if (statement instanceof J.VariableDeclarations declared) {
                declared.getVariables().forEach(each -> names.add(each.getSimpleName()));
            } else if (statement instanceof J.If decision) {
                new Head().visit(decision.getIfCondition(), names); // of a pattern
            }
        }
    }

    /** Returns the names that trees use or declare. */
    static Set<String> in(Stream<? extends J> trees) {
        Set<String> names = new HashSet<>();
        CodeVisitor<Set<String>> visitor = new CodeVisitor<>() {
            @Override
            public J.Identifier visitIdentifier(J.Identifier identifier, Set<String> all) {
                all.add(identifier.getSimpleName());
                return identifier;
            }
        };
        trees.forEach(each -> visitor.visit(each, names));
        return names;
    }
}
