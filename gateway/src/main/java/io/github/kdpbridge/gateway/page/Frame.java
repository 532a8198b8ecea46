package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is around each screen.
 *
 * @param title its title
 * @param tab the part of the page that it belongs to: {@code Units}; empty for none
 * @param site who looks at what
 * @param notice what was just done, or refused; null for nothing
 * @param live the screen's own address, which is loaded again when something has changed; null if it stays as it is
 */
public record Frame(
        String title,
        String tab,
        Site site,
        @Nullable Notice notice,
        @Nullable String live) {
    public Frame {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(tab, "tab");
        Objects.requireNonNull(site, "site");
    }

    /**
     * Who looks at what.
     *
     * @param visitor who looks
     * @param links the addresses of the screens
     * @param accounts the accounts that migrate; copied
     * @param version the version of what is shown
     * @param at when it was read
     */
    public record Site(Visitor visitor, Links links, List<String> accounts, String version, Moment at) {
        public Site {
            Objects.requireNonNull(visitor, "visitor");
            Objects.requireNonNull(links, "links");
            accounts = ImmutableList.copyOf(accounts);
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(at, "at");
        }

        /** Returns the account that is looked at. */
        public String account() {
            return links.account() == null ? accounts.get(0) : links.account();
        }

        /** Returns the address of the overview of another account. */
        public String overview(String account) {
            return new Links(account).to("");
        }

        /** Returns the address of the stream that tells of changes. */
        public String stream() {
            return new Links(null).to("/live", "seen", version);
        }
    }

    /**
     * A message.
     *
     * @param isRefusal whether something was not done as it was asked for
     * @param lead what it begins with, if it is a refusal
     */
    public record Notice(boolean isRefusal, String lead, String text) {
        public Notice {
            Objects.requireNonNull(lead, "lead");
            Objects.requireNonNull(text, "text");
        }

        /** Creates a message; a refusal begins by saying that nothing was done. */
        public Notice(boolean isRefusal, String text) {
            this(isRefusal, "Not done.", text);
        }

        /** Returns the message that nobody knows whether something was done. */
        static Notice unknown(String text) {
            return new Notice(true, "Not known.", text);
        }
    }

    /** A part of the page. */
    public record Tab(String name, String address) {}

    /** Returns the parts of the page. */
    public List<Tab> tabs() {
        Links links = site.links();
        return ImmutableList.of(
                new Tab("Overview", links.to("")),
                new Tab("Units", links.to("/units")),
                new Tab("Differences", links.to("/differences")),
                new Tab("Contract", links.to("/contract")),
                new Tab("Log", links.to("/log")));
    }

    Frame live(String address) {
        return new Frame(title, tab, site, notice, address);
    }

    Frame with(@Nullable Notice other) {
        return new Frame(title, tab, site, other, live);
    }
}
