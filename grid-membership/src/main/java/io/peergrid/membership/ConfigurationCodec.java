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
    /** Two ids' worth of fixed fields and six length bytes: the least a member can take. */
    private static final int MINIMUM_MEMBER_BYTES = 26;

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
                .varLong(member.process().startTime());
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
                process);
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
            Member member = readMember(in);
            if (i > 0 && members.get(i - 1).id().compareTo(member.id()) >= 0) {
                throw new WireFormatException("members out of order");
            }
            members.add(member);
        }
        return members;
    }

    static <B> byte[] encode(Configuration<B> configuration, BodyRules<B> rules) {
        WireWriter out = new WireWriter(1024);
        out.member(configuration.clusterId()).varLong(configuration.lineage()).varLong(configuration.epoch());
        writeDigest(configuration.hash(), out);
        writeMembers(configuration.members(), out);
        rules.encode(configuration.body(), out);
        return out.toBytes();
    }

    static <B> Configuration<B> decode(byte[] encoded, BodyRules<B> rules) {
        WireReader in = new WireReader(encoded);
        Configuration<B> configuration = new Configuration<>(
                in.member(), in.varLong(), in.varLong(), readDigest(in), readMembers(in), rules.decode(in));
        in.expectEnd();
        return configuration;
    }
}
