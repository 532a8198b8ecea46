package io.github.kdpbridge.verify.report;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.verify.peer.RunMark;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.verdict.Verification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes from each text what a report must not show: known secrets, text that looks like a token, and, in a user's own
 * session, all but the last four characters of each device.
 *
 * <p>Immutable.
 */
public final class Redaction {
    private static final String HIDDEN = "********";
    /** Shorter texts are too short for a key, and too likely to be part of another word. */
    private static final int SHORTEST_SECRET = 4;

    private static final int SHOWN = 4;
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");
    private static final Pattern TOKEN_FIELD = Pattern.compile(
            "(\"[^\"]*(?:token|secret|password|api_?key|Token|Secret|Password|Api_?[Kk]ey)[^\"]*\"\\s*:\\s*\")"
                    + "(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern TOKEN_PATH =
            Pattern.compile("(?i).*(?:token|secret|password|api_?key)[^.\\[]*(?:'])?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern DEVICE_FIELD =
            Pattern.compile("\"(?:imei|meid|serialNumber)\"\\s*:\\s*\"?([A-Za-z0-9]+)");

    private final List<String> secrets;
    private final Set<String> devices;
    private final boolean anyDevice;

    private Redaction(Collection<String> secrets, Set<String> devices, boolean anyDevice) {
        this.secrets = secrets.stream()
                .flatMap(secret -> Stream.of(
                        secret, secret.strip(), URLEncoder.encode(secret, StandardCharsets.UTF_8), escaped(secret)))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.devices = Set.copyOf(devices);
        this.anyDevice = anyDevice;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Returns a redaction of secrets, which leaves devices alone. */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets, Set.of(), false);
    }

    /**
     * Returns a redaction that also masks devices: known ones, those in an answer of the verification, and text that
     * looks like an IMEI or a MEID.
     */
    public Redaction maskingDevices(Set<String> known, Verification verification) {
        Set<String> all = new HashSet<>(known);
        verification.findings().stream()
                .flatMap(finding -> finding.steps().stream())
                .flatMap(pair -> Stream.of(pair.left(), pair.right()))
                .flatMap(step ->
                        DEVICE_FIELD.matcher(step.exchange().answer().body()).results())
                .forEach(device -> all.add(device.group(1)));
        return new Redaction(secrets, all, true);
    }

    /** Returns a redacted text. */
    public String apply(String text) {
        String shown = RunMark.removedFrom(text);
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        shown = JWT.matcher(shown).replaceAll(HIDDEN);
        shown = TOKEN_FIELD.matcher(shown).replaceAll("$1" + HIDDEN + "\"");
        if (anyDevice) {
            shown = WORD.matcher(shown)
                    .replaceAll(word -> devices.contains(word.group()) ? mask(word.group()) : word.group());
            shown = DeviceId.maskedIn(shown);
        }
        return shown;
    }

    /** Returns a redacted difference. */
    public Difference apply(Difference difference) {
        boolean token = TOKEN_PATH.matcher(difference.path()).matches();
        return new Difference(
                apply(difference.path()),
                token ? HIDDEN : apply(difference.left()),
                token ? HIDDEN : apply(difference.right()));
    }

    private static String mask(String device) {
        int hidden = Math.max(0, device.length() - SHOWN);
        return "*".repeat(hidden) + device.substring(hidden);
    }
}
