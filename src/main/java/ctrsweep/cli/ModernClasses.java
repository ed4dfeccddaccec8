package ctrsweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Converts a library's classes to the present class file format. picocli's classes have the format of Java 5,
/// without stack maps: the JVM verifies such classes slowly and does not put them into an AOT cache.
final class ModernClasses {
    private static final String CLASS = ".class";

    private ModernClasses() {}

    /// @param copy gets the classes of the jar, without its other files
    static void write(Path library, Path copy) throws IOException {
        try (JarFile jar = new JarFile(library.toFile());
                OutputStream out = Files.newOutputStream(copy);
                JarOutputStream classes = new JarOutputStream(out)) {
            ClassFile files = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(hierarchy(jar).orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(CLASS) && !entry.getName().startsWith("META-INF/")) {
                    classes.putNextEntry(new JarEntry(entry.getName()));
                    classes.write(modern(files, bytes(jar, entry.getName())));
                    classes.closeEntry();
                }
            }
        }
    }

    private static byte[] modern(ClassFile files, byte[] old) {
        ClassTransform everyMethodAnew = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return files.transformClass(
                files.parse(old),
                everyMethodAnew
                        .andThen(ClassTransform.dropping(element -> element instanceof ClassFileVersion))
                        .andThen(ClassTransform.endHandler(
                                file -> file.withVersion(ClassFile.latestMajorVersion(), 0))));
    }

    /// Stack maps depend on the class hierarchy.
    private static ClassHierarchyResolver hierarchy(JarFile jar) {
        return ClassHierarchyResolver.ofResourceParsing(described -> {
            String descriptor = described.descriptorString();
            String name = descriptor.substring(1, descriptor.length() - 1) + CLASS;
            try {
                return jar.getJarEntry(name) == null ? null : jar.getInputStream(jar.getJarEntry(name));
            } catch (IOException unreadable) {
                return null;
            }
        });
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return in.readAllBytes();
        }
    }
}
