package io.amibuilder.ec2server;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** EC2's instance types: any name that looks like one, a Graviton's for Arm. */
final class TypeApi {
    /** What it answers, by action. */
    Map<String, Function<Parameters, String>> handlers() {
        return Map.of("DescribeInstanceTypes", this::types);
    }

    private String types(Parameters request) {
        Stream<String> names = request.filters().getOrDefault("instance-type", Set.of()).stream();
        return Xml.set(
                "instanceTypeSet",
                names.filter(name -> name.matches("[a-z]+[0-9][a-z]*\\.[a-z0-9]+"))
                        .map(TypeApi::type)
                        .toList());
    }

    private static String type(String name) {
        boolean arm = name.matches("[a-z]+[0-9]g[a-z]*\\..*");
        return Xml.element("instanceType", name)
                + "<processorInfo><supportedArchitectures>" + Xml.element("item", arm ? "arm64" : "x86_64")
                + "</supportedArchitectures></processorInfo>"
                + Xml.element("burstablePerformanceSupported", String.valueOf(name.startsWith("t")));
    }
}
