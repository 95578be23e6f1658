package io.amibuilder.userdata;

import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.RootfsLocation;
import java.time.Duration;
import java.util.Optional;

/**
 * Choices for one compilation. Immutable; start from {@link #defaults()}.
 *
 * @param rootfsLocation where a rootfs goes that does not fit in the user-data; default: nowhere, which makes that an error
 * @param fetch how the instance gets it from there; default: {@link Fetch#link()}
 * @param deadMan after this long the instance gives up and powers off; whole seconds count; default 60 minutes
 * @param keepHostKeys whether the SSH host keys stay in the image; default no
 * @param keepAuthorizedKeys whether {@code authorized_keys} of root and of the homes in /home stay; default no
 * @param keepLogs whether the logs stay in the image; default no
 * @param failFastRuncmd whether the first failing {@code runcmd} command fails the build; default yes
 * @param report whether the instance uploads the end of its log and its last word, to a link that is filled in later by
 *     {@link Userdata#bindReport}; default no
 * @param compression how a rootfs is compressed that does not fit in the user-data; default {@link Compression#GZIP}
 */
public record CompileOptions(
        Optional<RootfsLocation> rootfsLocation,
        Fetch fetch,
        Duration deadMan,
        boolean keepHostKeys,
        boolean keepAuthorizedKeys,
        boolean keepLogs,
        boolean failFastRuncmd,
        boolean report,
        Compression compression) {
    private static final Duration DEFAULT_DEAD_MAN = Duration.ofMinutes(60);
    private static final CompileOptions DEFAULTS = new CompileOptions(
            Optional.empty(), Fetch.link(), DEFAULT_DEAD_MAN, false, false, false, true, false, Compression.GZIP);

    /**
     * Checks the time limit.
     *
     * @param rootfsLocation where a rootfs goes that does not fit in the user-data
     * @param fetch how the instance gets it from there
     * @param deadMan after this long the instance gives up and powers off
     * @param keepHostKeys whether the SSH host keys stay in the image
     * @param keepAuthorizedKeys whether {@code authorized_keys} of root and of the homes in /home stay
     * @param keepLogs whether the logs stay in the image
     * @param failFastRuncmd whether the first failing {@code runcmd} command fails the build
     * @param report whether the instance uploads the end of its log and its last word, to a link that is filled in
     *     later by {@link Userdata#bindReport}
     * @param compression how a rootfs is compressed that does not fit in the user-data
     * @throws IllegalArgumentException when {@code deadMan} is less than a second or more than 30 days
     */
    public CompileOptions {
        if (deadMan.toSeconds() < 1 || deadMan.toDays() > 30) {
            throw new IllegalArgumentException(
                    "the dead-man limit must be between 1 second and 30 days, but was " + deadMan);
        }
    }

    /** {@return the defaults, as documented above} */
    public static CompileOptions defaults() {
        return DEFAULTS;
    }

    /**
     * {@return the same with a place for a large rootfs: exact, or a prefix to which its digest is added}
     *
     * @param location where it goes
     */
    public CompileOptions rootfsLocation(RootfsLocation location) {
        return new CompileOptions(
                Optional.of(location),
                fetch,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                report,
                compression);
    }

    /**
     * {@return the same with another way to get a large rootfs}
     *
     * @param way how the instance gets it
     */
    public CompileOptions fetch(Fetch way) {
        return new CompileOptions(
                rootfsLocation,
                way,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                report,
                compression);
    }

    /**
     * {@return the same with another time limit}
     *
     * @param limit a second to 30 days; whole seconds count
     */
    public CompileOptions deadMan(Duration limit) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                limit,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                report,
                compression);
    }

    /**
     * {@return the same, keeping the SSH host keys or not}
     *
     * @param keep whether they stay in the image
     */
    public CompileOptions keepHostKeys(boolean keep) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                deadMan,
                keep,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                report,
                compression);
    }

    /**
     * {@return the same, keeping authorized keys or not}
     *
     * @param keep whether they stay in the image
     */
    public CompileOptions keepAuthorizedKeys(boolean keep) {
        return new CompileOptions(
                rootfsLocation, fetch, deadMan, keepHostKeys, keep, keepLogs, failFastRuncmd, report, compression);
    }

    /**
     * {@return the same, keeping the logs or not}
     *
     * @param keep whether they stay in the image
     */
    public CompileOptions keepLogs(boolean keep) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keep,
                failFastRuncmd,
                report,
                compression);
    }

    /**
     * {@return the same, with failing {@code runcmd} commands failing the build or not}
     *
     * @param failFast whether the first failing command fails the build
     */
    public CompileOptions failFastRuncmd(boolean failFast) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFast,
                report,
                compression);
    }

    /**
     * {@return the same, with a report by a second channel or not} The report is what {@link
     * io.amibuilder.guest.GuestReport#read} reads: up to 256 KiB of cloud-init-output.log, the steps and the last word,
     * on success and on failure, uploaded by HTTP PUT before the last word is said on the console. An upload that fails
     * is given up after a minute and changes nothing else. It costs about 2,000 bytes of user-data, most of them room
     * for the link.
     *
     * @param upload whether the instance uploads its report
     */
    public CompileOptions report(boolean upload) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                upload,
                compression);
    }

    /**
     * {@return the same with another compression of a rootfs that does not fit in the user-data} Zstandard needs a
     * program in the base image and a library here, see {@link Compression#ZSTANDARD}.
     *
     * @param way how it is compressed
     */
    public CompileOptions compression(Compression way) {
        return new CompileOptions(
                rootfsLocation,
                fetch,
                deadMan,
                keepHostKeys,
                keepAuthorizedKeys,
                keepLogs,
                failFastRuncmd,
                report,
                way);
    }
}
