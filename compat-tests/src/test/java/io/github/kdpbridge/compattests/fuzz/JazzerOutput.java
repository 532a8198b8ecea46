package io.github.kdpbridge.compattests.fuzz;

import com.code_intelligence.jazzer.utils.Log;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Drops what Jazzer tells at level INFO while it only runs known inputs; its warnings and errors are printed. */
public final class JazzerOutput implements BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(JazzerOutput.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getenv("JAZZER_FUZZ") == null) {
            context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Warnings.class, unused -> replace());
        }
    }

    private static Warnings replace() {
        Warnings warnings = new Warnings(System.err);
        Log.fixOutErr(System.out, warnings);
        return warnings;
    }

    /** Jazzer prints the level first, and the line after it. */
    private static final class Warnings extends PrintStream {
        private boolean info;

        Warnings(PrintStream err) {
            super(err, true, StandardCharsets.UTF_8);
        }

        @Override
        public void print(String text) {
            info = text.startsWith("INFO:");
            if (!info) {
                super.print(text);
            }
        }

        @Override
        public void println(String text) {
            if (!info) {
                super.println(text);
            }
            info = false;
        }
    }
}
