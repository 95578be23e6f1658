/**
 * The user-data: a multipart container of the user's parts and our own, gzip'd to at most 16,384 bytes. Pure.
 *
 * <pre>{@code
 * UserPart part = UserPart.of("10_packages.cfg", "#cloud-config\npackages: [nginx]\n");
 * CompileOptions options = CompileOptions.defaults().deadMan(Duration.ofMinutes(20));
 * CompiledUserdata compiled = UserdataCompiler.compile(List.of(part), Optional.empty(), options);
 * Userdata userdata = compiled.userdata();
 * System.out.println(userdata.sizeBytes() + " of " + Userdata.MAX_BYTES + " bytes");
 * }</pre>
 */
@NullMarked
package io.amibuilder.userdata;

import org.jspecify.annotations.NullMarked;
