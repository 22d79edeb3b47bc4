package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.UpHandler;
import org.jspecify.annotations.Nullable;

/** Brings a member into the view of JGroups. Used once. */
final class Connector {
    private static final long LOCK_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final JGroupsSettings settings;
    private final MemberId self;
    private final RateLimitedLog warnings;
    private final Refusals refusals = new Refusals();
    private @Nullable LocalFounding founding;

    Connector(JGroupsSettings settings, MemberId self, RateLimitedLog warnings) {
        this.settings = settings;
        this.self = self;
        this.warnings = warnings;
    }

    /**
     * Connects to the members that can be found, or starts alone.
     *
     * @param receiver gets messages and views, the first of them before this returns
     * @param connectionClosed hears of each connection to a member that breaks
     * @throws TransportStartException if that cannot be; nothing runs on then
     */
    JChannel connect(UpHandler receiver, Consumer<Address> connectionClosed) {
        JChannel channel = null;
        try {
            LocalDirectory directory = settings.discovery() instanceof MemberDiscovery.LocalLoopback local
                    ? LocalDirectory.open(local.base(), settings.clusterName())
                    : null;
            channel = build(receiver, connectionClosed, directory);
            if (directory == null) {
                channel.connect(settings.clusterName());
            } else {
                connectLocally(channel, directory);
            }
            checkNotRefused(channel);
            return channel;
        } catch (Exception e) {
            if (channel != null) {
                channel.close();
            }
            throw failure(e);
        }
    }

    /** Null unless processes of one machine find each other. */
    @Nullable
    LocalFounding founding() {
        return founding;
    }

    /** Why the last member that was called did not take this one, or null. */
    @Nullable
    String refusal() {
        return refusals.last();
    }

    private JChannel build(UpHandler receiver, Consumer<Address> connectionClosed, @Nullable LocalDirectory directory)
            throws Exception {
        DirectoryDiscovery discovery = null;
        if (directory != null) {
            LocalFounding local = new LocalFounding(directory);
            founding = local;
            discovery = new DirectoryDiscovery(directory, local);
        }
        ClusterSecret secret = settings.secret();
        Handshake handshake = new Handshake(settings.clusterName(), secret == null ? ClusterSecret.NONE : secret);
        MemberSocketFactory sockets = new MemberSocketFactory(handshake, settings.tls(), warnings, refusals);
        JChannel channel = new Stack(settings, sockets, new ConnectionWatch(connectionClosed), discovery).build(self);
        channel.setUpHandler(receiver);
        return channel;
    }

    /**
     * One after the other until one of them can let the others in; then all at once. Without the lock, as when its
     * holder is frozen, several may start alone: their views merge later.
     */
    private void connectLocally(JChannel channel, LocalDirectory directory) throws Exception {
        LocalDirectory.Held lock = directory.lock(LOCK_WAIT_NANOS);
        try {
            if (lock != null && directory.living().stream().anyMatch(LocalEntry::coordinator)) {
                lock.close();
                lock = null;
            }
            channel.connect(settings.clusterName());
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private void checkNotRefused(JChannel channel) {
        String refusal = refusals.lastForGood();
        if (refusal != null && channel.getView().size() == 1) {
            throw new TransportStartException(refusal);
        }
    }

    private TransportStartException failure(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransportStartException known) {
                return known;
            }
            if (cause instanceof BindException) {
                return new TransportStartException(
                        "cannot listen on " + settings.bindAddress().getHostAddress() + " port " + settings.port()
                                + (settings.portRange() > 0 ? " to " + (settings.port() + settings.portRange()) : "")
                                + ": the port is in use, or the address is not one of this machine. Choose another"
                                + " port, or 0 for any free one",
                        e);
            }
        }
        return new TransportStartException("the transport cannot start: " + e.getMessage(), e);
    }
}
