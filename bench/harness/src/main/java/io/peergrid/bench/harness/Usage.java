package io.peergrid.bench.harness;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process has used so far.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes by thread, for those that still live
 */
record Usage(long cpuNanos, Map<Long, Long> allocatedBytes) {

    static Usage now() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], Math.max(0, bytes[i]));
        }
        return new Usage(system.getProcessCpuTime(), allocated);
    }

    long cpuNanosSince(Usage before) {
        return cpuNanos - before.cpuNanos;
    }

    /** Without what threads allocated that have ended meanwhile. */
    long allocatedBytesSince(Usage before) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : allocatedBytes.entrySet()) {
            sum += thread.getValue() - before.allocatedBytes.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }

    /** Bytes of the heap that are in use after collections. */
    static long liveHeapBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
