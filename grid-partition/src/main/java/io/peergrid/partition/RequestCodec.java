package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire form of requests and responses. Decoding is strict: what encoding would not write is refused. */
public final class RequestCodec {
    /** First byte of a request's frame. */
    public static final int REQUEST = 0x20;
    /** First byte of a response's frame. */
    public static final int RESPONSE = 0x21;
    /** First byte of the frame in which a slot's other copy tells what an entry came to (2.6). */
    public static final int ENTRY_RESULT = 0x22;
    /** Second byte of all. */
    public static final int VERSION = 1;

    private static final int REDIRECTED = 1;
    private static final int MUTATION = 1;

    private RequestCodec() {}

    public static byte[] encode(Request request) {
        int bytes = 49;
        for (Request.Part part : request.parts()) {
            bytes += 14 + part.command().length;
        }
        WireWriter out = new WireWriter(bytes);
        header(out, request.number(), request.lowWater(), request.epoch(), request.attempt(), request.redirected());
        out.varInt(request.parts().size());
        for (Request.Part part : request.parts()) {
            part(out, part);
        }
        return out.toBytes();
    }

    /** The frame of a request with one part. */
    static byte[] encode(long number, long lowWater, long epoch, int attempt, boolean redirected, Request.Part part) {
        WireWriter out = new WireWriter(63 + part.command().length);
        header(out, number, lowWater, epoch, attempt, redirected);
        part(out.varInt(1), part);
        return out.toBytes();
    }

    private static void header(
            WireWriter out, long number, long lowWater, long epoch, int attempt, boolean redirected) {
        out.u8(REQUEST).u8(VERSION).u8(redirected ? REDIRECTED : 0);
        out.varLong(number).varLong(number - lowWater).varLong(epoch).varInt(attempt);
    }

    private static void part(WireWriter out, Request.Part part) {
        out.u8(part.mutation() ? MUTATION : 0).varInt(part.slot()).bytes(part.command());
    }

    /** @throws WireFormatException for anything but a whole request */
    public static Request decodeRequest(byte[] frame) {
        WireReader in = new WireReader(frame);
        expectHeader(in, REQUEST);
        boolean redirected = in.bool();
        long number = in.varLong();
        long lowWater = number - in.varLong();
        long epoch = in.varLong();
        int attempt = in.varInt();
        if (number < 0 || lowWater < 0 || lowWater > number || epoch < 0 || attempt < 0) {
            throw new WireFormatException("negative numbers in a request");
        }
        int count = nonEmpty(in.count(3));
        if (number > Long.MAX_VALUE - count) {
            throw new WireFormatException("number out of range: " + number);
        }
        List<Request.Part> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean mutation = in.bool();
            int slot = in.varInt();
            if (slot < 0) {
                throw new WireFormatException("negative slot");
            }
            parts.add(new Request.Part(slot, mutation, in.bytes()));
        }
        in.expectEnd();
        return new Request(number, lowWater, epoch, attempt, redirected, parts);
    }

    public static byte[] encode(Response response) {
        int bytes = 29;
        for (Reply reply : response.replies()) {
            bytes += 34 + reply.payload().length;
        }
        WireWriter out = new WireWriter(bytes);
        out.u8(RESPONSE).u8(VERSION).varLong(response.number()).varInt(response.attempt());
        out.varInt(response.replies().size());
        for (Reply reply : response.replies()) {
            MemberId owner = reply.owner();
            out.u8(code(reply.status()) << 1 | (owner == null ? 0 : 1)).varLong(reply.epoch() + 1);
            if (owner != null) {
                out.member(owner);
            }
            out.bytes(reply.payload());
        }
        return out.toBytes();
    }

    /** @throws WireFormatException for anything but a whole response */
    public static Response decodeResponse(byte[] frame) {
        WireReader in = new WireReader(frame);
        expectHeader(in, RESPONSE);
        long number = in.varLong();
        int attempt = in.varInt();
        int count = nonEmpty(in.count(3));
        if (number < 0 || number > Long.MAX_VALUE - count || attempt < 0) {
            throw new WireFormatException("number out of range: " + number);
        }
        if (count == 1) {
            Reply only = reply(in);
            in.expectEnd();
            return new Response(number, attempt, List.of(only));
        }
        List<Reply> replies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            replies.add(reply(in));
        }
        in.expectEnd();
        return new Response(number, attempt, replies);
    }

    /** @param number of the operation that the entry carries out */
    public static byte[] encodeEntryResult(long number, byte[] result) {
        return new WireWriter(17 + result.length)
                .u8(ENTRY_RESULT)
                .u8(VERSION)
                .varLong(number)
                .bytes(result)
                .toBytes();
    }

    /** @throws WireFormatException for anything but a whole result of an entry */
    public static EntryResult decodeEntryResult(byte[] frame) {
        WireReader in = new WireReader(frame);
        expectHeader(in, ENTRY_RESULT);
        EntryResult result = new EntryResult(in.varLong(), in.bytes());
        in.expectEnd();
        if (result.number < 0) {
            throw new WireFormatException("number out of range: " + result.number);
        }
        return result;
    }

    /** What the entry of an operation came to. */
    public record EntryResult(long number, byte[] result) {}

    private static Reply reply(WireReader in) {
        int head = in.u8();
        Reply.Status status = status(head >>> 1);
        long epochPlusOne = in.varLong();
        if (epochPlusOne < 0) {
            throw new WireFormatException("negative epoch");
        }
        @Nullable MemberId owner = (head & 1) == 0 ? null : in.member();
        return new Reply(status, epochPlusOne - 1, owner, in.bytes());
    }

    private static int code(Reply.Status status) {
        return switch (status) {
            case DONE -> 0;
            case MOVED -> 1;
            case ASK -> 2;
            case TRY_AGAIN -> 3;
            case NO_LEASE -> 4;
            case TOO_FEW_COPIES -> 5;
            case OFFLINE -> 6;
            case OVERLOADED -> 7;
            case REFUSED -> 8;
            case UNKNOWN -> 9;
        };
    }

    private static Reply.Status status(int code) {
        return switch (code) {
            case 0 -> Reply.Status.DONE;
            case 1 -> Reply.Status.MOVED;
            case 2 -> Reply.Status.ASK;
            case 3 -> Reply.Status.TRY_AGAIN;
            case 4 -> Reply.Status.NO_LEASE;
            case 5 -> Reply.Status.TOO_FEW_COPIES;
            case 6 -> Reply.Status.OFFLINE;
            case 7 -> Reply.Status.OVERLOADED;
            case 8 -> Reply.Status.REFUSED;
            case 9 -> Reply.Status.UNKNOWN;
            default -> throw new WireFormatException("not a status: " + code);
        };
    }

    private static void expectHeader(WireReader in, int kind) {
        if (in.u8() != kind || in.u8() != VERSION) {
            throw new WireFormatException("not a frame of kind " + kind + ", version " + VERSION);
        }
    }

    private static int nonEmpty(int count) {
        if (count == 0) {
            throw new WireFormatException("an empty list of parts");
        }
        return count;
    }
}
