package io.peergrid.node;

import io.peergrid.ports.Clock;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Transport;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a member stands on: the real world in production, virtual time and a simulated network under test.
 *
 * @param transport not started yet
 * @param callbacks runs listeners and completions of asynchronous calls
 * @param process this process, for proofs of its death
 * @param host machine it runs on
 * @param address where the transport listens, for people
 * @param release frees what else was made for the member; called once, after it has stopped
 */
public record NodePorts(
        Transport transport,
        Clock clock,
        Scheduler scheduler,
        RandomGenerator random,
        ProcessWitness witness,
        Executor callbacks,
        ProcessIdentity process,
        String host,
        String address,
        Runnable release) {}
