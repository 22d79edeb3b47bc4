package io.peergrid.command;

import io.peergrid.command.Command.Access;
import io.peergrid.command.backlog.ReleaseParked;
import io.peergrid.command.backlog.ScanMarks;
import io.peergrid.command.backlog.StoreFailed;
import io.peergrid.command.backlog.StoreSoon;
import io.peergrid.command.backlog.Stored;
import io.peergrid.command.backlog.WriteLater;
import io.peergrid.command.cache.ClaimEntry;
import io.peergrid.command.cache.ClearTagged;
import io.peergrid.command.cache.EndClaim;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.command.cache.ForgetLoads;
import io.peergrid.command.cache.KeepClaim;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import org.jspecify.annotations.Nullable;

/** All commands by their number. */
final class CommandRegistry {
    private static final int MAX_NUMBER = 299;
    private static final @Nullable Reading[] READINGS = new @Nullable Reading[MAX_NUMBER + 1];
    private static final @Nullable Access[] ACCESS = new @Nullable Access[MAX_NUMBER + 1];

    static {
        register(Get.NUMBER, Access.LOCK_FREE, Get::readFrom);
        register(Put.NUMBER, Access.MUTATION, Put::readFrom);
        register(Remove.NUMBER, Access.MUTATION, Remove::readFrom);
        register(CompareAndSet.NUMBER, Access.MUTATION, CompareAndSet::readFrom);
        register(CompareAndRemove.NUMBER, Access.MUTATION, CompareAndRemove::readFrom);
        register(Contains.NUMBER, Access.LOCK_FREE, Contains::readFrom);
        register(Expire.NUMBER, Access.MUTATION, Expire::readFrom);
        register(TimeToLive.NUMBER, Access.LOCK_FREE, TimeToLive::readFrom);
        register(Increment.NUMBER, Access.MUTATION, Increment::readFrom);
        register(MultiGet.NUMBER, Access.SLOT_LOCK, MultiGet::readFrom);
        register(MultiPut.NUMBER, Access.MUTATION, MultiPut::readFrom);
        register(MultiRemove.NUMBER, Access.MUTATION, MultiRemove::readFrom);
        register(Scan.NUMBER, Access.SLOT_LOCK, Scan::readFrom);
        register(Size.NUMBER, Access.SLOT_LOCK, Size::readFrom);
        register(Clear.NUMBER, Access.MUTATION, Clear::readFrom);
        register(Reap.NUMBER, Access.MUTATION, Reap::readFrom);
        register(TransactionPreview.NUMBER, Access.SLOT_LOCK, (in, source) -> TransactionPreview.readFrom(in));
        register(TransactionCommit.NUMBER, Access.MUTATION, TransactionCommit::readFrom);
        register(CommandSequence.NUMBER, Access.MUTATION, (in, source) -> CommandSequence.readFrom(in));
        register(FunctionCall.NUMBER, Access.MUTATION, FunctionCall::readFrom);
        register(FunctionOutcome.NUMBER, Access.MUTATION, FunctionOutcome::readFrom);
        register(Evict.NUMBER, Access.MUTATION, Evict::readFrom);
        register(ClaimEntry.NUMBER, Access.MUTATION, ClaimEntry::readFrom);
        register(KeepClaim.NUMBER, Access.MUTATION, KeepClaim::readFrom);
        register(EndClaim.NUMBER, Access.MUTATION, EndClaim::readFrom);
        register(FillEntry.NUMBER, Access.MUTATION, FillEntry::readFrom);
        register(ClearTagged.NUMBER, Access.MUTATION, (in, source) -> ClearTagged.readFrom(in));
        register(ForgetLoads.NUMBER, Access.MUTATION, (in, source) -> ForgetLoads.readFrom(in));
        register(WriteLater.NUMBER, Access.MUTATION, WriteLater::readFrom);
        register(Stored.NUMBER, Access.MUTATION, Stored::readFrom);
        register(StoreFailed.NUMBER, Access.MUTATION, StoreFailed::readFrom);
        register(ReleaseParked.NUMBER, Access.MUTATION, ReleaseParked::readFrom);
        register(StoreSoon.NUMBER, Access.MUTATION, (in, source) -> StoreSoon.readFrom(in));
        register(ScanMarks.NUMBER, Access.SLOT_LOCK, (in, source) -> ScanMarks.readFrom(in));
        for (DataCommand command : DataCommands.ALL) {
            register(command.number(), command.access(), Invocation.reading(command));
        }
    }

    /** Reads the arguments of one command. */
    @FunctionalInterface
    interface Reading {
        Command<?> readFrom(WireReader in, byte[] source);
    }

    private CommandRegistry() {}

    /** @throws WireFormatException if the bytes are no command */
    static Command<?> read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        int number = in.varInt();
        Reading reading = number < 0 || number > MAX_NUMBER ? null : READINGS[number];
        if (reading == null) {
            throw new WireFormatException("no command has the number " + number);
        }
        Command<?> command = reading.readFrom(in, bytes);
        in.expectEnd();
        return command;
    }

    /** @throws IllegalArgumentException if no command has the number */
    static Access access(int number) {
        Access access = ACCESS[number];
        if (access == null) {
            throw new IllegalArgumentException("no command has the number " + number);
        }
        return access;
    }

    /** Whether the command is a read that needs no lock; false for what is no command. */
    static boolean isLockFree(byte[] bytes) {
        // A number below 128 is one byte, and none of the others is lock-free.
        return bytes.length > 0 && bytes[0] >= 0 && ACCESS[bytes[0]] == Access.LOCK_FREE;
    }

    private static void register(int number, Access access, Reading reading) {
        if (READINGS[number] != null) {
            throw new IllegalStateException("two commands have the number " + number);
        }
        READINGS[number] = reading;
        ACCESS[number] = access;
    }
}
