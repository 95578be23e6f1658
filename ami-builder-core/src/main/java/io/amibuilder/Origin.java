package io.amibuilder;

import io.amibuilder.source.AmiSource;
import io.amibuilder.source.SourceMetadata;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Userdata;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a build's user-data comes from. */
sealed interface Origin {
    /** The user-data and what goes with it; closing it removes what this call has made. */
    CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store);

    /** What the source says of itself. */
    default Map<String, String> metadata() {
        return Map.of();
    }

    record Directory(Path directory) implements Origin {
        @Override
        public CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store) {
            try (AmiSource source = AmiSource.read(directory)) {
                return Compilation.of(source, options, store);
            }
        }

        @Override
        public Map<String, String> metadata() {
            return SourceMetadata.read(directory);
        }

        @Override
        public String toString() {
            return "the directory " + directory;
        }
    }

    record Source(AmiSource source) implements Origin {
        @Override
        public CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store) {
            return Compilation.of(source, options, store);
        }

        @Override
        public Map<String, String> metadata() {
            return source.metadata();
        }

        @Override
        public String toString() {
            return "the source " + source.metadata().getOrDefault("NAME", "built in code");
        }
    }

    record Compiled(CompiledAmi compiled) implements Origin {
        @Override
        public CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store) {
            return compiled.borrowed();
        }

        @Override
        public String toString() {
            return "compiled user-data";
        }
    }

    record Foreign(Userdata userdata) implements Origin {
        @Override
        public CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store) {
            return new CompiledAmi(userdata, Optional.empty(), Optional.empty(), Map.of(), List.of(), List.of());
        }

        @Override
        public String toString() {
            return userdata.toString();
        }
    }
}
