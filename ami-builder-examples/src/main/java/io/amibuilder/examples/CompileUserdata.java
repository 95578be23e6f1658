package io.amibuilder.examples;

import io.amibuilder.CompiledAmi;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.source.AmiSource;
import io.amibuilder.source.ReadOptions;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Phase 1 as a program: compiles a source directory into files for {@link BuildAmi}. Needs no cloud. */
public final class CompileUserdata {
    private static final String USAGE = """
            usage: CompileUserdata SOURCE TARGET
              SOURCE     directory with cloudinit/, fs/ and script/
              TARGET     directory for userdata.gz, vars.env, manifest.json and, when it is large, fs.tgz
            environment:
              AWSREGION  region of the bucket (default ap-northeast-1)
              S3URL      where a large fs.tgz will be stored: s3://bucket/key or s3://bucket/prefix/
            """;
    private static final String DEFAULT_REGION = "ap-northeast-1";

    private CompileUserdata() {}

    /**
     * Runs the program and exits: 0 compiled, 1 failed, 2 wrong usage.
     *
     * @param args as the usage says, which {@code -h} prints
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    static int run(List<String> args, Map<String, String> env, PrintStream out, PrintStream err) {
        return Program.run(args, USAGE, out, err, () -> compile(args, env, out, err));
    }

    private static void compile(List<String> args, Map<String, String> env, PrintStream out, PrintStream err) {
        CompileOptions options = options(args, env);
        Path target = Path.of(args.get(1));
        err.println("reading " + args.get(0));
        try (AmiSource source = AmiSource.read(
                        Path.of(args.get(0)), ReadOptions.defaults().environment(env));
                CompiledAmi compiled = CompiledAmi.compile(source, options)) {
            source.warnings().forEach(warning -> err.println("warning: " + warning));
            compiled.writeTo(target);
            err.println(compiled);
            compiled.rootfs()
                    .ifPresent(rootfs -> err.println("the instance fetches it in region "
                            + compiled.variables().get("AWSREGION") + ", which AWSREGION says"));
            out.println("compiled into " + target);
        }
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static CompileOptions options(List<String> args, Map<String, String> env) {
        Settings settings = new Settings(env);
        if (args.size() != 2 || args.stream().anyMatch(String::isBlank)) {
            settings.problem("two arguments are needed, SOURCE and TARGET, but given were " + args);
        }
        if (args.size() == 2 && absolute(args.get(0)).equals(absolute(args.get(1)))) {
            settings.problem("TARGET must be another directory than SOURCE, which is only read, but both were '"
                    + args.get(1) + "'");
        }
        if (args.size() == 2 && Files.isRegularFile(Path.of(args.get(1)))) {
            settings.problem("TARGET must be a directory, but '" + args.get(1) + "' is a file");
        }
        Optional<Fetch.AwsCli> fetch = settings.parsed(
                "AWSREGION",
                settings.optional("AWSREGION").orElse(DEFAULT_REGION),
                region -> Fetch.awsCli(region).installing());
        Optional<RootfsLocation> location =
                settings.parsed("S3URL", settings.optional("S3URL").orElse(""), S3Urls::parse);
        settings.check(USAGE);
        CompileOptions options = CompileOptions.defaults().fetch(fetch.orElseThrow());
        return location.map(options::rootfsLocation).orElse(options);
    }
}
