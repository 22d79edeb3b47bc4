package io.peergrid.testkit.offenders.elsewhere;

interface Stray {}
