package io.peergrid.testkit.junit;

import io.peergrid.Grid;
import io.peergrid.testkit.memory.InMemoryCluster;
import io.peergrid.testkit.process.ProcessCluster;
import io.peergrid.testkit.workload.Workload;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link GridTest} describes for the parameters of a test; JUnit ends it with the test. */
final class GridTestExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(GridTestExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(InMemoryCluster.class, ProcessCluster.class, Grid.class, Workload.class);

    GridTestExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestGrid grid =
                context.getStore(NAMESPACE).getOrComputeIfAbsent(TestGrid.class, key -> start(context), TestGrid.class);
        Class<?> type = parameter.getParameter().getType();
        Object value = type == Workload.class ? grid.workload() : type == Grid.class ? grid.grid() : grid.cluster();
        if (!type.isInstance(value)) {
            throw new ParameterResolutionException(
                    "a " + type.getSimpleName() + " was asked for, but the members run in "
                            + (type == ProcessCluster.class
                                    ? "this JVM: say @GridTest(processes = true)"
                                    : "processes of their own: ask for a ProcessCluster, or leave processes = true out"));
        }
        return value;
    }

    private static TestGrid start(ExtensionContext context) {
        GridTest settings = settings(context);
        if (settings.members() < 1) {
            throw new ExtensionConfigurationException("@GridTest needs at least one member, not " + settings.members());
        }
        return settings.processes()
                ? ProcessTestGrid.start(
                        context.getDisplayName(), settings.members(), () -> context.getExecutionException()
                                .isEmpty())
                : MemoryTestGrid.start(settings.members());
    }

    private static GridTest settings(ExtensionContext context) {
        Optional<GridTest> own = AnnotationSupport.findAnnotation(context.getElement(), GridTest.class);
        return own.or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), GridTest.class))
                .orElseThrow(() -> new ExtensionConfigurationException("@GridTest is missing"));
    }
}
