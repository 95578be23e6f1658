package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's module, which sees exported packages only, compiled and run against the packaged jars and nothing else. */
class ModulePathIT {
    private static final String LIB = Repository.MODULE.resolve("target/lib").toString();
    private static final Path CONSUMER = Repository.MODULE.resolve("src/test/consumer");

    @TempDir
    private Path directory;

    @Test
    void aModuleBakesAndChecksContractsWithoutATestFramework() throws Exception {
        Path classes = directory.resolve("classes");
        compile(LIB, classes, CONSUMER.resolve("module-info.java"), CONSUMER.resolve("consumer/Main.java"));

        Run run = JavaProcess.run(
                directory,
                JavaProcess.clean(
                        new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--module-path",
                                LIB + ":" + classes,
                                "--module",
                                "consumer/consumer.Main",
                                directory.resolve("store").toString())),
                        Map.of()));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("consumer-1-1 after PT").endsWith(" promises are kept\n");
    }

    @Test
    void aModuleThatBakesOnAwsNeedsNoOptionalClient() throws IOException {
        Path needed = Files.createDirectory(directory.resolve("needed"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(LIB), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (!name.startsWith("sqs-") && !name.startsWith("servicequotas-")) {
                    Files.createSymbolicLink(needed.resolve(name), jar);
                }
            }
        }
        Path module = Files.writeString(directory.resolve("module-info.java"), """
                module tool {
                    requires io.amibuilder.aws;
                }
                """);
        Path tool = Files.writeString(directory.resolve("Tool.java"), """
                package tool;

                final class Tool {
                    Object cloud = io.amibuilder.aws.AwsCloudProvider.builder().region("eu-west-1").build();
                    Object build = io.amibuilder.AmiBuild.builder();
                }
                """);
        compile(needed.toString(), directory.resolve("classes"), module, tool);
    }

    @Test
    void theTestsToCopyNeedExportedPackagesOnly() throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(directory.resolve("copied")).resolve("module-info.java"), """
                        module copied {
                            requires io.amibuilder;
                            requires org.junit.jupiter.api;
                            requires org.assertj.core;
                        }
                        """);
        compile(
                LIB + ":" + System.getProperty("java.class.path"),
                directory.resolve("classes"),
                source,
                Repository.MODULE.resolve("src/test/java/io/amibuilder/examples/guide/WebServerImageTest.java"));
    }

    private static void compile(String modulePath, Path target, Path... sources) {
        List<String> arguments =
                new ArrayList<>(List.of("--module-path", modulePath, "-proc:none", "-d", target.toString()));
        List.of(sources).forEach(source -> arguments.add(source.toString()));
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(status).as("of javac, which said above what was wrong").isZero();
    }
}
