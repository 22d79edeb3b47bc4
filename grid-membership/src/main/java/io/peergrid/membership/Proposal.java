package io.peergrid.membership;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A successor as members vote on it: the value of one agreement. Immutable; the array must not be changed.
 *
 * @param epoch of the successor
 * @param previousHash hash of the configuration it succeeds
 * @param wireVersion of the successor
 * @param members of the successor, in order
 * @param delta what turns the predecessor's body into the successor's, as {@link BodyRules#encodeDelta} wrote it
 */
record Proposal(long epoch, Digest previousHash, int wireVersion, List<Member> members, byte[] delta) {

    Proposal {
        members = List.copyOf(members);
    }

    /** SHA-256 over the predecessor's hash and this value: the hash of the configuration it leads to. */
    Digest hash() {
        WireWriter out = new WireWriter(256 + delta.length);
        write(out);
        return sha256(out.toBytes());
    }

    void write(WireWriter out) {
        out.varLong(epoch);
        ConfigurationCodec.writeDigest(previousHash, out);
        out.varInt(wireVersion);
        ConfigurationCodec.writeMembers(members, out);
        out.bytes(delta);
    }

    static Proposal read(WireReader in) {
        return new Proposal(
                in.varLong(),
                ConfigurationCodec.readDigest(in),
                ConfigurationCodec.readVersion(in),
                ConfigurationCodec.readMembers(in),
                in.bytes());
    }

    static Digest sha256(byte[] bytes) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
