package io.github.kdpbridge.testlogs;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A line that a test expects, and whether it has come. */
final class ExpectedLine {
    private final Pattern pattern;
    private final CountDownLatch seen = new CountDownLatch(1);

    private ExpectedLine(String regex) {
        pattern = Pattern.compile(regex, Pattern.DOTALL);
    }

    static List<ExpectedLine> of(AnnotatedElement annotated) {
        return Stream.of(annotated.getAnnotationsByType(ExpectedLog.class))
                .map(expected -> new ExpectedLine(expected.value()))
                .toList();
    }

    boolean matches(String message) {
        boolean matches = pattern.matcher(message).matches();
        if (matches) {
            seen.countDown();
        }
        return matches;
    }

    /** Waits, because the thread that logs the line may be behind the test. */
    void await(Duration patience) throws InterruptedException {
        if (!seen.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no line was logged that matches \"%s\"".formatted(pattern));
        }
    }
}
