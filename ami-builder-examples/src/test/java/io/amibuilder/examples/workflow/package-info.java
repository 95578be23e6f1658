/** Bakes driven by Temporal, a workflow engine: one activity for each step, so that a worker may die at any point. */
@NullMarked
package io.amibuilder.examples.workflow;

import org.jspecify.annotations.NullMarked;
