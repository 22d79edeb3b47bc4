package io.peergrid.membership;

import io.peergrid.ports.ProcessIdentity;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The binary form of members and whole configurations. */
// Constants travel as their position, so their order is part of the wire form.
@SuppressWarnings("EnumOrdinal")
final class ConfigurationCodec {
    private static final int DATA = 1;
    private static final int VOTER = 2;
    /** An id, two of fixed length, and eleven fields of a byte at least: the least a member can take. */
    private static final int MINIMUM_MEMBER_BYTES = 29;

    private ConfigurationCodec() {}

    static void writeDigest(Digest digest, WireWriter out) {
        out.fixed64(digest.a()).fixed64(digest.b()).fixed64(digest.c()).fixed64(digest.d());
    }

    static Digest readDigest(WireReader in) {
        return new Digest(in.fixed64(), in.fixed64(), in.fixed64(), in.fixed64());
    }

    static void writeMember(Member member, WireWriter out) {
        out.member(member.id())
                .string(member.name())
                .string(member.host())
                .string(member.zone())
                .string(member.address())
                .varInt(member.weight())
                .u8((member.data() ? DATA : 0) | (member.voter() ? VOTER : 0))
                .u8(member.status().ordinal())
                .string(member.process().bootId())
                .string(member.process().pidNamespace())
                .varLong(member.process().pid())
                .varLong(member.process().startTime())
                .varInt(member.speaks().oldest())
                .varInt(member.speaks().newest())
                .string(member.speaks().release());
    }

    static Member readMember(WireReader in) {
        var id = in.member();
        String name = in.string();
        String host = in.string();
        String zone = in.string();
        String address = in.string();
        int weight = in.varInt();
        int flags = in.u8();
        int status = in.u8();
        if (weight < 0 || flags > (DATA | VOTER) || status >= Member.Status.values().length) {
            throw new WireFormatException("not a member: weight " + weight + ", flags " + flags + ", status " + status);
        }
        ProcessIdentity process = new ProcessIdentity(in.string(), in.string(), in.varLong(), in.varLong());
        return new Member(
                id,
                name,
                host,
                zone,
                address,
                weight,
                (flags & DATA) != 0,
                (flags & VOTER) != 0,
                Member.Status.values()[status],
                process,
                readSpoken(in));
    }

    private static SpokenVersions readSpoken(WireReader in) {
        int oldest = in.varInt();
        int newest = in.varInt();
        if (!SpokenVersions.isRange(oldest, newest)) {
            throw new WireFormatException("not a range of versions: " + oldest + " to " + newest);
        }
        return new SpokenVersions(oldest, newest, in.string());
    }

    static int readVersion(WireReader in) {
        int version = in.varInt();
        if (!SpokenVersions.isRange(version, version)) {
            throw new WireFormatException("not a wire version: " + version);
        }
        return version;
    }

    /** A member in the form that never changes: whoever reads it skips fields that it does not know. */
    static void writeGreeting(Member member, WireWriter out) {
        WireWriter fields = new WireWriter(128);
        writeMember(member, fields);
        out.bytes(fields.toBytes());
    }

    static Member readGreeting(WireReader in) {
        return readMember(new WireReader(in.bytes()));
    }

    static void writeMembers(List<Member> members, WireWriter out) {
        out.varInt(members.size());
        for (Member member : members) {
            writeMember(member, out);
        }
    }

    /** Reads members that must be in strict order of their ids. */
    static List<Member> readMembers(WireReader in) {
        int count = in.count(MINIMUM_MEMBER_BYTES);
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(readMember(in));
        }
        expectOrder(members);
        return members;
    }

    static void expectOrder(List<Member> members) {
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).id().compareTo(members.get(i).id()) >= 0) {
                throw new WireFormatException("members out of order");
            }
        }
    }

    static <B> byte[] encode(Configuration<B> configuration, BodyRules<B> rules) {
        WireWriter out = new WireWriter(1024);
        out.member(configuration.clusterId()).varLong(configuration.lineage()).varLong(configuration.epoch());
        writeDigest(configuration.hash(), out);
        out.varInt(configuration.wireVersion());
        writeMembers(configuration.members(), out);
        rules.encode(configuration.body(), out);
        return out.toBytes();
    }

    static <B> Configuration<B> decode(byte[] encoded, BodyRules<B> rules) {
        WireReader in = new WireReader(encoded);
        Configuration<B> configuration = new Configuration<>(
                in.member(),
                in.varLong(),
                in.varLong(),
                readDigest(in),
                readVersion(in),
                readMembers(in),
                rules.decode(in));
        in.expectEnd();
        return configuration;
    }
}
