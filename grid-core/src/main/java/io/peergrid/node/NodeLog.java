package io.peergrid.node;

import io.peergrid.GridConfig;
import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member writes to the log: three lines at its start, one per change of the membership with its reason, and what an
 * operator has to know. On the protocol thread.
 */
final class NodeLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.peergrid.Grid");
    private static final int REASONS_MAX = 64;

    private final GridConfig config;
    private final MemberId id;
    private final GridMember self;
    private final Map<GridMember, String> reasons = new LinkedHashMap<>();
    private final String release;
    private final int slotCount;
    private boolean started;

    NodeLog(GridConfig config, MemberId id, GridMember self, String release, int slotCount) {
        this.config = config;
        this.id = id;
        this.self = self;
        this.release = release;
        this.slotCount = slotCount;
    }

    void starting() {
        LOG.info(
                "Member {} of grid \"{}\" starts at {} on host {}, pid {}, release {}{}",
                self,
                config.name(),
                self.address(),
                self.host(),
                self.pid(),
                release,
                config.observer()
                        ? ", as an observer without data"
                        : config.witness() ? ", as a witness without data" : "");
    }

    /** The other two of the three lines. */
    void joined(Configuration<SlotTable> now) {
        LOG.info(
                "Joined grid \"{}\" {} at epoch {}, {}: {}",
                config.name(),
                now.clusterId().brief(),
                now.epoch(),
                members(now.members().size()),
                GridMembers.of(now.members()));
        SlotTable.Roles here = now.body().roles(id, slotCount);
        LOG.info(
                "Slots here: {} primary and {} backup of {}; {} copies of each wanted, memory bound {} MiB",
                here.primary(),
                here.replica(),
                slotCount,
                config.backups() + 1,
                config.memoryLimitBytes() >> 20);
        if (now.members().size() == 1) {
            warnIfAloneInAContainer();
        }
    }

    /** The events that belong to the start have been told. */
    void started() {
        started = true;
    }

    private void warnIfAloneInAContainer() {
        String where = Containers.surrounding();
        if (!where.isEmpty() && config.preset() == GridConfig.Preset.LOCAL) {
            LOG.warn(
                    "1 member, this machine only, but this looks like {}: GridConfig.local() never finds members on other "
                            + "machines, and the data ends with this process. Use GridConfig.kubernetes(\"service\") or "
                            + "GridConfig.hosts(...) with expectedMembers and a secret",
                    where);
        }
    }

    void happened(GridEvent event) {
        if (event instanceof GridEvent.FoundDead dead) {
            if (reasons.size() < REASONS_MAX) {
                reasons.put(dead.member(), dead.text());
            }
        } else if (event instanceof GridEvent.Trusted trusted) {
            reasons.remove(trusted.member());
            LOG.debug("{}", event.text());
        } else if (event instanceof GridEvent.Joined joined && started) {
            LOG.info("{}", joined.text());
        } else if (event instanceof GridEvent.Left left) {
            String reason = reasons.remove(left.member());
            LOG.info("{}{}", left.text(), reason == null ? "" : ": " + reason);
        } else if (event instanceof GridEvent.WireVersionRaised
                || (event instanceof GridEvent.WritesRefused refused
                        && refused.slots().count() == 0)) {
            LOG.info("{}", event.text());
        } else if (event instanceof GridEvent.WritesRefused
                || event instanceof GridEvent.SplitReport
                || event instanceof GridEvent.SlotsOffline
                || event instanceof GridEvent.StrangerRefused
                || event instanceof GridEvent.Paused) {
            LOG.warn("{}", event.text());
        } else if (event instanceof GridEvent.SlotsLost) {
            LOG.error("{}", event.text());
        } else {
            LOG.debug("{}", event.text());
        }
    }

    /** Whether a majority stands behind this member, when that changes. */
    void majority(boolean lacking, String status) {
        if (lacking) {
            LOG.warn("No majority stands behind this member, it answers nothing: {}", status);
        } else {
            LOG.info("A majority stands behind this member again");
        }
    }

    /** Another member evicts by other rules than this one. */
    void evictsOtherwise(MemberId member, String theirs) {
        String ours = EvictionGreetings.describe(config);
        LOG.warn(
                "Member {} evicts by other rules than this one; each slot follows those of its primary, so give all "
                        + "members the same. There: {}. Here: {}",
                member,
                theirs.isEmpty() ? "none" : theirs,
                ours.isEmpty() ? "none" : ours);
    }

    /** How this member went. */
    void left(Departure.Outcome outcome, @Nullable Configuration<SlotTable> last) {
        switch (outcome) {
            case IN_ORDER -> LOG.info("Member {} left grid \"{}\" in order", self, config.name());
            case ALONE ->
                LOG.info("Member {} was the last of grid \"{}\" to hold data: the data ends here", self, config.name());
            case AT_DEADLINE -> leftBehind(last);
        }
    }

    private void leftBehind(@Nullable Configuration<SlotTable> last) {
        if (last != null && last.lists(id)) {
            SlotTable.Roles roles = last.body().roles(id);
            LOG.warn(
                    "Member {} left grid \"{}\" at its deadline: {} slots still had it as primary and {} as a copy, epoch "
                            + "{}; the others take over from their copies",
                    self,
                    config.name(),
                    roles.primary(),
                    roles.replica(),
                    last.epoch());
        }
    }

    private static String members(int count) {
        return count == 1 ? "1 member" : count + " members";
    }
}
