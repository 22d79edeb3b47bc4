package io.peergrid.bench.harness;

/** Prints what a contestant says of itself, in a process with its class path. */
public final class Describe {
    private Describe() {}

    public static void main(String[] args) throws Exception {
        Contestant contestant =
                (Contestant) Class.forName(args[0]).getDeclaredConstructor().newInstance();
        String options = String.join(" ", contestant.jvmOptions());
        System.out.println("@" + contestant.title());
        System.out.println("@" + contestant.processes());
        System.out.println("@" + (options.isEmpty() ? "-" : options));
    }
}
