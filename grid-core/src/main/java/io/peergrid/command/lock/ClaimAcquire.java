package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * ACQUIRE name member number epoch lease permits all: takes so many of all permits, for a lease in milliseconds. Answers the fencing token, the slot's time
 * and the end of the lease; nil if too few are free. The holder's own claim, if there is one, is replaced, with a new token. O(claims).
 * Errors: a lease or permits out of range, too many claims.
 */
final class ClaimAcquire extends DataCommand {
    private final long namespace;

    ClaimAcquire(int number, String name, long namespace) {
        super(number, name, -7, Access.MUTATION);
        this.namespace = namespace;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = Key.of(namespace, arguments.bytes(0));
        Holder holder = Holder.of(arguments, 1);
        long epoch = arguments.whole(3);
        long lease = LockCommands.lease(arguments, 4);
        int permits = permits(arguments, 5);
        int all = permits(arguments, 6);
        Claims others = Claims.find(execution, key).without(holder);
        if (others.taken() + permits > all || execution.hasLeft(holder.member(), epoch)) {
            return Value.nil();
        }
        if (others.list().size() >= LockCommands.MAX_CLAIMS) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE, "more than " + LockCommands.MAX_CLAIMS + " holders of one semaphore");
        }
        long now = execution.nowMillis();
        Claim claim = new Claim(holder, epoch, execution.version(), permits, now + lease);
        others.with(claim, all).put(execution, key);
        return claim.granted(now);
    }

    private static int permits(Arguments arguments, int index) {
        long permits = arguments.whole(index, 1, "permits must be at least 1");
        if (permits > LockCommands.MAX_PERMITS) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "more than " + LockCommands.MAX_PERMITS + " permits");
        }
        return (int) permits;
    }
}
