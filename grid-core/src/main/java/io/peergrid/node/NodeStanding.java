package io.peergrid.node;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.structure.MemberStanding;

/** A member as the holder of its locks. Thread-safe. */
final class NodeStanding implements MemberStanding {
    private final GridNode node;

    NodeStanding(GridNode node) {
        this.node = node;
    }

    @Override
    public MemberId self() {
        return node.id();
    }

    @Override
    public long epoch() {
        Configuration<SlotTable> installed = node.installed();
        return installed == null ? -1 : installed.epoch();
    }

    @Override
    public boolean holdsLease() {
        return node.membership().lease().isValid(node.now());
    }
}
