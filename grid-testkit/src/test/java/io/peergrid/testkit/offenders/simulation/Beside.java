package io.peergrid.testkit.offenders.simulation;

public interface Beside {}
