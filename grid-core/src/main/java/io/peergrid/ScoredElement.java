package io.peergrid;

/** An element of a sorted set with its score. */
public record ScoredElement<E>(E element, double score) {}
