package io.github.kdpbridge.testfixtures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start a program that lives for seconds: in such a JVM, C2 and G1 take more time than they give back. */
public final class ShortLivedJvm {
    /** The options. */
    public static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ShortLivedJvm() {}

    /** Returns the command of the Java that runs this test, with the options, to which others can be added. */
    public static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        return command;
    }
}
