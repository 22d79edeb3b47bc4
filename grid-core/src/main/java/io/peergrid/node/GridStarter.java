package io.peergrid.node;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridJoinException;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.system.SystemClock;
import io.peergrid.ports.system.SystemScheduler;
import io.peergrid.transport.jgroups.JGroupsTransport;
import io.peergrid.transport.jgroups.TransportStartException;
import io.peergrid.transport.process.LinuxProcessWitness;
import io.peergrid.transport.process.ProcessIdentities;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Joins a grid with the real transport, clocks and threads. */
public final class GridStarter {
    private static final long FOUNDING_RETRY_MILLIS = 50;

    private final GridConfig config;
    private final JGroupsTransport transport;
    private final SystemClock clock = new SystemClock();
    private final SystemScheduler scheduler;
    private final CallbackExecutor callbacks;
    private volatile @Nullable Thread shutdownHook;

    private GridStarter(GridConfig config) {
        this.config = config;
        SecureRandom random = new SecureRandom();
        MemberId self = new MemberId(random.nextLong(), random.nextLong());
        transport = new JGroupsTransport(TransportSettings.of(config), self);
        scheduler = new SystemScheduler("peergrid-protocol-" + config.name());
        callbacks = new CallbackExecutor(config.name());
    }

    /** @throws GridJoinException if this process has no place in the grid at the deadline */
    public static Grid join(GridConfig config) {
        return new GridStarter(config).join();
    }

    private Grid join() {
        long deadline = clock.nanoTime() + config.joinDeadline().toNanos();
        ConnectedTransport connected;
        try {
            connected = ConnectedTransport.connect(transport);
        } catch (TransportStartException e) {
            release();
            throw new GridJoinException("cannot join grid \"" + config.name() + "\": " + e.getMessage(), e);
        }
        GridNode node =
                GridNode.assemble(config, ports(connected), NodeRules.standard().withMayFound(false));
        boolean joined = false;
        try {
            node.start();
            awaitPlace(node, deadline);
            transport.settled();
            joined = true;
        } finally {
            if (!joined) {
                node.stop();
            }
        }
        if (config.shutdownHook()) {
            leaveAtShutdown(node.grid());
        }
        return node.grid();
    }

    /** SIGTERM and the end of {@code main} hand the slots over, too. */
    private void leaveAtShutdown(Grid grid) {
        Thread hook = new Thread(grid::close, "peergrid-shutdown-" + config.name());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            shutdownHook = hook;
        } catch (IllegalStateException e) {
            grid.close();
            throw new GridJoinException("this process is ending", e);
        }
    }

    private void removeShutdownHook() {
        Thread hook = shutdownHook;
        if (hook != null && Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending and the hook runs already.
            }
        }
    }

    /** Asks again for the right to found: whoever had it may have died. */
    private void awaitPlace(GridNode node, long deadline) {
        boolean mayFound = false;
        while (true) {
            if (!mayFound && !config.observer() && (foundsWithOthers() || foundsAlone())) {
                mayFound = true;
                node.allowFounding();
            }
            try {
                var unused = node.joined().toCompletableFuture().get(FOUNDING_RETRY_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (deadline - clock.nanoTime() <= 0) {
                    throw node.notJoined(transport.refusal());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GridJoinException("interrupted while joining grid \"" + config.name() + "\"", e);
            } catch (ExecutionException e) {
                throw new GridJoinException("cannot join grid \"" + config.name() + "\": " + e.getCause(), e);
            }
        }
    }

    /** Then the agreement of them all is needed, which no two sets that share a member can reach; one alone needs the right to. */
    private boolean foundsWithOthers() {
        return config.expectedMembers() > 1;
    }

    /** A witness must not keep the right to found from those who can. */
    private boolean foundsAlone() {
        return !config.witness() && transport.claimFounding();
    }

    private NodePorts ports(ConnectedTransport connected) {
        InetSocketAddress address = transport.address();
        return new NodePorts(
                connected,
                clock,
                scheduler,
                new SecureRandom(),
                LinuxProcessWitness.create(),
                callbacks,
                ProcessIdentities.current(),
                hostName(),
                address == null ? "" : address.getAddress().getHostAddress() + ":" + address.getPort(),
                this::release);
    }

    private void release() {
        removeShutdownHook();
        scheduler.close();
        callbacks.close();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
