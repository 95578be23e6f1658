/**
 * Finds, while compiling, what cloud-init would drop, misread or reorder in silence. Everything is decided from the text of
 * the user's parts: nothing is run and nothing is read but what is handed in. Knows parts, and nothing above them.
 *
 * <pre>{@code
 * UserPart part = UserPart.of("10_packages.cfg", "#cloud-config\npackage: [nginx]\n");
 * List<LintFinding> findings = Linter.lint(List.of(part), Set.of());
 * findings.forEach(System.out::println); // cloud-init knows no key 'package', and would say nothing
 * }</pre>
 */
@NullMarked
package io.amibuilder.lint;

import org.jspecify.annotations.NullMarked;
