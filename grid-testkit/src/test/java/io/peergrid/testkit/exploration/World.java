package io.peergrid.testkit.exploration;

import java.util.Arrays;

/** One state of the grid: members, messages under way, time, links, and how much of the bounds is used up. */
final class World {
    private static final int HEADER = 4;

    int tick;
    int links;
    /** Bits of members that run. */
    int running;

    final int[] members;
    int ghost;
    int writes;
    int cuts;
    int crashes;
    int starts;
    int pauses;
    int held;
    int duplicates;
    int disconnections;
    /** Numbers of frames under way, sorted. */
    int[] frames = {};

    World(int members) {
        this.members = new int[members];
    }

    private World(int[] members) {
        this.members = members;
    }

    World copy() {
        World copy = new World(members.clone());
        copy.tick = tick;
        copy.links = links;
        copy.running = running;
        copy.ghost = ghost;
        copy.writes = writes;
        copy.cuts = cuts;
        copy.crashes = crashes;
        copy.starts = starts;
        copy.pauses = pauses;
        copy.held = held;
        copy.duplicates = duplicates;
        copy.disconnections = disconnections;
        copy.frames = frames;
        return copy;
    }

    int[] encode() {
        int[] code = new int[HEADER + members.length + frames.length];
        code[0] = tick | (links << 8) | (running << 16);
        code[1] = writes | (cuts << 4) | (crashes << 8) | (starts << 12);
        code[2] = pauses | (held << 4) | (duplicates << 8) | (disconnections << 12);
        code[3] = ghost;
        System.arraycopy(members, 0, code, HEADER, members.length);
        System.arraycopy(frames, 0, code, HEADER + members.length, frames.length);
        return code;
    }

    static World decode(int[] code, int memberCount) {
        World world = new World(Arrays.copyOfRange(code, HEADER, HEADER + memberCount));
        world.tick = code[0] & 0xff;
        world.links = (code[0] >> 8) & 0xff;
        world.running = code[0] >> 16;
        world.writes = code[1] & 0xf;
        world.cuts = (code[1] >> 4) & 0xf;
        world.crashes = (code[1] >> 8) & 0xf;
        world.starts = code[1] >> 12;
        world.pauses = code[2] & 0xf;
        world.held = (code[2] >> 4) & 0xf;
        world.duplicates = (code[2] >> 8) & 0xf;
        world.disconnections = code[2] >> 12;
        world.ghost = code[3];
        world.frames = Arrays.copyOfRange(code, HEADER + memberCount, code.length);
        return world;
    }

    long nowNanos() {
        return tick * Setting.TICK;
    }

    boolean runs(int member) {
        return (running & (1 << member)) != 0;
    }

    /** A frame is under way; if there are too many now, the one that was first seen longest ago is lost. */
    void send(int frame, int most) {
        int at = Arrays.binarySearch(frames, frame);
        if (at >= 0) {
            return;
        }
        int insert = -at - 1;
        int[] more = new int[frames.length + 1];
        System.arraycopy(frames, 0, more, 0, insert);
        more[insert] = frame;
        System.arraycopy(frames, insert, more, insert + 1, frames.length - insert);
        frames = more.length > most ? Arrays.copyOfRange(more, 1, more.length) : more;
    }

    void remove(int frame) {
        int at = Arrays.binarySearch(frames, frame);
        int[] fewer = new int[frames.length - 1];
        System.arraycopy(frames, 0, fewer, 0, at);
        System.arraycopy(frames, at + 1, fewer, at, frames.length - at - 1);
        frames = fewer;
    }

    /** Sixty-four bits of the state. */
    static long hash(int[] code) {
        long hash = 0x9e3779b97f4a7c15L + code.length;
        for (int value : code) {
            hash ^= value * 0xff51afd7ed558ccdL;
            hash = Long.rotateLeft(hash, 29) * 0xc4ceb9fe1a85ec53L;
            hash ^= hash >>> 32;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 31);
    }
}
