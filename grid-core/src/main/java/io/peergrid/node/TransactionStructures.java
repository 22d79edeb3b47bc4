package io.peergrid.node;

import io.peergrid.GridTransaction;
import io.peergrid.map.MapFactory;
import io.peergrid.structure.StructureFactory;

/** The structures of one attempt of a transaction. */
final class TransactionStructures extends OverSlots implements GridTransaction {
    private final String tag;

    TransactionStructures(String tag, MapFactory maps, StructureFactory structures) {
        super(maps, structures);
        this.tag = tag;
    }

    @Override
    public String tag() {
        return tag;
    }
}
