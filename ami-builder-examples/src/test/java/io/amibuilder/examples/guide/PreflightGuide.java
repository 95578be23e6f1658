package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.Preflight;

/** docs/aws.md, "Looking before money is spent". */
final class PreflightGuide {
    private PreflightGuide() {}

    static Preflight look(AmiBuild build) {
        // begins
        Preflight preflight = build.preflight();
        System.out.println(preflight); // the plan, and a line for each finding
        if (preflight.errors().isEmpty()) {
            build.run();
        }
        // ends
        return preflight;
    }
}
