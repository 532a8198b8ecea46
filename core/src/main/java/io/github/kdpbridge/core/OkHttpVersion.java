package io.github.kdpbridge.core;

import java.lang.reflect.Field;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the program's OkHttp, so that a wrong version fails with a clear message and not with a
 * {@link NoSuchMethodError} of a later call. The entrances of this library check by themselves.
 */
public final class OkHttpVersion {
    private static final String CLIENT = "okhttp3.OkHttpClient";
    private static final String VERSION = "okhttp3.OkHttp"; // new in version 4
    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final String REMEDY =
            ". Either exclude com.squareup.okhttp3:okhttp from what brings it (Retrofit does),"
                    + " or depend on com.squareup.okhttp3:okhttp 4.12.0 and exclude okhttp-jvm from kdp-bridge;"
                    + " https://github.com/kdpbridge/kdp-bridge/blob/main/docs/java-entrances.md has both";

    private OkHttpVersion() {}

    /**
     * Checks that the OkHttp of this library is 4.12 or later, and all of one version.
     *
     * @throws IllegalStateException if it is not; the message names the versions found, and what to do
     */
    public static void require() {
        ClassLoader loader = OkHttpVersion.class.getClassLoader();
        Optional<String> trouble = trouble(loader == null ? ClassLoader.getSystemClassLoader() : loader);
        if (trouble.isPresent()) {
            throw new IllegalStateException(trouble.get());
        }
    }

    /** Returns the problem of a loader's OkHttp; empty if there is none. */
    static Optional<String> trouble(ClassLoader loader) {
        Class<?> client = load(CLIENT, loader);
        if (client == null) {
            return Optional.of("kdp-bridge needs OkHttp 4.12 or later, and there is none on the class path");
        }
        Class<?> version = load(VERSION, loader);
        if (version == null) {
            return Optional.of("kdp-bridge needs OkHttp 4.12 or later, but " + file(client) + " is older" + REMEDY);
        }
        if (!file(client).equals(file(version))) {
            return Optional.of(
                    "there are two OkHttps on the class path, " + file(client) + " and " + file(version) + REMEDY);
        }
        String text = text(version);
        return isRecent(text)
                ? Optional.empty()
                : Optional.of("kdp-bridge needs OkHttp 4.12 or later, but " + file(client) + " is " + text + REMEDY);
    }

    private static @Nullable Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Read at run time: the compiler would inline the constant of its own OkHttp. */
    private static String text(Class<?> version) {
        try {
            Field field = version.getField("VERSION");
            return String.valueOf(field.get(null));
        } catch (ReflectiveOperationException e) {
            return "of an unknown version";
        }
    }

    /** An unparsable version is accepted: a later one may use another format. */
    private static boolean isRecent(String version) {
        Matcher parts = MAJOR_MINOR.matcher(version);
        if (!parts.matches()) {
            return true;
        }
        int major = Integer.parseInt(parts.group(1));
        return major > 4 || (major == 4 && Integer.parseInt(parts.group(2)) >= 12);
    }

    private static String file(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "that of the platform";
        }
        String location = source.getLocation().toString().replaceFirst("[/!]+$", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
