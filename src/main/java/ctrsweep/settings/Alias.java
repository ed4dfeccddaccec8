package ctrsweep.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Another name under which files may give a constant, because other systems call it so.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Alias {
    String value();
}
