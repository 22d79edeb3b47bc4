package io.peergrid.node;

import io.peergrid.Discovery;
import io.peergrid.GridConfig;
import io.peergrid.GridConfig.Preset;
import io.peergrid.ports.MemberId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why a member could not join and what to change. */
final class JoinDoctor {
    private JoinDoctor() {}

    /**
     * @param status what the agreement waits for
     * @param refused why members do not let this one in, or null
     * @param reachable members the transport sees
     * @param refusal why the last member that was called did not take this one, or null
     */
    static String diagnose(
            GridConfig config,
            String status,
            @Nullable String refused,
            Set<MemberId> reachable,
            @Nullable String refusal) {
        String waited = "No place in grid \"" + config.name() + "\" within "
                + config.joinDeadline().toMillis() + " ms: " + status + ". ";
        if (refused != null) {
            return waited.trim();
        }
        if (!reachable.isEmpty()) {
            String seen = reachable.stream().map(MemberId::brief).sorted().collect(Collectors.joining(", "));
            return waited + "Reachable: " + seen + ". " + reached(config, reachable.size());
        }
        if (refusal != null) {
            return waited + Character.toUpperCase(refusal.charAt(0)) + refusal.substring(1)
                    + ". Check that all members have the same name, the same secret and the same TLS setting. "
                    + founders(config);
        }
        return waited + "Nobody was found. " + lonely(config);
    }

    /** @param majority which voters answer a member that is let in */
    static String unanswered(GridConfig config, String majority) {
        return "This member has a place in grid \"" + config.name() + "\", but no majority answered it within "
                + config.joinDeadline().toMillis() + " ms: " + majority
                + ". Check that those members run, that they have the processor time to answer and that the network "
                + "carries messages both ways.";
    }

    private static String reached(GridConfig config, int others) {
        if (others + 1 < config.expectedMembers()) {
            return "If this is the first start, " + config.expectedMembers() + " members found the grid and "
                    + (config.expectedMembers() - 1 - others)
                    + " more have to start; otherwise the grid has no majority "
                    + "that could let this member in: start its missing members.";
        }
        return "They answered, but no majority of the grid lets this member in: start its missing members, or end those "
                + "that are left of it if it is to begin anew.";
    }

    private static String lonely(GridConfig config) {
        if (config.observer()) {
            return "An observer founds no grid: start a member first.";
        }
        if (config.witness() && config.expectedMembers() == 1) {
            return "A witness founds no grid: start a member that holds data first.";
        }
        if (config.preset() == Preset.LOCAL && config.expectedMembers() > 1) {
            return founders(config);
        }
        if (config.preset() == Preset.LOCAL && config.discovery() instanceof Discovery.ThisMachine) {
            return "Another process of this user on this machine founds or holds the grid and does not answer: it may be "
                    + "frozen, or stopped in a debugger. End it, or choose another name.";
        }
        String how = "Check that the members have the same name and secret, that port "
                + (config.port() == 0 ? "7800" : config.port()) + " is open between them, and that ";
        Discovery discovery = config.discovery();
        if (discovery instanceof Discovery.Hosts hosts) {
            return how + hosts.hosts() + " are the addresses they listen on. " + founders(config);
        } else if (discovery instanceof Discovery.Dns dns) {
            return how + "\"" + dns.name() + "\" resolves to the addresses of the members (in Kubernetes: a headless "
                    + "service that publishes addresses that are not ready). " + founders(config);
        } else if (discovery instanceof Discovery.Multicast) {
            return how + "the network carries multicast; if not, use GridConfig.hosts(...). " + founders(config);
        }
        return how + "the JGroups file's discovery finds them. " + founders(config);
    }

    private static String founders(GridConfig config) {
        return config.expectedMembers() == 1
                ? ""
                : "On a first start " + config.expectedMembers() + " members have to run (expectedMembers).";
    }
}
