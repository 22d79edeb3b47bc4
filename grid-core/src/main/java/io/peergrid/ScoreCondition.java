package io.peergrid;

/** When an element of a sorted set is put, or its score changed. */
public enum ScoreCondition {
    /** If it is not there. */
    IF_ABSENT,
    /** If it is there. */
    IF_PRESENT,
    /** If it is not there or the new score is greater. */
    IF_ABSENT_OR_GREATER,
    /** If it is not there or the new score is less. */
    IF_ABSENT_OR_LESS,
    /** If it is there and the new score is greater. */
    IF_GREATER,
    /** If it is there and the new score is less. */
    IF_LESS
}
