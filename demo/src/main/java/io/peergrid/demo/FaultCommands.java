package io.peergrid.demo;

import io.peergrid.GridTopology;
import io.peergrid.demo.Screen.Colour;
import io.peergrid.testkit.process.JavaProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands that add members, take them away and make traffic meanwhile. */
final class FaultCommands implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final Session session;
    private final LocalGrid grid;
    private final Console console;
    private final Narrator narrator;
    private final ExecutorService afterwards = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "afterwards");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Traffic traffic;

    FaultCommands(Session session, Console console) {
        this.session = session;
        this.console = console;
        grid = session.grid();
        narrator = session.narrator();
    }

    /** Something the user does to a member. */
    private interface Fault {
        Optional<String> deadEnd(GridTopology topology, Set<String> paused, String victim);
    }

    void kill(Command command) {
        JavaProcess victim = victim(command, DeadEnd::ofKill);
        if (victim != null) {
            Probe probe = aim(victim);
            Instant at = Instant.now();
            narrator.from(at, "SIGKILL sent to " + victim.name() + ", pid " + victim.pid());
            victim.kill();
            probe.send(narrator, victim.name());
            afterwards(() -> isGone(victim) && isWhole());
        }
    }

    void pause(Command command) {
        JavaProcess victim = victim(command, DeadEnd::ofPause);
        if (victim != null) {
            Probe probe = aim(victim);
            victim.pause();
            narrator.from(Instant.now(), "SIGSTOP sent to " + victim.name() + ", pid " + victim.pid());
            probe.send(narrator, victim.name());
            afterwards(() -> isGone(victim) && isWhole());
        }
    }

    void resume(Command command) {
        JavaProcess member = running(command.member());
        if (member == null) {
            return;
        }
        if (!member.isPaused()) {
            console.line("  " + member.name() + " is not paused.");
            return;
        }
        Instant at = Instant.now();
        narrator.from(at, "SIGCONT sent to " + member.name() + ", pid " + member.pid());
        member.resume();
        afterwards(() -> grid.isBalanced(grid.alive().size()));
    }

    void stop(Command command) {
        JavaProcess member = victim(command, DeadEnd::ofStop);
        if (member != null) {
            if (member.isPaused()) {
                console.line("  " + member.name() + " is paused: it cannot hand over. resume "
                        + Members.number(member.name()) + " first.");
                return;
            }
            aim(member);
            Instant at = Instant.now();
            narrator.from(at, "SIGTERM sent to " + member.name() + ": it hands over and leaves");
            member.terminate();
            afterwards(() -> !member.isAlive() && isGone(member) && isWhole());
        }
    }

    void add() {
        Instant at = Instant.now();
        JavaProcess member = grid.startMember();
        narrator.from(at, member.name() + " starts, pid " + member.pid());
        int running =
                (int) grid.alive().stream().filter(child -> !child.isPaused()).count();
        afterwards(() -> {
            if (!member.isAlive()) {
                throw new DemoException(member.name() + " ended instead of joining; its log is " + member.log());
            }
            return grid.isBalanced(running);
        });
    }

    /** The member a fault aims at, or null if the user was told why not or thought better of it. */
    private @Nullable JavaProcess victim(Command command, Fault fault) {
        JavaProcess victim = running(command.member());
        if (victim == null || command.anyway()) {
            return victim;
        }
        Set<String> paused = grid.alive().stream()
                .filter(JavaProcess::isPaused)
                .map(JavaProcess::name)
                .collect(Collectors.toSet());
        Optional<String> deadEnd = fault.deadEnd(grid.grid().topology(), paused, victim.name());
        if (deadEnd.isEmpty()) {
            return victim;
        }
        deadEnd.get().lines().forEach(line -> console.line("  " + console.paint(Colour.YELLOW, line)));
        String insist = command.verb().word() + " " + Members.number(victim.name()) + " anyway";
        if (!console.interactive()) {
            console.line("  Not done. To insist: " + insist);
            return null;
        }
        String answer = console.readLine("  Do it all the same? y or n: ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y") ? victim : null;
    }

    private @Nullable JavaProcess running(int number) {
        JavaProcess member = grid.member(number).orElse(null);
        if (member == null || !member.isAlive()) {
            String running = grid.alive().stream().map(JavaProcess::name).collect(Collectors.joining(", "));
            console.line("  n" + number + " does not run. These do: " + running);
            return null;
        }
        return member;
    }

    private Probe aim(JavaProcess victim) {
        Traffic load = traffic;
        if (load != null) {
            load.watch(session.slotsOf(victim.name()));
        }
        return new Probe(grid.grid(), victim.name());
    }

    private boolean isGone(JavaProcess member) {
        return LocalGrid.holders(grid.grid().topology()).stream()
                .noneMatch(share -> share.member().name().equals(member.name()));
    }

    private boolean isWhole() {
        GridTopology topology = grid.grid().topology();
        return topology.slotsShortOfCopies() == 0 && topology.slotsLearning() == 0;
    }

    /** Waits until the grid has come to rest; a person types on meanwhile, a script waits. */
    private void afterwards(BooleanSupplier settled) {
        Runnable task = () -> {
            try {
                LocalGrid.await(SETTLING, "the grid came to rest", settled);
                Traffic load = traffic;
                if (load != null) {
                    narrator.note(
                            Instant.now(),
                            "load: these slots took no write for " + load.longestGapMillis() + " ms; refused "
                                    + load.refused() + ", unknown " + load.unknown());
                }
            } catch (DemoException e) {
                narrator.note(Instant.now(), e.getMessage());
            }
        };
        if (console.interactive()) {
            afterwards.execute(task);
        } else {
            task.run();
            LocalGrid.pause(150);
            narrator.flush();
        }
    }

    void load(String argument) {
        Traffic before = traffic;
        traffic = null;
        if (before != null) {
            before.close();
            console.status("");
        }
        if (argument.equals("off")) {
            console.line(before == null ? "  There is no load." : "  load off");
            return;
        }
        int rate = argument.matches("\\d+") ? Integer.parseInt(argument) : Traffic.DEFAULT_RATE;
        Traffic load = new Traffic(grid.cities(), session.cities(), session.census()::slotOf, rate);
        traffic = load;
        console.line("  %,d reads and writes a second from 4 threads; load off ends it", rate);
        afterwards.execute(() -> {
            while (load == traffic) {
                LockSupport.parkNanos(1_000_000_000);
                if (load == traffic) {
                    show(load.second());
                }
            }
        });
    }

    private void show(String second) {
        if (console.interactive()) {
            console.status(" " + second);
        } else {
            console.line("  " + second);
        }
    }

    @Override
    public void close() {
        Traffic load = traffic;
        traffic = null;
        if (load != null) {
            load.close();
            console.status("");
        }
        afterwards.shutdownNow();
    }
}
