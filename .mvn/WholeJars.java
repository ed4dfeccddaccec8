import java.io.File;
import java.io.IOException;
import java.util.zip.ZipFile;

/// Ends with 0 if every given file is a whole jar. The directory of a jar is at its end: one that was cut short has none.
class WholeJars {
    public static void main(String[] args) throws IOException {
        for (String file : args) {
            new ZipFile(new File(file)).close();
        }
    }
}
