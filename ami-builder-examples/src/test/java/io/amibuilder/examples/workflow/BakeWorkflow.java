package io.amibuilder.examples.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Bakes one image; however many workers die on the way, it ends with that image or with the reason why there is none. */
@WorkflowInterface
public interface BakeWorkflow {
    /**
     * Bakes.
     *
     * @param buildId the build; a workflow that is started again under the same one goes on from what the cloud shows
     */
    @WorkflowMethod
    BakedImage bake(String buildId);
}
