package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.transport.process.ProcessIdentities;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.View;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.PingData;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Responses;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds members through the files of a {@link LocalDirectory}. */
final class DirectoryDiscovery extends Discovery {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryDiscovery.class);
    /** How long a newcomer waits for one of the others to become coordinator after the last one has died. */
    private static final long COORDINATOR_WAIT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long RETRY_MILLIS = 50;

    private final LocalDirectory directory;
    private final LocalFounding founding;
    private final Set<Address> located = ConcurrentHashMap.newKeySet();

    DirectoryDiscovery(LocalDirectory directory, LocalFounding founding) {
        this.directory = directory;
        this.founding = founding;
    }

    @Override
    public boolean isDynamic() {
        return true;
    }

    @Override
    public void handleConnect() {
        IpAddress own = (IpAddress) down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, local_addr));
        ProcessIdentity process = ProcessIdentities.current();
        if (!process.provable()) {
            process = new ProcessIdentity("", "", ProcessHandle.current().pid(), 0);
        }
        InetSocketAddress address = new InetSocketAddress(own.getIpAddress(), own.getPort());
        try {
            founding.register(
                    new LocalEntry(Addresses.member(local_addr), address, process, false, LocalEntry.Stage.JOINING));
        } catch (IOException e) {
            throw new TransportStartException("cannot write this member's file: " + e.getMessage(), e);
        }
    }

    @Override
    public void handleDisconnect() {
        try {
            founding.unregister();
        } catch (IOException e) {
            LOG.debug("Could not remove this member's file; it is void with the process", e);
        }
    }

    @Override
    public @Nullable Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View next = event.getArg();
            // The transport closes connections to members whose addresses it does not know.
            for (Address member : next) {
                if (!located.contains(member)) {
                    locate(member);
                }
            }
            located.retainAll(next.getMembers());
        }
        Object result = super.down(event);
        if (event.getType() == Event.VIEW_CHANGE) {
            try {
                founding.coordinator(is_coord);
            } catch (IOException e) {
                LOG.warn("Could not write this member's file, newcomers may join late: {}", e.getMessage());
            }
        }
        return result;
    }

    /** A member that is let in has its file, though nobody has told this one where it listens. */
    @Override
    public @Nullable Object down(Message message) {
        Address to = message.getDest();
        if (to instanceof UUID && !located.contains(to)) {
            locate(to);
        }
        return down_prot.down(message);
    }

    private void locate(Address address) {
        try {
            LocalEntry entry = directory.find(Addresses.member(address));
            if (entry != null) {
                addDiscoveryResponseToCaches(address, entry.member().brief(), physical(entry));
                located.add(address);
            }
        } catch (IOException e) {
            LOG.debug("Could not read the file of {}", address, e);
        }
    }

    private static PhysicalAddress physical(LocalEntry entry) {
        return new IpAddress(entry.address().getAddress(), entry.address().getPort());
    }

    /** Files say it all: no message is ever for this protocol. */
    @Override
    public @Nullable Object up(Message message) {
        return up_prot.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        up_prot.up(batch);
    }

    @Override
    protected void findMembers(@Nullable List<Address> members, boolean initialDiscovery, Responses responses) {
        try {
            List<LocalEntry> found = initialDiscovery ? coordinators() : directory.living();
            for (LocalEntry entry : found) {
                Address address = Addresses.address(entry.member());
                if (members == null || members.contains(address)) {
                    PhysicalAddress physical = physical(entry);
                    addDiscoveryResponseToCaches(address, entry.member().brief(), physical);
                    PingData answer = new PingData(address, true, entry.member().brief(), physical);
                    responses.addResponse(answer.coord(entry.coordinator()), true);
                    if (!initialDiscovery && discovery_rsp_callback != null) {
                        discovery_rsp_callback.accept(answer);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("Could not read the files of other members: {}", e.getMessage());
        } finally {
            responses.done();
        }
    }

    /** Empty if there is nobody to wait for. */
    private List<LocalEntry> coordinators() throws IOException {
        MemberId self = Addresses.member(local_addr);
        long deadline = System.nanoTime() + COORDINATOR_WAIT_NANOS;
        while (true) {
            List<LocalEntry> others = directory.living().stream()
                    .filter(entry -> !entry.member().equals(self))
                    .toList();
            List<LocalEntry> coordinators =
                    others.stream().filter(LocalEntry::coordinator).toList();
            if (!coordinators.isEmpty() || others.isEmpty() || System.nanoTime() - deadline > 0) {
                return coordinators;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
    }
}
