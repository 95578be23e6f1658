/**
 * What cloud-init ends up with after merging cloud-config parts: YAML as PyYAML reads it, cloud-init's mergers, JSON
 * patches, archives. Pure; knows no other package.
 *
 * <p>The rules were read from and tried against cloud-init 22.4.2 ({@code user_data.py}, {@code handlers/cloud_config.py},
 * {@code mergers/}), PyYAML 6.0 and jsonpatch 1.32; cloud-init 19.3 to 26.2 merge the same way, but for 19.3, which turns
 * what {@code str(append)} appends into a string first.
 *
 * <pre>{@code
 * ConfigPart all = ConfigPart.of("10_all.cfg", "#cloud-config\npackages: [curl]\n");
 * ConfigPart web = ConfigPart.of("20_web.cfg", "#cloud-config\npackages: [nginx]\n");
 * List<?> last = MergedCloudConfig.of(List.of(all, web)).packages(); // [nginx]
 * List<?> both = MergedCloudConfig.of(List.of(all, web.withMergeType("list(append)+dict(recurse_list)")))
 *         .packages(); // [curl, nginx]
 * }</pre>
 */
@NullMarked
package io.amibuilder.merge;

import org.jspecify.annotations.NullMarked;
