package ctrsweep.space;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a sweep searches: a domain for each dotted key, in the order of the spec.
public record Space(Map<String, Domain> domains) {

    public Space {
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    }

    /// How many points there are; empty when a domain is continuous. A space without domains has one point.
    public Optional<BigInteger> size() {
        BigInteger product = BigInteger.ONE;
        for (Domain domain : domains.values()) {
            OptionalLong size = domain.size();
            if (size.isEmpty()) {
                return Optional.empty();
            }
            product = product.multiply(BigInteger.valueOf(size.getAsLong()));
        }
        return Optional.of(product);
    }
}
