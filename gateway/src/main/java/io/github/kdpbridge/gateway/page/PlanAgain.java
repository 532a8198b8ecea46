package io.github.kdpbridge.gateway.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what was typed when an act was not done. */
public final class PlanAgain {
    /** What is true of the plan that was shown, and not of the next one. */
    static final String[] OF_A_PLAN = {"seen", "closed", "since", "csrf"};
    /** Servers take 8 KiB of all headers. */
    private static final int LONGEST_ADDRESS = 4000;

    private PlanAgain() {}

    /**
     * Returns the address at which an act that was not done can be planned again, with the words that were typed.
     *
     * @param path where its form was sent
     * @param fields the fields of the form
     * @return null if it is no act that is planned, or its address would be too long
     */
    public static @Nullable String address(String path, Map<String, List<String>> fields) {
        String act = path.startsWith(MigrationPages.ACTS) ? path.substring(MigrationPages.ACTS.length()) : "";
        if (!Plans.names().contains(act)) {
            return null;
        }
        String account =
                fields.getOrDefault("account", List.of()).stream().findFirst().orElse(null);
        PageRequest planned = MigrationPages.planned(new PageRequest(Visitor.NOBODY, "POST", path, fields), act);
        String address = new Links(account).again(planned, PlanScreen.PATH, OF_A_PLAN);
        return address.length() > LONGEST_ADDRESS ? null : address;
    }
}
