package io.github.kdpbridge.verify.scenario;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.session.HttpFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an integration does, and what must come of it whichever generation does the work.
 *
 * <p>Written as an {@code .http} file, in which comments say the rest:
 *
 * <pre>{@code
 * # @operation delete
 * # @condition already deleted
 * # @portal IMEI 351800000001188 customer=1200000321 upload=PO-1
 *
 * ### What was uploaded can be deleted
 * # @expect 200 {"transactionId": "D-1", "state": "Progress", "code": 2000000, "message": "SUCCESS"}
 * PUT {{v1}}/delete
 * }</pre>
 *
 * <p>{@code @operation} and {@code @condition} say what the scenario is about, {@code @portal} (once a device, or
 * {@code none}) what is registered in the end, {@code @world} what the simulated portal must be like, {@code @unknown} (any number) under which dialect of the service
 * the right answer is unknown, {@code @wait} (of
 * a request) how much time passes before it, {@code @expect} (of each request) its status and its body, {@code
 * @expect-header} (of a request) a header of its answer.
 *
 * @param name its path without the ending, such as {@code delete/already-deleted}
 * @param operation what it is about
 * @param condition what it shows of it
 * @param world what the simulated portal must be like
 * @param unknownUnder values of switches of the service's dialect, {@code wrongCustomer=IN_DEVICES}, under which a bridge
 *     cannot know what generation 1 would answer
 * @param steps at least one
 * @param portal each registered device in the end, in words; null if the scenario does not say
 */
public record Scenario(
        String name,
        String operation,
        String condition,
        WorldNeeds world,
        Set<String> unknownUnder,
        List<Step> steps,
        @Nullable List<String> portal) {

    /** Copies the lists. */
    public Scenario {
        requireNonNull(name);
        requireNonNull(operation);
        requireNonNull(condition);
        requireNonNull(world);
        unknownUnder = Set.copyOf(unknownUnder);
        steps = List.copyOf(steps);
        portal = portal == null ? null : List.copyOf(portal);
    }

    /**
     * Reads a scenario.
     *
     * @param text the file
     * @param name its path without the ending
     * @param variables what the file may use without defining it
     * @throws io.github.kdpbridge.verify.session.HttpFileException when something in it is not understood
     */
    public static Scenario parse(String text, String name, Map<String, String> variables) {
        return ScenarioReader.read(HttpFile.parse(text, name, variables));
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
