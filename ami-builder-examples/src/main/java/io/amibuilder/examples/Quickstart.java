package io.amibuilder.examples;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.CompiledAmi;
import io.amibuilder.SmokeTest;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.TimelineReport;
import io.amibuilder.local.LocalCloud;
import io.amibuilder.source.AmiSource;
import io.amibuilder.source.ReadOptions;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.wait.History;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A first bake to watch: says what it does as it does it, and why. On a simulated cloud unless told otherwise. */
public final class Quickstart {
    private final QuickstartOptions options;
    private final Map<String, String> environment;
    private final PrintStream out;

    private Quickstart(QuickstartOptions options, Map<String, String> environment, PrintStream out) {
        this.options = options;
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs the program and exits: 0 the image is available, 1 there is none, 2 wrong usage.
     *
     * @param args as the usage says, which {@code -h} prints
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    static int run(List<String> args, Map<String, String> env, PrintStream out, PrintStream err) {
        return Program.run(
                args,
                QuickstartOptions.USAGE,
                out,
                err,
                () -> new Quickstart(QuickstartOptions.parse(args), env, out).bake());
    }

    private void bake() {
        out.println("Reading the source directory " + options.source() + ".");
        try (AmiSource source =
                AmiSource.read(options.source(), ReadOptions.defaults().environment(environment))) {
            out.println(source);
            source.warnings().forEach(warning -> out.println("Warning: " + warning));
            AmiResult image =
                    options.aws() ? onAws(source) : options.local() ? onThisComputer(source) : simulated(source);
            out.println("Done: image " + image.image() + " named " + image.imageName() + ", after "
                    + Narrator.text(image.elapsed())
                    + (options.aws() || options.local() ? "." : " of virtual time. It exists only here."));
        }
        out.println("Look at what was made, in " + options.out() + ":");
        out.println(
                "  gzip -dc " + options.out().resolve("userdata.gz") + " | head -30   # what the instance was told");
        out.println("  cat " + options.out().resolve("manifest.json") + "   # what it is made of, with sizes");
        out.println("  cat " + options.out().resolve("events.log") + "   # what happened, and when");
        out.println("  " + options.out().resolve("timeline.html") + "   # all of it as a page, for a browser");
    }

    private AmiResult simulated(AmiSource source) {
        out.println("The cloud is simulated: no machine is booted, no command of the source is run and nothing costs"
                + " anything. Time is virtual: the minutes below pass at once.");
        out.println("What is real: the user-data. The simulated instance decompresses it, reads it part by part and can"
                + " answer only with the word that stands in it.");
        VirtualTime time = new VirtualTime();
        InMemoryArtifactStore store = new InMemoryArtifactStore();
        return bake(AmiBuild.builder()
                .source(source)
                .provider(SimulatedCloud.builder(time).store(store).build())
                .storage(store)
                .time(time));
    }

    private AmiResult onThisComputer(AmiSource source) {
        Path base = options.base(environment);
        out.println(
                "The cloud is this computer: a virtual machine is started from " + base + ", and real cloud-init runs"
                        + " every command of the source. The machine reaches nothing but this program.");
        try (LocalCloud cloud =
                LocalCloud.builder(options.out().resolve("machines")).build()) {
            AmiBuildBuilder build = AmiBuild.builder()
                    .source(source)
                    .baseImage(BaseImage.file(base))
                    .provider(cloud)
                    .storage(cloud.storage())
                    .smokeTest(SmokeTest.commands(
                            options.tests().isEmpty()
                                    ? new String[] {"true"}
                                    : options.tests().toArray(String[]::new)))
                    .cleanUpOnShutdown(true);
            build.build().preflight().findings().forEach(out::println);
            AmiResult image = bake(build);
            out.println("Its disk is " + cloud.disk(image.image()).orElseThrow() + ".");
            return image;
        }
    }

    private AmiResult onAws(AmiSource source) {
        out.println("The cloud is AWS: one instance is started, and it and the image that stays cost money.");
        try (AwsCloudProvider provider = options.awsProvider()) {
            out.println("Settings: " + provider.settings());
            AmiBuildBuilder build =
                    AmiBuild.builder().source(source).provider(provider).cleanUpOnShutdown(true);
            if (options.storage().isEmpty()) {
                return bake(build);
            }
            try (S3ArtifactStore store = S3ArtifactStore.at(options.storage().get())) {
                return bake(build.storage(store));
            }
        }
    }

    /** Compiles, leaves the files to look at, and bakes what they hold. */
    private AmiResult bake(AmiBuildBuilder builder) {
        AmiBuild build = builder.build();
        out.println("Compiling. This needs no cloud, and the same source always gives the same bytes.");
        try (CompiledAmi compiled = build.compile();
                PrintStream events = eventLog()) {
            compiled.writeTo(options.out());
            out.println(compiled);
            out.println("What will happen:");
            build.plan().calls().forEach(call -> out.println("  " + call));
            return progress(build.toBuilder())
                    .compiled(compiled)
                    .listener(BuildListener.printing(events))
                    .listener(TimelineReport.at(options.out().resolve("timeline.html")))
                    .build()
                    .run();
        }
    }

    private AmiBuildBuilder progress(AmiBuildBuilder build) {
        History history = History.at(options.out().resolve("history.tsv")); // of earlier runs into this directory
        return switch (options.progress()) {
            case "console" ->
                build.listener(BuildListener.console(out, history)).learningFrom(history);
            case "json" -> build.listener(BuildListener.jsonLines(out));
            default -> build.listener(new Narrator(out));
        };
    }

    private PrintStream eventLog() {
        try {
            Files.createDirectories(options.out());
            Path file = options.out().resolve("events.log");
            return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("making the event log in '" + options.out() + "'", e);
        }
    }
}
