package io.peergrid.testkit.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rounds of chaos, each with a case and a seed of its own, until one finds something.
 *
 * @param only name of the one case to run; empty for all in turn
 * @param firstSeed of the first round; the others follow
 * @param directory keeps a line a round, and logs and history of each; a run over the same directory goes on behind the rounds that it holds
 */
public record ChaosRun(int rounds, String only, long firstSeed, Path directory) {
    private static final String ROUNDS_FILE = "rounds.txt";

    /**
     * @param tell takes what people should see
     * @throws AssertionError with what was found and how to repeat it
     */
    public void run(Consumer<String> tell) throws IOException {
        List<ChaosCase> cases = cases(tell);
        Files.createDirectories(directory);
        Path file = directory.resolve(ROUNDS_FILE);
        int done = Files.exists(file) ? Files.readAllLines(file).size() : 0;
        if (done > 0) {
            tell.accept("going on after " + done + " rounds in " + directory);
        }
        for (int round = done; round < rounds; round++) {
            ChaosCase what = cases.get(round % cases.size());
            long seed = firstSeed + round;
            Path ofRound = directory.resolve("round-" + round + '-' + what.name());
            String line;
            try {
                line = new ChaosRound(what, seed, ofRound).run();
            } catch (AssertionError | RuntimeException found) {
                throw new AssertionError(
                        "round " + round + " failed; again with --case " + what.name() + " --seed " + seed
                                + "; logs and history are in " + ofRound + "\n" + found.getMessage(),
                        found);
            }
            tell.accept("round " + round + ": " + line);
            Files.writeString(file, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private List<ChaosCase> cases(Consumer<String> tell) {
        List<ChaosCase> named = ChaosCase.ALL.stream()
                .filter(each -> only.isEmpty() || each.name().equals(only))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no case is called " + only + "; there are "
                    + ChaosCase.ALL.stream().map(ChaosCase::name).toList());
        }
        if (Hosts.possible()) {
            return named;
        }
        List<ChaosCase> possible = named.stream().filter(each -> !each.cuts()).toList();
        tell.accept("Network namespaces cannot be made here (that needs Linux and root): nothing is cut, "
                + (named.size() - possible.size()) + " of " + named.size() + " cases are left out.");
        if (possible.isEmpty()) {
            throw new IllegalArgumentException("without them there is nothing to run");
        }
        return possible;
    }
}
