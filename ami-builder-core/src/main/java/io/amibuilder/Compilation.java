package io.amibuilder;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.CompiledUserdata;
import io.amibuilder.userdata.Fetch;
import io.amibuilder.userdata.UserdataCompiler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Phase 1: packs the tree, compiles the parts, names the variables. */
final class Compilation {
    private Compilation() {}

    static CompiledAmi of(AmiSource source, CompileOptions options, Optional<ArtifactStore> store) {
        FileTree tree = source.rootfsWithInstall();
        return tree.isEmpty()
                ? withoutRootfs(source, UserdataCompiler.compile(source.parts(), Optional.empty(), options))
                : withRootfs(source, RootfsPackager.pack(tree, options.compression()), options, store);
    }

    private static CompiledAmi withoutRootfs(AmiSource source, CompiledUserdata compiled) {
        return new CompiledAmi(
                compiled.userdata(),
                Optional.empty(),
                Optional.empty(),
                source.variables(),
                compiled.parts(),
                List.of());
    }

    private static CompiledAmi withRootfs(
            AmiSource source, Rootfs rootfs, CompileOptions options, Optional<ArtifactStore> store) {
        boolean stored = false;
        try {
            CompileOptions placed =
                    store.map(to -> options.rootfsLocation(to.locate(rootfs))).orElse(options);
            CompiledUserdata compiled = UserdataCompiler.compile(source.parts(), Optional.of(rootfs), placed);
            stored = compiled.fetchedFrom().isPresent();
            return new CompiledAmi(
                    compiled.userdata(),
                    Optional.of(rootfs).filter(packed -> compiled.fetchedFrom().isPresent()),
                    compiled.fetchedFrom(),
                    variables(source, rootfs, compiled, options),
                    compiled.parts(),
                    rootfs.files());
        } finally {
            if (!stored) {
                rootfs.close(); // it is inside the user-data, or nowhere
            }
        }
    }

    private static Map<String, String> variables(
            AmiSource source, Rootfs rootfs, CompiledUserdata compiled, CompileOptions options) {
        Map<String, String> variables = new LinkedHashMap<>(source.variables());
        compiled.fetchedFrom().ifPresent(from -> {
            if (options.fetch() instanceof Fetch.AwsCli cli) {
                variables.put("AWSREGION", cli.region());
            }
            variables.put("FSS3URL", from.uri());
        });
        variables.put("FSSHA256", rootfs.digest().hex());
        return variables;
    }
}
