package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestCodecTest {
    private static final Reply.Status[] STATUSES = Reply.Status.values();

    @Test
    void requestsSurviveARoundTrip() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Request request = request(random);
            Request read = RequestCodec.decodeRequest(RequestCodec.encode(request));
            assertThat(read).usingRecursiveComparison().isEqualTo(request);
        }
    }

    @Test
    void responsesSurviveARoundTrip() {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            Response response = response(random);
            Response read = RequestCodec.decodeResponse(RequestCodec.encode(response));
            assertThat(read).usingRecursiveComparison().isEqualTo(response);
        }
    }

    /** A newcomer may be asked by those who know of it before it knows of itself. */
    @Test
    void aMemberWithoutAConfigurationCanAnswer() {
        Response response = new Response(3, 0, List.of(new Reply(Reply.Status.TRY_AGAIN, -1, null, new byte[0])));
        Response read = RequestCodec.decodeResponse(RequestCodec.encode(response));
        assertThat(read).usingRecursiveComparison().isEqualTo(response);
    }

    @Test
    void aRequestOfOnePartHasOneForm() {
        Request.Part part = new Request.Part(77, true, new byte[] {1, 2, 3});
        assertThat(RequestCodec.encode(9, 4, 12, 3, true, part))
                .isEqualTo(RequestCodec.encode(new Request(9, 4, 12, 3, true, List.of(part))));
    }

    @Test
    void nearlyValidRequestsAreRefusedOrRead() {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            WireFuzz.check(RequestCodec.encode(request(random)), RequestCodec::decodeRequest, RequestCodec::encode);
        }
    }

    @Test
    void nearlyValidResponsesAreRefusedOrRead() {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            WireFuzz.check(RequestCodec.encode(response(random)), RequestCodec::decodeResponse, RequestCodec::encode);
        }
    }

    @Test
    void randomBytesAreRefusedOrRead() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = (byte) (random.nextBoolean() ? RequestCodec.REQUEST : RequestCodec.RESPONSE);
                bytes[1] = RequestCodec.VERSION;
            }
            try {
                RequestCodec.decodeRequest(bytes);
            } catch (WireFormatException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
            try {
                RequestCodec.decodeResponse(bytes);
            } catch (WireFormatException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void anEmptyRequestIsRefused() {
        byte[] frame = {RequestCodec.REQUEST, RequestCodec.VERSION, 0, 1, 0, 0, 0, 0};
        assertThatThrownBy(() -> RequestCodec.decodeRequest(frame)).isInstanceOf(WireFormatException.class);
    }

    private static Request request(Random random) {
        long number = random.nextLong() >>> (1 + random.nextInt(62));
        long lowWater = number - Math.min(number, random.nextInt(100));
        List<Request.Part> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            parts.add(new Request.Part(random.nextInt(16_384), random.nextBoolean(), bytes(random)));
        }
        return new Request(number, lowWater, random.nextInt(1_000), random.nextInt(9), random.nextBoolean(), parts);
    }

    private static Response response(Random random) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            replies.add(new Reply(
                    STATUSES[random.nextInt(STATUSES.length)],
                    random.nextInt(1_000) - 1,
                    random.nextBoolean() ? Members.id(random.nextInt(100)) : null,
                    bytes(random)));
        }
        return new Response(random.nextInt(1_000_000), random.nextInt(9), replies);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        return bytes;
    }
}
