package io.peergrid.jcache;

import java.lang.management.ManagementFactory;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.management.CacheMXBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The beans of a cache in the platform's server, under the names of the specification. */
final class CacheBeans {
    static final String CONFIGURATION = "CacheConfiguration";
    static final String STATISTICS = "CacheStatistics";

    private CacheBeans() {}

    static void register(Cache<?, ?> cache, String type, Object bean) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.registerMBean(bean, name(cache, type));
        } catch (InstanceAlreadyExistsException there) {
            // Switched on twice, or a manager of the same URI with another class loader has it: the first one stays.
            return;
        } catch (JMException failed) {
            throw new CacheException("the cache's bean " + type + " cannot be registered", failed);
        }
    }

    static void unregister(Cache<?, ?> cache, String type) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name(cache, type));
        } catch (InstanceNotFoundException gone) {
            return;
        } catch (JMException failed) {
            throw new CacheException("the cache's bean " + type + " cannot be unregistered", failed);
        }
    }

    private static ObjectName name(Cache<?, ?> cache, String type) throws JMException {
        return new ObjectName("javax.cache:type=" + type + ",CacheManager="
                + safe(cache.getCacheManager().getURI().toString()) + ",Cache=" + safe(cache.getName()));
    }

    private static String safe(String text) {
        return text.replaceAll("[:=\n,]", ".");
    }

    /** What a cache is configured to do. */
    static CacheMXBean configuration(PeerGridCache<?, ?> cache) {
        return new CacheMXBean() {
            private CompleteConfiguration<?, ?> now() {
                return cache.configuration();
            }

            @Override
            public String getKeyType() {
                return now().getKeyType().getName();
            }

            @Override
            public String getValueType() {
                return now().getValueType().getName();
            }

            @Override
            public boolean isReadThrough() {
                return now().isReadThrough();
            }

            @Override
            public boolean isWriteThrough() {
                return now().isWriteThrough();
            }

            @Override
            public boolean isStoreByValue() {
                return now().isStoreByValue();
            }

            @Override
            public boolean isStatisticsEnabled() {
                return now().isStatisticsEnabled();
            }

            @Override
            public boolean isManagementEnabled() {
                return now().isManagementEnabled();
            }
        };
    }
}
