package io.github.kdpbridge.cli;

import io.github.kdpbridge.compattests.session.HttpFileException;
import io.github.kdpbridge.gateway.ConfigurationException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints an error as one line on stderr, with a stack trace only for those who ask, and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExitCodeExceptionMapper {
    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(command, name + ": " + e.getMessage() + " (see " + name + " --help)", e);
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, @Nullable ParseResult parsed) {
        if (e instanceof ConfigurationException configuration) {
            String name = command.getCommandSpec().qualifiedName();
            configuration.mistakes().forEach(mistake -> print(command, name + ": " + mistake, e));
            return getExitCode(e);
        }
        boolean explained = e instanceof RuntimeException && e.getMessage() != null;
        String message = explained ? e.getMessage() : "unexpected " + e;
        print(command, command.getCommandSpec().qualifiedName() + ": " + message, e);
        return getExitCode(e);
    }

    @Override
    public int getExitCode(Throwable e) {
        return e instanceof HttpFileException || e instanceof ConfigurationException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private void print(CommandLine command, String line, Exception e) {
        PrintWriter err = command.getErr();
        err.println(
                line.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(""));
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
    }
}
