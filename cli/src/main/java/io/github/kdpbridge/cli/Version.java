package io.github.kdpbridge.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar and of Java. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "kdp-bridge " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
        };
    }
}
