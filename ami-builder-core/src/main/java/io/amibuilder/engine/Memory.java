package io.amibuilder.engine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one process remembers of a build, so that it can be written down and another one can go on with it. The links
 * that were made for the instance are not in it: whoever has one can read what is stored.
 */
public final class Memory {
    private static final String FORMAT = "checkpoint"; // the first name, so that one sees what the text is
    private static final int VERSION = 1;

    String buildId = "";

    @Nullable
    Instant begun;

    /** Whether listeners know that it has begun. */
    boolean announced;

    /** Of the instance and the image. */
    Notebook bake = new Notebook();

    /** The image, once it is available. */
    Step.@Nullable Done baked;

    /** Of the instance that tests the image, while one does. */
    @Nullable
    Notebook test;

    /** Of the places, while it is published. */
    @Nullable
    Notebook publishing;

    private Memory() {}

    /**
     * {@return the memory of a build at which nobody has looked yet}
     *
     * @param buildId the build
     */
    public static Memory of(String buildId) {
        Memory memory = new Memory();
        memory.buildId = buildId;
        return memory;
    }

    /**
     * What {@link #text()} has written.
     *
     * @param checkpoint the text
     * @return the build's memory
     * @throws IllegalArgumentException when it is no such text, or another version's
     */
    public static Memory read(String checkpoint) {
        try {
            Map<?, ?> fields = MemoryReader.parse(checkpoint);
            if (!Integer.valueOf(VERSION).equals(fields.get(FORMAT))) {
                throw new IllegalArgumentException("its format must be " + VERSION + ", but is " + fields.get(FORMAT));
            }
            return MemoryReader.fill(new Memory(), fields);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the checkpoint is damaged, or was made by another version of this library (" + e.getMessage()
                            + "); start() under the build's id goes on from what the cloud shows",
                    e);
        }
    }

    /** All of it, as JSON on one line. */
    String text() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(FORMAT, VERSION);
        fields.putAll(MemoryWriter.fields(this));
        return MemoryWriter.text(fields);
    }

    /** {@return the build} */
    public String buildId() {
        return buildId;
    }
}
