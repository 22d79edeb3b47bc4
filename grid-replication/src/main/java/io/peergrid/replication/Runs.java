package io.peergrid.replication;

import java.util.List;

/** Joins neighbouring slots with equal positions. */
final class Runs {
    private Runs() {}

    /** Adds a slot above all that were added. */
    static void add(List<StreamItem.Run> runs, int slot, long slotTerm, long term, long seq) {
        int last = runs.size() - 1;
        if (last >= 0) {
            StreamItem.Run run = runs.get(last);
            if (run.to() == slot && run.slotTerm() == slotTerm && run.term() == term && run.seq() == seq) {
                runs.set(last, new StreamItem.Run(run.from(), slot + 1, slotTerm, term, seq));
                return;
            }
        }
        runs.add(new StreamItem.Run(slot, slot + 1, slotTerm, term, seq));
    }
}
