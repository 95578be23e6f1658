package io.amibuilder.source;

import io.amibuilder.lint.LintCode;
import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.userdata.UserPart;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects an {@link AmiSource} in code, under the same rules as a directory's. Of two values for the same thing the
 * later one counts. Not safe for use by several threads.
 */
public final class AmiSourceBuilder {
    private final Map<String, UserPart> parts = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Set<LintCode> allowed = EnumSet.noneOf(LintCode.class);
    private FileTree fs = FileTree.empty();
    private Optional<Content> install = Optional.empty();
    private String description = "";

    AmiSourceBuilder() {}

    /**
     * A part, as a file in {@code cloudinit/}.
     *
     * @param name as in {@code 10_packages.cfg}
     * @param text the part, whose first line says its kind
     * @return this builder
     * @throws io.amibuilder.userdata.UnknownPartException when cloud-init would drop it
     */
    public AmiSourceBuilder part(String name, String text) {
        if (name.isEmpty() || name.contains("/")) {
            throw new IllegalArgumentException("a part's name must be a file name, but was '" + name + "'");
        }
        parts.put(name, UserPart.of(name, text));
        return this;
    }

    /**
     * The files for the image, as {@code fs/}.
     *
     * @param tree the files; by default none
     * @return this builder
     */
    public AmiSourceBuilder fs(FileTree tree) {
        fs = tree;
        return this;
    }

    /**
     * What runs on the instance after the files are in place, as {@code script/install.sh}.
     *
     * @param text the script; by default there is none
     * @return this builder
     */
    public AmiSourceBuilder install(String text) {
        install = Optional.of(Content.of(text));
        return this;
    }

    /**
     * A variable, as printed by {@code script/compile.sh}.
     *
     * @param name as in {@code VERSION}
     * @param value what the name stands for
     * @return this builder
     */
    public AmiSourceBuilder variable(String name, String value) {
        variables.put(checked(name, value), value);
        return this;
    }

    /**
     * Metadata, as in {@code ami.env}.
     *
     * @param name as in {@code NAME} or {@code VERSION}
     * @param value what the name stands for
     * @return this builder
     */
    public AmiSourceBuilder metadata(String name, String value) {
        metadata.put(checked(name, value), value);
        return this;
    }

    /**
     * Findings of the linter that are meant as they are.
     *
     * @param codes what the linter calls them; by default none
     * @return this builder
     */
    public AmiSourceBuilder allow(LintCode... codes) {
        allowed.addAll(List.of(codes));
        return this;
    }

    /**
     * The description, as {@code readme.md}.
     *
     * @param text Markdown; by default empty
     * @return this builder
     */
    public AmiSourceBuilder description(String text) {
        description = text;
        return this;
    }

    /**
     * {@return the source of what was given}
     *
     * @throws SourceLayoutException when there is nothing to install
     * @throws ReservedPathException when the tree has files that would not be in the image
     * @throws DuplicatePartException when two cloud-config parts differ only in their extension
     * @throws io.amibuilder.lint.LintException when cloud-init would drop or misread something
     */
    public AmiSource build() {
        if (parts.isEmpty() && fs.isEmpty() && install.isEmpty()) {
            throw new SourceLayoutException(
                    "the source built in code",
                    "must have a part, a file or an install script, but has nothing. Add one");
        }
        return new AmiSource(
                "built in code",
                PartList.of(parts.values(), allowed),
                ReservedPaths.check(fs),
                install,
                new CompileOutput(variables, ""),
                metadata,
                description,
                Optional.empty());
    }

    private static String checked(String name, String value) {
        if (!EnvLines.NAME.matcher(name).matches() || value.matches("(?s).*[\\n\\r\\x00].*")) {
            throw new IllegalArgumentException(
                    "a variable must have a name of letters, digits and '_' that begins with no"
                            + " digit, and a value of one line, but was '" + name + "'");
        }
        return name;
    }

    @Override
    public String toString() {
        return "builder of an AMI source with parts " + parts.keySet() + " and files of " + fs;
    }
}
