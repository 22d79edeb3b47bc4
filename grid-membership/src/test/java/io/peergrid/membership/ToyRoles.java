package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles of one simulated member: which it holds, and which it gave up until a higher epoch comes. */
final class ToyRoles implements RoleHolder<ToyBody> {
    private final MemberId self;
    private long held;
    private long givenUp;
    private long offered;

    ToyRoles(MemberId self) {
        this.self = self;
    }

    /** The roles it serves, as bits of {@link ToyBody#roles}, as long as its lease is valid. */
    long serving() {
        return held & ~givenUp;
    }

    /** Gives a primary up before asking to be relieved of it. */
    void offer(int slot) {
        offered |= 1L << slot;
        givenUp |= offered;
    }

    @Override
    public boolean relinquish(Configuration<ToyBody> current, Configuration<ToyBody> successor) {
        long lost = ToyBody.lost(current.body(), successor.body(), self);
        long places = lost & -(1L << ToyBody.SLOTS);
        givenUp |= places;
        return (lost & ~givenUp) == 0;
    }

    @Override
    public byte[] attachment(Configuration<ToyBody> current, Set<MemberId> suspects) {
        return new byte[] {1};
    }

    @Override
    public void installed(@Nullable Configuration<ToyBody> before, Configuration<ToyBody> now) {
        held = now.body().roles(self);
        givenUp = 0;
        offered = 0;
    }
}
