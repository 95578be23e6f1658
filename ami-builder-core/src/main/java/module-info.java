/** Compiles a source directory into cloud-init user-data and drives the bake of a machine image. */
@SuppressWarnings("module") // the AWS module is compiled later
module io.amibuilder {
    requires transitive static org.jspecify;
    requires org.apache.commons.compress;
    requires org.snakeyaml.engine;
    requires org.slf4j;
    requires static com.github.luben.zstd_jni;
    requires org.tukaani.xz;
    requires jdk.httpserver;

    exports io.amibuilder;
    exports io.amibuilder.cloud;
    exports io.amibuilder.error;
    exports io.amibuilder.event;
    exports io.amibuilder.guest;
    exports io.amibuilder.json to
            io.amibuilder.aws;
    exports io.amibuilder.lint;
    exports io.amibuilder.local;
    exports io.amibuilder.merge;
    exports io.amibuilder.publish;
    exports io.amibuilder.rootfs;
    exports io.amibuilder.source;
    exports io.amibuilder.storage;
    exports io.amibuilder.sweep;
    exports io.amibuilder.testing;
    exports io.amibuilder.userdata;
    exports io.amibuilder.wait;
}
