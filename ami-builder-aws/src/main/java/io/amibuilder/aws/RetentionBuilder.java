package io.amibuilder.aws;

import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Describes a {@link Retention}. Not safe for use by several threads. */
public final class RetentionBuilder {
    private final AwsCloudProvider provider;
    private Optional<String> name = Optional.empty();
    private Optional<Integer> keepLast = Optional.empty();
    private Duration keepYoungerThan = Duration.ZERO;
    private List<String> parametersUnder = List.of();
    private boolean everyLaunchTemplateVersion;
    private Time time = Time.system();

    RetentionBuilder(AwsCloudProvider provider) {
        this.provider = provider;
    }

    /**
     * The family: the {@code Name} tag that a build gives to its images. Needed.
     *
     * @param family as in {@code web}
     * @return this builder
     */
    public RetentionBuilder name(String family) {
        name = Optional.of(family);
        return this;
    }

    /**
     * How many available images stay whatever becomes of the others: those that were made last, whatever their
     * versions. Needed; at least 1.
     *
     * @param images how many
     * @return this builder
     */
    public RetentionBuilder keepLast(int images) {
        keepLast = Optional.of(images);
        return this;
    }

    /**
     * What was made less than this long ago stays, too; by default {@link Duration#ZERO}, so that age keeps nothing.
     *
     * @param age zero or more
     * @return this builder
     */
    public RetentionBuilder keepYoungerThan(Duration age) {
        keepYoungerThan = age;
        return this;
    }

    /**
     * Paths in the parameter store, as in {@code /ami}, below which every parameter is read, however deep: what one of
     * them names stays. By default none, because parameters of the data type {@code aws:ec2:image} are looked at
     * anyway. One request for every ten parameters, and the permission {@code ssm:GetParametersByPath}. Replaces those
     * given.
     *
     * @param paths all of them; each begins with a slash
     * @return this builder
     */
    public RetentionBuilder parametersUnder(String... paths) {
        parametersUnder = Arrays.stream(paths)
                .map(path -> path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .toList();
        return this;
    }

    /**
     * Whether every version of a launch template keeps its image; by default false, so that only the default and the
     * latest version do. For those who pin a version's number, in an Auto Scaling group for example. One request at
     * least for each launch template, and the permission {@code ec2:DescribeLaunchTemplates}.
     *
     * @param counts whether every version does
     * @return this builder
     */
    public RetentionBuilder everyLaunchTemplateVersion(boolean counts) {
        everyLaunchTemplateVersion = counts;
        return this;
    }

    /**
     * Tells what is young; by default the computer's clock.
     *
     * @param clock gives the present moment
     * @return this builder
     */
    public RetentionBuilder time(Time clock) {
        time = clock;
        return this;
    }

    /**
     * {@return the retention} Asks AWS nothing.
     *
     * @throws AwsSettingsException that names everything missing or malformed
     */
    public Retention build() {
        requireWellFormed();
        return new Retention(
                provider,
                new RetentionRules(name.orElseThrow(), keepLast.orElseThrow(), keepYoungerThan),
                new ImageUse(provider.connection(), everyLaunchTemplateVersion, parametersUnder),
                time);
    }

    private void requireWellFormed() {
        List<String> problems = new ArrayList<>();
        if (name.filter(family -> !family.isBlank()).isEmpty()) {
            problems.add("name(...) must be the Name tag of the images, and not blank");
        }
        if (keepLast.filter(images -> images >= 1).isEmpty()) {
            problems.add("keepLast(...) must be at least 1 image, because the last one of a name is never removed, but "
                    + keepLast.map(images -> "was " + images).orElse("was not given"));
        }
        if (keepYoungerThan.isNegative()) {
            problems.add("keepYoungerThan(...) must not be negative, but was " + keepYoungerThan);
        }
        parametersUnder.stream()
                .filter(path -> !path.startsWith("/"))
                .forEach(path -> problems.add(
                        "parametersUnder(...) must be paths that begin with '/', but one was '" + path + "'"));
        if (!problems.isEmpty()) {
            throw new AwsSettingsException("Retention:", problems);
        }
    }

    @Override
    public String toString() {
        return "builder of a retention" + name.map(family -> " of " + family).orElse("");
    }
}
