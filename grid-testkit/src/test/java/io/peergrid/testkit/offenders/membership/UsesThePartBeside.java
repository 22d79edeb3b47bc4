package io.peergrid.testkit.offenders.membership;

import io.peergrid.testkit.offenders.simulation.Beside;

interface UsesThePartBeside extends Beside {}
