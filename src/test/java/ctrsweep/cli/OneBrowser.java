package ctrsweep.cli;

import ctrsweep.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives all tests that ask for one the same browser, which takes seconds to start.
final class OneBrowser implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(OneBrowser.class))
                .getOrComputeIfAbsent(Open.class, _ -> Open.now(), Open.class)
                .browser;
    }

    /// Closed with the last test.
    private record Open(Browser browser, Path profile) implements AutoCloseable {
        static Open now() {
            try {
                Path profile = Files.createTempDirectory("browser");
                return new Open(Browser.open(profile), profile);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            browser.close();
            FileTree.delete(profile);
        }
    }
}
