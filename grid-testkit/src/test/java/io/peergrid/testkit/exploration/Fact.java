package io.peergrid.testkit.exploration;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import org.jspecify.annotations.Nullable;

/** What one member did in one step, as far as the others' view of it matters. */
sealed interface Fact {
    /** It was elected by a majority. */
    record Elected(long epoch, long term) implements Fact {}

    /** It accepted a successor in a term. */
    record Accepted(long term, Configuration<SlotTable> successor) implements Fact {}

    record Installed(Configuration<SlotTable> now) implements Fact {}

    /**
     * A caller was told that its write is done.
     *
     * @param leased whether the member that told it had a lease
     */
    record Acknowledged(int write, boolean leased) implements Fact {}

    /** It broke a rule that one member can break alone. */
    record Broken(String what) implements Fact {}

    /** For people only. */
    record Note(String what) implements Fact {}

    static @Nullable String text(Fact fact) {
        if (fact instanceof Elected elected) {
            return "leads term " + elected.term();
        } else if (fact instanceof Accepted accepted) {
            return "accepts epoch " + accepted.successor().epoch() + " in term " + accepted.term() + ": "
                    + Texts.assignment(accepted.successor());
        } else if (fact instanceof Installed installed) {
            return "installs epoch " + installed.now().epoch() + ": " + Texts.assignment(installed.now());
        } else if (fact instanceof Acknowledged acknowledged) {
            return "acknowledges write " + acknowledged.write();
        } else if (fact instanceof Note note) {
            return note.what();
        }
        return null;
    }
}
