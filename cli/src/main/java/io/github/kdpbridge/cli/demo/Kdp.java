package io.github.kdpbridge.cli.demo;

import io.github.kdpbridge.cli.migrate.Pause;
import java.util.Map;
import picocli.CommandLine;

/** The command line, as an operator has it. */
@FunctionalInterface
public interface Kdp {
    /**
     * Returns the command line, not yet run.
     *
     * @param environment the variables that it reads
     * @param pause the pause of commands that look again
     */
    CommandLine in(Map<String, String> environment, Pause pause);
}
