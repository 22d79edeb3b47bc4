package io.peergrid.testkit.simulation;

import io.peergrid.testkit.simulation.Attempts.Attempt;
import io.peergrid.testkit.simulation.TransferType.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether transfers that number themselves can have been: each number is given once and in the order of time, and each transfer saw what the one before it left. */
final class TransferCheck {
    private final List<Attempt<Long, Receipt>> transfers;
    private final Map<Long, Attempt<Long, Receipt>> byNumber = new HashMap<>();

    private TransferCheck(List<Attempt<Long, Receipt>> transfers) {
        this.transfers = transfers;
    }

    /**
     * @param transfers what was asked is the amount given to the first account
     * @param looks transactions that only read
     * @return what cannot have been, in words, or null
     */
    static @Nullable String problem(List<Attempt<Long, Receipt>> transfers, List<Attempt<String, Receipt>> looks) {
        TransferCheck check = new TransferCheck(transfers);
        String problem = check.numbers();
        for (int i = 0; i < looks.size() && problem == null; i++) {
            problem = check.look(looks.get(i));
        }
        return problem;
    }

    private @Nullable String numbers() {
        for (Attempt<Long, Receipt> transfer : transfers) {
            Receipt receipt = transfer.answer;
            if (receipt != null) {
                Attempt<Long, Receipt> same = byNumber.put(receipt.number(), transfer);
                if (same != null) {
                    return "one number twice: " + same + "; " + transfer;
                }
                String problem = counted(transfer, receipt.number() - 1);
                if (problem != null) {
                    return problem;
                }
            }
        }
        for (Attempt<Long, Receipt> transfer : byNumber.values()) {
            Receipt receipt = transfer.answer;
            if (receipt != null && !follows(receipt.number() - 1, receipt.left() - transfer.asked)) {
                return "does not go on from where the one before ended: " + transfer + "; "
                        + byNumber.get(receipt.number() - 1);
            }
        }
        return null;
    }

    private @Nullable String look(Attempt<String, Receipt> look) {
        Receipt seen = look.answer;
        if (seen == null) {
            return null;
        }
        String problem = counted(look, seen.number());
        if (problem == null && !follows(seen.number(), seen.left())) {
            problem = "not what that transfer left: " + look + "; " + byNumber.get(seen.number());
        }
        return problem;
    }

    /** Whether as many were before as this one saw: all that had ended, and none that had not begun. */
    private @Nullable String counted(Attempt<?, Receipt> seen, long number) {
        long least = transfers.stream().filter(each -> each.precedes(seen)).count();
        long most = transfers.stream()
                .filter(each -> each != seen && each.mayPrecede(seen))
                .count();
        return number >= least && number <= most
                ? null
                : "saw " + number + " before it, not from " + least + " to " + most + ": " + seen;
    }

    /** Whether the first account can have held this much when the transfer of that number was the last; nothing is known of one that was not acknowledged. */
    private boolean follows(long number, long left) {
        Attempt<Long, Receipt> last = byNumber.get(number);
        Receipt receipt = last == null ? null : last.answer;
        return number == 0 ? left == 0 : receipt == null || receipt.left() == left;
    }
}
