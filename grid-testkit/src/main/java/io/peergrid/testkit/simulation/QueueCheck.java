package io.peergrid.testkit.simulation;

import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.simulation.QueueHistory.Pop;
import io.peergrid.testkit.simulation.QueueHistory.Push;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether what clients saw of a queue that was emptied at the end can have been: each element pushed comes out once, in its order, and a queue said to be empty held
 * nothing. A push of unknown outcome may have happened or not, and a pop of unknown outcome may have taken any one element.
 */
final class QueueCheck {
    private final List<Push> pushes;
    private final List<Pop> pops;
    private final boolean byPriority;
    private final Map<String, Push> pushed = new HashMap<>();
    private final Map<String, Pop> popped = new HashMap<>();

    private QueueCheck(List<Push> pushes, List<Pop> pops, boolean byPriority) {
        this.pushes = pushes;
        this.pops = pops;
        this.byPriority = byPriority;
    }

    /**
     * Of one queue.
     *
     * @param byPriority whether the lowest priority comes first; otherwise the first one in
     * @return what cannot have been, in words, or null
     */
    static @Nullable String problem(List<Push> pushes, List<Pop> pops, boolean byPriority) {
        return new QueueCheck(pushes, pops, byPriority).problem();
    }

    private @Nullable String problem() {
        pushes.forEach(push -> pushed.put(push.element, push));
        for (Pop pop : pops) {
            String problem = pop.ok() && pop.element != null ? taken(pop, pop.element) : null;
            if (problem != null) {
                return problem;
            }
        }
        String lost = lost();
        return lost != null ? lost : order();
    }

    private @Nullable String taken(Pop pop, String element) {
        Push push = pushed.get(element);
        if (push == null || push.outcome == Outcome.FAIL || push.start > pop.end) {
            return "taken though nobody had pushed it: " + pop + ", " + push;
        }
        Pop before = popped.put(element, pop);
        return before == null ? null : "taken twice: " + before + ", " + pop;
    }

    private @Nullable String lost() {
        List<Push> lost = pushes.stream()
                .filter(push -> push.ok() && !popped.containsKey(push.element))
                .toList();
        long unknown = pops.stream().filter(pop -> pop.outcome == Outcome.INFO).count();
        return lost.size() <= unknown
                ? null
                : "lost, of which pops of unknown outcome explain " + unknown + ": " + lost;
    }

    private @Nullable String order() {
        for (Map.Entry<String, Pop> entry : popped.entrySet()) {
            Push waiting = pushed.get(entry.getKey());
            Pop taken = entry.getValue();
            for (Pop other : pops) {
                if (waiting != null && waiting.ok() && other.ok() && passes(waiting, other, taken)) {
                    return "passed over: " + waiting + ", " + other + ", " + taken;
                }
            }
        }
        return null;
    }

    /** Whether a pop took something else, or nothing, while an element was there that came before that. */
    private boolean passes(Push waiting, Pop other, Pop taken) {
        if (waiting.end >= other.start || other.end >= taken.start) {
            return false;
        }
        if (other.element == null) {
            return true;
        }
        Push instead = pushed.get(other.element);
        return instead != null && (byPriority ? waiting.priority < instead.priority : waiting.end < instead.start);
    }
}
