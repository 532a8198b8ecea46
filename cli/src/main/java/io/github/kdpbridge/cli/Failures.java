package io.github.kdpbridge.cli;

import io.github.kdpbridge.cli.migrate.MigrateException;
import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.verify.session.HttpFileException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error as one line on stderr, with a stack trace on request only, and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExitCodeExceptionMapper {
    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message =
                unmatched(e, command).map(word -> unknown(command, word)).orElseGet(e::getMessage);
        print(command, name + ": " + message + " (see " + name + " --help)", e);
        return ExitCode.USAGE;
    }

    /** The unknown argument. A mistyped option is reported before the required one that is missing because of it. */
    private static Optional<String> unmatched(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream().findFirst();
        }
        return e instanceof MissingParameterException
                ? command.getUnmatchedArguments().stream()
                        .filter(word -> word.startsWith("-"))
                        .findFirst()
                : Optional.empty();
    }

    private static String unknown(CommandLine command, String argument) {
        CommandSpec spec = command.getCommandSpec();
        boolean option = argument.startsWith("-");
        String word = option ? argument.replaceFirst("=.*", "") : argument;
        Stream<String> names = option
                ? spec.options().stream().filter(known -> !known.hidden()).flatMap(known -> Stream.of(known.names()))
                : spec.subcommands().entrySet().stream()
                        .filter(known -> !known.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey);
        boolean isCommand =
                !spec.subcommands().isEmpty() && spec.positionalParameters().isEmpty();
        String what = option
                ? "there is no option "
                : isCommand ? "there is no command " : "there is one argument too many: ";
        return what
                + Text.printable(word)
                + Suggestion.of(word, names.toList())
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("");
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
        if (e instanceof MigrateException migration) {
            return migration.exitCode();
        }
        return e instanceof HttpFileException || e instanceof ConfigurationException
                ? ExitCode.USAGE
                : ExitCode.SOFTWARE;
    }

    private void print(CommandLine command, String line, Exception e) {
        PrintWriter err = command.getErr();
        err.println(line.lines()
                .map(String::strip)
                .map(Visible::line)
                .reduce((a, b) -> a + " " + b)
                .orElse(""));
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
    }
}
