package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.gen1facade.Gen1Key;
import org.openjdk.jmh.annotations.Benchmark;

/** The digest of a key. */
public class KeyBenchmark {
    /** Digests one key. */
    @Benchmark
    public Gen1Key digest() {
        return Gen1Key.of("made-up-key");
    }
}
