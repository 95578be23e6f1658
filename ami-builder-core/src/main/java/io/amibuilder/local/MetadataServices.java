package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metadata services that this process runs. A guest is told the port of its own when it is started; when the process
 * that served it is gone, the next one to look at the guest takes the port over.
 */
final class MetadataServices implements AutoCloseable {
    private final Machine machine;
    private final LocalStore store;
    private final Map<InstanceId, MetadataService> services = new ConcurrentHashMap<>();

    MetadataServices(Machine machine, LocalStore store) {
        this.machine = machine;
        this.store = store;
    }

    /** A service that does not answer yet, at a port that is free. */
    int reserve(InstanceId id, InstanceFiles files) throws IOException {
        MetadataService service = new MetadataService(id.value(), 0, files.userdata(), store);
        services.put(id, service);
        return service.port();
    }

    /** Answers a guest, unless this or another process does so already. */
    synchronized void answer(InstanceDescription instance, InstanceFiles files) {
        MetadataService known = services.get(instance.id());
        if (known != null && known.isAnswering()) {
            return;
        }
        try {
            MetadataService service = known != null
                    ? known
                    : new MetadataService(instance.id().value(), instance.port(), files.userdata(), store);
            services.put(instance.id(), service);
            service.answer(new MetadataTree(instance, machine));
        } catch (IOException e) {
            if (!MetadataService.answers(instance.id().value(), instance.port())) {
                throw new CloudException(
                        CloudException.Kind.RETRYABLE,
                        "DescribeInstances",
                        "",
                        "another program listens at port " + instance.port() + " of the loopback, where instance "
                                + instance.id() + " looks for its user-data; end that program",
                        e);
            }
        }
    }

    void forget(InstanceId id) {
        MetadataService service = services.remove(id);
        if (service != null) {
            service.close();
        }
    }

    @Override
    public synchronized void close() {
        services.keySet().forEach(this::forget);
    }
}
