package io.peergrid.command;

/** A command that stands for others; it may not be one of those of another. */
interface Compound {}
