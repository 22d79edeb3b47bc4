package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a member's file says about it, on one line.
 *
 * @param member its incarnation
 * @param address where it listens
 * @param process whose death makes the file void
 * @param coordinator whether newcomers ask it to be let into the view of the transport
 * @param stage how far it has come in the cluster
 */
record LocalEntry(
        MemberId member, InetSocketAddress address, ProcessIdentity process, boolean coordinator, Stage stage) {

    /** How far a member has come. Founders and settled ones keep others from founding. */
    enum Stage {
        JOINING,
        FOUNDING,
        SETTLED
    }

    private static final String VERSION = "1";
    private static final int FIELDS = 10;

    LocalEntry withCoordinator(boolean now) {
        return new LocalEntry(member, address, process, now, stage);
    }

    LocalEntry withStage(Stage now) {
        return new LocalEntry(member, address, process, coordinator, now);
    }

    String toLine() {
        return String.join(
                " ",
                VERSION,
                member.toString(),
                address.getAddress().getHostAddress(),
                Integer.toString(address.getPort()),
                process.provable() ? process.bootId() : "-",
                process.provable() ? process.pidNamespace() : "-",
                Long.toString(process.pid()),
                Long.toString(process.startTime()),
                Boolean.toString(coordinator),
                stage.name());
    }

    /** @throws IOException if the line is not what {@link #toLine} wrote */
    static LocalEntry parse(String line) throws IOException {
        List<String> fields = List.of(line.trim().split(" "));
        if (fields.size() != FIELDS || !fields.get(0).equals(VERSION)) {
            throw new IOException("not the file of a member");
        }
        try {
            String id = fields.get(1);
            boolean provable = !fields.get(4).equals("-");
            return new LocalEntry(
                    new MemberId(
                            Long.parseUnsignedLong(id.substring(0, 16), 16),
                            Long.parseUnsignedLong(id.substring(16), 16)),
                    new InetSocketAddress(InetAddress.getByName(fields.get(2)), Integer.parseInt(fields.get(3))),
                    new ProcessIdentity(
                            provable ? fields.get(4) : "",
                            provable ? fields.get(5) : "",
                            Long.parseLong(fields.get(6)),
                            Long.parseLong(fields.get(7))),
                    Boolean.parseBoolean(fields.get(8)),
                    Stage.valueOf(fields.get(9)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("not the file of a member", e);
        }
    }
}
