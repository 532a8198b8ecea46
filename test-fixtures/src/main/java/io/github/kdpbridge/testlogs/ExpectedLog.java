package io.github.kdpbridge.testlogs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A warning or error that a test provokes. It is not printed, so that what is printed is news.
 *
 * <p>On a test method, the line has to come: the test fails without it. On a class, any of its tests may cause it, also after
 * that test has ended.
 *
 * <p>What ends a thread is a line too: {@code thread NAME ended with EXCEPTION}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Repeatable(ExpectedLog.All.class)
public @interface ExpectedLog {
    /** Returns the regular expression that the whole message matches; a dot matches line breaks too. */
    String value();

    /** The several lines that a test expects. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @interface All {
        /** Returns the lines, in any order. */
        ExpectedLog[] value();
    }
}
