package io.amibuilder;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildListener;
import io.amibuilder.publish.Publisher;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what to build. Settings may be given in any order, a later one replaces an earlier one, and what is missing is
 * reported by {@link #build()}, all at once. For one thread at a time.
 */
public final class AmiBuildBuilder {
    private static final int MAX_USER_TAGS = 40; // EC2 takes 50 on a resource; ours are nine
    private static final Set<String> OUR_TAGS =
            Set.of(AmiTags.NAME, AmiTags.VERSION, AmiTags.BUILD, AmiTags.TARGET_NAME, AmiTags.TARGET_VERSION);

    // Ten minutes more than the guest's own dead-man, so that the guest can say itself what hung
    private static final WaitPolicy INSTANCE_WAIT = WaitPolicy.atMost(Duration.ofMinutes(70));
    // EC2 posts the console up to 20 minutes late on instances that are not Nitro ("Instance console output")
    private static final WaitPolicy PROOF_WAIT = WaitPolicy.atMost(Duration.ofMinutes(20));
    // Images of large disks take hours
    private static final WaitPolicy IMAGE_WAIT = WaitPolicy.atMost(Duration.ofHours(4));

    /**
     * How often the console of a working instance is read, unless {@link #progressEvery} says otherwise: 30 seconds. Steps
     * take seconds to minutes; of EC2's 20 reads a second this takes one for each 600 builds under way.
     */
    public static final Duration DEFAULT_PROGRESS_EVERY = Duration.ofSeconds(30);
    // EC2 copies a snapshot at some hundred MB a second, and a queue of copies to one region waits; a minute late is
    // nothing
    private static final WaitPolicy PUBLISH_WAIT = WaitPolicy.atMost(Duration.ofHours(4))
            .pausing(Waiter.growing(Duration.ofSeconds(10), Duration.ofMinutes(1)));

    private @Nullable Origin origin;
    private @Nullable String name;
    private @Nullable String version;
    private String imageName = ImageName.DEFAULT;
    private String description = "";
    private @Nullable BaseImage baseImage;
    private @Nullable CloudProvider provider;
    private @Nullable ArtifactStore storage;
    private CompileOptions compileOptions = CompileOptions.defaults();
    private WaitPolicy instanceWait = INSTANCE_WAIT;
    private WaitPolicy proofWait = PROOF_WAIT;
    private WaitPolicy imageWait = IMAGE_WAIT;
    private Duration progressEvery = DEFAULT_PROGRESS_EVERY;
    private boolean acceptNoProof;
    private OnFailure onFailure = OnFailure.TERMINATE;
    private Reuse reuse = Reuse.NEVER;
    private boolean cleanUpOnShutdown;
    private boolean deleteStored;
    private final Map<String, String> tags = new TreeMap<>();
    private final List<BuildListener> listeners = new ArrayList<>();
    private @Nullable String buildId;
    private @Nullable Time time;
    private @Nullable WakeUps wakeUps;
    private @Nullable History history;
    private @Nullable SmokeTest smokeTest;
    private @Nullable Publisher publisher;
    private WaitPolicy publishWait = PUBLISH_WAIT;

    AmiBuildBuilder() {}

    AmiBuildBuilder(BuildSettings settings) {
        origin = settings.origin();
        name = settings.name();
        version = settings.version();
        imageName = settings.imageName();
        description = settings.description();
        baseImage = settings.baseImage();
        provider = settings.provider();
        storage = settings.storage().orElse(null);
        compileOptions = settings.compileOptions();
        instanceWait = settings.instanceWait();
        proofWait = settings.proofWait();
        imageWait = settings.imageWait();
        progressEvery = settings.progressEvery();
        acceptNoProof = settings.acceptNoProof();
        onFailure = settings.onFailure();
        reuse = settings.reuse();
        cleanUpOnShutdown = settings.cleanUpOnShutdown();
        deleteStored = settings.deleteStored();
        tags.putAll(settings.tags());
        listeners.addAll(settings.listeners());
        buildId = settings.buildId().orElse(null);
        time = settings.time();
        wakeUps = settings.wakeUps().orElse(null);
        history = settings.history().orElse(null);
        smokeTest = settings.smokeTest().orElse(null);
        publisher = settings.publisher().orElse(null);
        publishWait = settings.publishWait();
    }

    /**
     * Builds from this source directory; it is read when the build compiles. Replaces another origin.
     *
     * @param directory a source directory
     * @return this builder
     */
    public AmiBuildBuilder source(Path directory) {
        origin = new Origin.Directory(directory);
        return this;
    }

    /**
     * Builds from this source. Replaces another origin.
     *
     * @param source what to build from
     * @return this builder
     */
    public AmiBuildBuilder source(AmiSource source) {
        origin = new Origin.Source(source);
        return this;
    }

    /**
     * Builds from what an earlier compile has made; the caller closes it. Replaces another origin.
     *
     * @param compiled must stay open until the build has ended
     * @return this builder
     */
    public AmiBuildBuilder compiled(CompiledAmi compiled) {
        origin = new Origin.Compiled(compiled);
        return this;
    }

    /**
     * Builds from any user-data that powers the instance off; it cannot prove success. Replaces another origin.
     *
     * @param userdata any that cloud-init reads
     * @return this builder
     */
    public AmiBuildBuilder userdata(Userdata userdata) {
        origin = new Origin.Foreign(userdata);
        return this;
    }

    /**
     * The image family, as in {@code jenkins-agent}; by default NAME in the source's ami.env.
     *
     * @param name the image family
     * @return this builder
     */
    public AmiBuildBuilder name(String name) {
        this.name = checked("name", name);
        return this;
    }

    /**
     * The version within the family, as in {@code 1.4.0}; by default VERSION in the source's ami.env.
     *
     * @param version the version within the family
     * @return this builder
     */
    public AmiBuildBuilder version(String version) {
        this.version = checked("version", version);
        return this;
    }

    /**
     * How the image is named, as in {@code acme/{name}/{version}/{build}}; by default {@value ImageName#DEFAULT}. The three
     * placeholders are required, the result is in lower case, and blanks become {@code -}. The name decides nothing else:
     * images are found by their tags.
     *
     * @param template with each placeholder once
     * @return this builder
     * @throws IllegalArgumentException when a placeholder is missing or given twice, or a character is not allowed
     */
    public AmiBuildBuilder imageName(String template) {
        imageName = ImageName.checked(template);
        return this;
    }

    /**
     * The image's description; by default empty.
     *
     * @param description as the cloud shows it
     * @return this builder
     */
    public AmiBuildBuilder description(String description) {
        this.description = description;
        return this;
    }

    /**
     * The image to start from; by default what BASE in the source's ami.env names.
     *
     * @param baseImage resolved to one image when the build runs
     * @return this builder
     */
    public AmiBuildBuilder baseImage(BaseImage baseImage) {
        this.baseImage = baseImage;
        return this;
    }

    /**
     * The cloud, with its own settings.
     *
     * @param provider where to bake
     * @return this builder
     */
    public AmiBuildBuilder provider(CloudProvider provider) {
        this.provider = provider;
        return this;
    }

    /**
     * Where a rootfs that does not fit into the user-data is kept; without it such a rootfs is an error.
     *
     * @param store where to keep it
     * @return this builder
     */
    public AmiBuildBuilder storage(ArtifactStore store) {
        storage = store;
        return this;
    }

    /**
     * Whether the build removes from its storage, once it is over, the rootfs that it has stored itself, and its report;
     * by default not: a rule of the bucket does so in time, and the next build of the same content need not store it
     * again. A rootfs that was there already stays, as does everything when a failed build keeps its instance ({@link
     * #onFailure}). Not for builds of the same content at the same time: one would remove what the other's instance
     * still has to fetch. A failure to remove it never fails a build that has an image; it is logged.
     *
     * @param delete true to remove them
     * @return this builder
     */
    public AmiBuildBuilder deleteStored(boolean delete) {
        deleteStored = delete;
        return this;
    }

    /**
     * How the source is compiled; by default {@link CompileOptions#defaults()}.
     *
     * @param options all of them; replaces what was given before
     * @return this builder
     */
    public AmiBuildBuilder compileOptions(CompileOptions options) {
        this.compileOptions = options;
        return this;
    }

    /**
     * How long the instance may take until it has stopped; by default 70 minutes, ten more than its own dead-man.
     *
     * @param policy when to look, and the limit
     * @return this builder
     */
    public AmiBuildBuilder instanceWait(WaitPolicy policy) {
        this.instanceWait = policy;
        return this;
    }

    /**
     * How long the console of the stopped instance may take to carry its last word; by default 20 minutes.
     *
     * @param policy when to look, and the limit
     * @return this builder
     */
    public AmiBuildBuilder proofWait(WaitPolicy policy) {
        this.proofWait = policy;
        return this;
    }

    /**
     * How long the image may take; by default four hours, because large disks need hours.
     *
     * @param policy when to look, and the limit
     * @return this builder
     */
    public AmiBuildBuilder imageWait(WaitPolicy policy) {
        this.imageWait = policy;
        return this;
    }

    /**
     * How often the console is read while the instance works, to announce the steps that it has begun; by default
     * {@link #DEFAULT_PROGRESS_EVERY}, and {@link Duration#ZERO} for never. It is read when the build looks at the instance
     * anyway, so no more often than {@link #instanceWait} says, and not at all when the cloud's rate limit has no room. It
     * decides nothing, and that it fails or says nothing does not disturb the build.
     *
     * @param interval at least zero
     * @return this builder
     * @throws IllegalArgumentException when it is negative
     */
    public AmiBuildBuilder progressEvery(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException(
                    "progressEvery(...) must be positive, or zero to switch progress off, but" + " was " + interval);
        }
        progressEvery = interval;
        return this;
    }

    /**
     * Makes the image even when the instance stopped itself without a last word; by default that is an error.
     *
     * @param accept true to make the image all the same
     * @return this builder
     */
    public AmiBuildBuilder acceptNoProof(boolean accept) {
        acceptNoProof = accept;
        return this;
    }

    /**
     * What becomes of the instance when the build fails; by default it is ended.
     *
     * @param policy {@link OnFailure#TERMINATE} by default
     * @return this builder
     */
    public AmiBuildBuilder onFailure(OnFailure policy) {
        onFailure = policy;
        return this;
    }

    /**
     * Whether an image that was made of the same things is taken instead of baking; by default never.
     *
     * @param policy {@link Reuse#NEVER} by default
     * @return this builder
     */
    public AmiBuildBuilder reuse(Reuse policy) {
        reuse = policy;
        return this;
    }

    /**
     * Whether the end of the JVM (Ctrl-C, SIGTERM) cancels a {@link AmiBuild#run()} and waits for its clean-up; by default
     * not: how a process ends is its owner's decision.
     *
     * @param cleanUp true to cancel and clean up
     * @return this builder
     */
    public AmiBuildBuilder cleanUpOnShutdown(boolean cleanUp) {
        cleanUpOnShutdown = cleanUp;
        return this;
    }

    /**
     * A tag for everything that is created.
     *
     * @param name the tag's name
     * @param value the tag's value
     * @return this builder
     * @throws IllegalArgumentException when the name is one of the library's own, or begins with {@code aws:}
     */
    public AmiBuildBuilder tag(String name, String value) {
        if (name.isBlank() || OUR_TAGS.contains(name) || name.startsWith("ami-builder:") || name.startsWith("aws:")) {
            throw new IllegalArgumentException(
                    "a tag must not be blank, begin with 'ami-builder:' or 'aws:', or be one of "
                            + new java.util.TreeSet<>(OUR_TAGS) + ", but was '" + name + "'");
        }
        if (tags.size() == MAX_USER_TAGS && !tags.containsKey(name)) {
            throw new IllegalArgumentException(
                    "a build must have at most " + MAX_USER_TAGS + " tags of its own, but '" + name + "' is one more");
        }
        tags.put(name, value);
        return this;
    }

    /**
     * Tags for everything that is created.
     *
     * @param tags the values by name; added to those given before
     * @return this builder
     */
    public AmiBuildBuilder tags(Map<String, String> tags) {
        tags.forEach(this::tag);
        return this;
    }

    /**
     * Somebody more who is told what happens.
     *
     * @param listener added to those given before
     * @return this builder
     */
    public AmiBuildBuilder listener(BuildListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Who this build is: a run with an id that was used before goes on from what that build has created. By default each
     * run is a new build with a random id.
     *
     * @param buildId the id of a new or of an earlier build
     * @return this builder
     */
    public AmiBuildBuilder buildId(String buildId) {
        if (!buildId.matches("[\\x21-\\x7e]{1,128}")) {
            throw new IllegalArgumentException(
                    "a build id must have 1 to 128 printable ASCII characters without blanks," + " but was '" + buildId
                            + "'");
        }
        this.buildId = buildId;
        return this;
    }

    /**
     * Where the time comes from; by default from the provider, when its cloud has a time of its own, else {@link
     * Time#system()}.
     *
     * @param time of builds of a fleet, the same for all
     * @return this builder
     */
    public AmiBuildBuilder time(Time time) {
        this.time = time;
        return this;
    }

    /**
     * Whose events end a pause before its time; by default nobody's. Where {@link #instanceWait} and {@link #imageWait} are
     * not given, they then look every {@link WakeUps#PAUSE} instead of with the usual cadence.
     *
     * @param wakeUps where the events arrive
     * @return this builder
     */
    public AmiBuildBuilder wakeUps(WakeUps wakeUps) {
        this.wakeUps = wakeUps;
        return this;
    }

    /**
     * Looks at the times at which earlier builds of this name were ready, and adds to the history. Replaces the cadence of
     * the three waits, not their limits. By default the cadence is that of {@link WaitPolicy#atMost}.
     *
     * @param history what to learn from, and to add to
     * @return this builder
     */
    public AmiBuildBuilder learningFrom(History history) {
        this.history = history;
        return this;
    }

    /**
     * What an instance of the new image must do before the image counts; by default nothing. When the test fails, the image
     * is discarded with its snapshots and {@link io.amibuilder.cloud.SmokeTestFailedException} says why. An image that has
     * passed carries a tag that says so and is never tested again.
     *
     * @param test what it must do
     * @return this builder
     */
    public AmiBuildBuilder smokeTest(SmokeTest test) {
        smokeTest = test;
        return this;
    }

    /**
     * Where the finished image is made known; by default nowhere. One publisher, and a later one replaces an earlier one.
     * When it fails anywhere, {@link io.amibuilder.publish.PublishFailedException} names every place and the image stays: a
     * run with the same build id goes on with what is missing.
     *
     * @param to the publisher
     * @return this builder
     */
    public AmiBuildBuilder publish(Publisher to) {
        publisher = to;
        return this;
    }

    /**
     * How long publishing may take, from when this run begins with it; by default four hours, looking after ten seconds
     * first and then less often, up to once a minute: copies take from minutes to hours.
     *
     * @param policy when to look, and the limit
     * @return this builder
     */
    public AmiBuildBuilder publishWait(WaitPolicy policy) {
        publishWait = policy;
        return this;
    }

    /**
     * The build.
     *
     * @return a build with these settings
     * @throws AmiBuilderException when something is missing: all of it is named
     */
    public AmiBuild build() {
        Map<String, String> metadata = origin == null ? Map.of() : origin.metadata();
        String named = name == null ? metadata.get("NAME") : name;
        String versioned = version == null ? metadata.get("VERSION") : version;
        String base = metadata.get("BASE");
        BaseImage based = baseImage == null && base != null ? BaseImage.lookup(base) : baseImage;
        if (origin == null || named == null || versioned == null || based == null || provider == null) {
            throw new IncompleteBuildException(missing(named, versioned, based));
        }
        String longest = ImageName.of(imageName, named, versioned, "9".repeat(ImageName.BUILD_DIGITS));
        if (longest.length() > ImageName.MAX_CHARACTERS) {
            throw new IllegalArgumentException("name and version must make an image name of at most "
                    + ImageName.MAX_CHARACTERS + " characters with a build number of nine digits, but '" + longest
                    + "' has " + longest.length() + "; shorten them");
        }
        return new AmiBuild(new BuildSettings(
                origin,
                checked("name", named),
                checked("version", versioned),
                imageName,
                description,
                based,
                provider,
                Optional.ofNullable(storage),
                compileOptions,
                withEvents(instanceWait, INSTANCE_WAIT),
                proofWait,
                withEvents(imageWait, IMAGE_WAIT),
                progressEvery,
                acceptNoProof,
                onFailure,
                reuse,
                cleanUpOnShutdown,
                deleteStored,
                tags,
                listeners,
                Optional.ofNullable(buildId),
                time == null ? provider.time().orElseGet(Time::system) : time,
                Optional.ofNullable(wakeUps),
                Optional.ofNullable(history),
                Optional.ofNullable(smokeTest),
                Optional.ofNullable(publisher),
                publishWait));
    }

    /** Looks are rare where events tell; what the user has said stays. */
    private WaitPolicy withEvents(WaitPolicy policy, WaitPolicy byDefault) {
        return wakeUps == null || !policy.equals(byDefault) ? policy : policy.every(WakeUps.PAUSE);
    }

    private List<String> missing(@Nullable String named, @Nullable String versioned, @Nullable BaseImage based) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("source(...)", origin != null);
        given.put("name(...)", named != null);
        given.put("version(...)", versioned != null);
        given.put("baseImage(...)", based != null);
        given.put("provider(...)", provider != null);
        return given.entrySet().stream()
                .filter(setting -> !setting.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** EC2's rule for image names, of which name and version are parts. */
    private static String checked(String what, String value) {
        if (!value.matches("[A-Za-z0-9 ()\\[\\]./\\-'@_]{1,100}") || value.isBlank()) {
            throw new IllegalArgumentException(
                    what + " must have 1 to 100 letters, digits, blanks or ()[]./-'@_, but was '" + value + "'");
        }
        return value;
    }

    @Override
    public String toString() {
        List<String> missing = missing(name, version, baseImage);
        return "builder of an image from " + (origin == null ? "nothing" : origin)
                + (missing.isEmpty() ? "" : "; not said here: " + String.join(", ", missing));
    }
}
