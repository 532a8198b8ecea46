package io.github.kdpbridge.cli.demo;

import java.util.List;

/**
 * A step of the story.
 *
 * @param title what happens
 * @param why the reason for it, in a sentence or two
 * @param acts what is done, in this order
 */
record Scene(String title, String why, List<Act> acts) {
    Scene {
        acts = List.copyOf(acts);
    }

    /** Plays it; returns whether all went as the story says. It stops at the first act that did not. */
    boolean play(Act.Cast cast) {
        cast.teller().scene(title, why);
        return acts.stream().allMatch(act -> act.play(cast));
    }
}
