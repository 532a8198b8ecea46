package io.github.kdpbridge.benchmarks.summary;

/**
 * The subject of figures.
 *
 * @param part of the measurement, or the simple name of a class of benchmarks
 * @param work the load, such as {@code upload-30}, or the method of a benchmark
 * @param number of connections, resellers or devices; of a benchmark all its parameters
 * @param program with the major version of its Java if it has one, such as {@code gateway-17}
 */
record Row(String part, String work, String number, String program) {
    Row withWork(String other) {
        return new Row(part, other, number, program);
    }

    Row withProgram(String other) {
        return new Row(part, work, number, other);
    }

    boolean isGateway() {
        return program.startsWith("gateway-");
    }

    /** The major version of Java; empty for a program without one. */
    String jdk() {
        return program.replaceFirst("^\\D+", "");
    }

    String title() {
        return program.replace('-', ' ');
    }

    /** The value of the number; of a benchmark, that of its only parameter. */
    double value() {
        return Double.parseDouble(number.substring(number.indexOf('=') + 1));
    }
}
