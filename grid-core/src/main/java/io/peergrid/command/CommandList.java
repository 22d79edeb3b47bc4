package io.peergrid.command;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Commands that travel together, or their answers. */
final class CommandList {
    private CommandList() {}

    static void write(WireWriter out, List<byte[]> commands) {
        out.varInt(commands.size());
        commands.forEach(out::bytes);
    }

    static List<byte[]> readFrom(WireReader in) {
        int count = in.count(1);
        List<byte[]> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            commands.add(in.bytes());
        }
        return commands;
    }
}
