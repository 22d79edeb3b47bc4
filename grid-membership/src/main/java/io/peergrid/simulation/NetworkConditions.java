package io.peergrid.simulation;

/**
 * How a network treats each frame, apart from cuts.
 *
 * @param dropProbability share of frames that vanish
 * @param duplicateProbability share of frames that arrive twice
 * @param reorderProbability share of frames that may overtake or be overtaken; the others keep the order of their link
 * @param stragglerProbability share of frames whose delay is drawn evenly from 0 to {@code stragglerMaxNanos}; also the
 *     share of frames on a cut link that are kept and arrive late, if the link is whole by then
 * @param delayMinNanos the least delay
 * @param delayMeanNanos the mean of what a delay adds to the least, with a heavy tail (Pareto, shape 2)
 * @param delayMaxNanos where the tail is cut off
 * @param stragglerMaxNanos the longest delay of a straggler
 * @param hintProbability how likely a peer hears at once that a process has ended; the others hear it after
 *     {@code hintLateNanos}
 * @param hintLateNanos when a dead process is noticed at the latest
 */
public record NetworkConditions(
        double dropProbability,
        double duplicateProbability,
        double reorderProbability,
        double stragglerProbability,
        long delayMinNanos,
        long delayMeanNanos,
        long delayMaxNanos,
        long stragglerMaxNanos,
        double hintProbability,
        long hintLateNanos) {
    private static final long MICROS = 1_000L;
    private static final long MILLIS = 1_000_000L;
    private static final long SECONDS = 1_000_000_000L;

    /** Neither loss nor disorder; 100 µs each way. */
    public static final NetworkConditions PERFECT =
            new NetworkConditions(0, 0, 0, 0, 100 * MICROS, 0, 100 * MICROS, 0, 1, 10 * SECONDS);

    /** A good network: rare loss, some disorder, delays of 0.1 ms to 50 ms. */
    public static final NetworkConditions LAN = new NetworkConditions(
            0.001, 0.001, 0.02, 0.0002, 100 * MICROS, 150 * MICROS, 50 * MILLIS, 2 * SECONDS, 0.8, 10 * SECONDS);

    /** A bad one: a frame in fifty lost, much disorder, delays up to 300 ms, stragglers up to 20 s. */
    public static final NetworkConditions HOSTILE = new NetworkConditions(
            0.02, 0.02, 0.2, 0.002, 100 * MICROS, MILLIS, 300 * MILLIS, 20 * SECONDS, 0.5, 10 * SECONDS);

    /** The same with another loss. */
    public NetworkConditions withDropProbability(double probability) {
        return new NetworkConditions(
                probability,
                duplicateProbability,
                reorderProbability,
                stragglerProbability,
                delayMinNanos,
                delayMeanNanos,
                delayMaxNanos,
                stragglerMaxNanos,
                hintProbability,
                hintLateNanos);
    }
}
