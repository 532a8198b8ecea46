package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.session.HttpFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests of an integration, and the outcome that either generation must bring.
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
 * <p>In the head: {@code @operation} and {@code @condition}; {@code @portal}, the devices in the end, a line each or
 * {@code none}; {@code @world}, {@linkplain WorldNeeds settings} of the simulated portal; {@code @unknown}, a dialect of
 * the service under which the right answer is unknown. Of a request: {@code @expect}, its status and its body;
 * {@code @expect-header}, a header of its answer; {@code @wait}, the time that passes before it.
 *
 * @param name its path without the ending, such as {@code delete/already-deleted}
 * @param condition the case of the operation that it shows
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

    public Scenario {
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
