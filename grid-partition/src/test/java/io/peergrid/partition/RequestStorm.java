package io.peergrid.partition;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.partition.SlotRequest.AddInSync;
import io.peergrid.partition.SlotRequest.HandOver;
import io.peergrid.partition.SlotRequest.RemoveReplica;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Requests as primaries make them, delivered as networks do: late, twice, in any order, when the one who asked is dead. */
final class RequestStorm {
    private static final int REMEMBERED = 60;

    private final RulesModel model;
    private final Random random;
    private final List<BodyRequest> sent = new ArrayList<>();

    RequestStorm(RulesModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** Primaries ask for what they may ask for in this epoch, the dead among them too if they have not ended. */
    void ask() {
        for (int slot = 0; slot < model.policy.slotCount(); slot++) {
            SlotAssignment now = model.table().assignment(slot);
            MemberId primary = now.primary();
            if (primary == null || model.hasEnded(primary)) {
                continue;
            }
            for (MemberId learner : now.learners()) {
                if (random.nextInt(3) == 0) {
                    model.joins(learner, slot);
                    send(primary, new AddInSync(SlotSet.of(slot), learner));
                }
            }
            if (now.heir() != null && random.nextInt(3) == 0) {
                model.handsIn(slot);
                send(primary, new HandOver(SlotSet.of(slot), now.heir()));
            }
            if (random.nextInt(6) == 0) {
                List<MemberId> replicas = new ArrayList<>(now.inSync());
                replicas.addAll(now.learners());
                send(primary, new RemoveReplica(SlotSet.of(slot), replicas.get(random.nextInt(replicas.size()))));
            }
        }
    }

    private void send(MemberId from, SlotRequest request) {
        sent.add(new BodyRequest(from, model.configuration.epoch(), request.encode()));
        if (sent.size() > REMEMBERED) {
            sent.remove(0);
        }
    }

    /** What reaches the leader for the next succession. */
    List<BodyRequest> arriving() {
        List<BodyRequest> arriving = new ArrayList<>();
        for (BodyRequest request : sent) {
            boolean fresh = request.epoch() == model.configuration.epoch();
            for (int i = random.nextInt(fresh ? 3 : 8) - (fresh ? 0 : 6); i > 0; i--) {
                arriving.add(request);
            }
        }
        Collections.shuffle(arriving, random);
        return arriving;
    }
}
