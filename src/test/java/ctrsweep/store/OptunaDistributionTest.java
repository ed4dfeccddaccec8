package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.KeptSpec;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The JSON is Optuna 5.0.0's own, but for the order of its keys and spaces.
class OptunaDistributionTest {

    private static OptunaDistribution of(String domain, Value... seen) {
        Domain known = KeptSpec.space("parameters: {training.lr: " + domain + "}")
                .domains()
                .get("training.lr");
        return OptunaDistribution.of(Optional.ofNullable(known), List.of(seen));
    }

    private static OptunaDistribution whole(String domain, Value... seen) {
        Domain known = KeptSpec.space("parameters: {training.batch_size: " + domain + "}")
                .domains()
                .get("training.batch_size");
        return OptunaDistribution.of(Optional.ofNullable(known), List.of(seen));
    }

    private static Value real(double number) {
        return new Value.Real(number);
    }

    @Test
    void anIntervalIsWhatTheSpecSays() {
        assertThat(of("{min: 1e-4, max: 0.1, scale: log}", real(0.01)).json()).isEqualTo("""
                        {"attributes":{"high":0.1,"log":true,"low":1.0E-4},"name":"FloatDistribution"}""");
        assertThat(whole("{min: 16, max: 64}", new Value.Int(20)).json()).isEqualTo("""
                        {"attributes":{"high":64,"log":false,"low":16},"name":"IntDistribution"}""");
        assertThat(whole("{min: 16, max: 64, scale: log}", new Value.Int(20)).json())
                .isEqualTo("""
                        {"attributes":{"high":64,"log":true,"low":16},"name":"IntDistribution"}""");
    }

    /// 0.1, 0.3 and 0.5: Optuna would warn of a highest value 0.6 that no step reaches.
    @Test
    void aStepReachesTheHighestValue() {
        assertThat(of("{min: 0.1, max: 0.6, step: 0.2}", real(0.3), real(0.5)).json())
                .isEqualTo("""
                        {"attributes":{"high":0.5,"log":false,"low":0.1,"step":0.2},"name":"FloatDistribution"}""");
    }

    @Test
    void anIntervalIsWidenedByValuesOfEarlierRevisions() {
        assertThat(of("{min: 0.1, max: 0.5, step: 0.2}", real(0.3), real(0.05)).json())
                .isEqualTo("""
                        {"attributes":{"high":0.5,"log":false,"low":0.05},"name":"FloatDistribution"}""");
        assertThat(whole("{min: 16, max: 64, scale: log}", new Value.Int(2048)).json())
                .isEqualTo("""
                        {"attributes":{"high":2048,"log":true,"low":16},"name":"IntDistribution"}""");
        assertThat(of("{min: 0.1, max: 0.5, step: 0.2}", real(0.2)).json())
                .as("between two steps")
                .isEqualTo("""
                        {"attributes":{"high":0.5,"log":false,"low":0.1},"name":"FloatDistribution"}""");
    }

    @Test
    void aListedValueIsKeptAsItsPlace() {
        OptunaDistribution listed = of("{values: [0.1, 0.01]}", real(0.01), real(0.5));
        assertThat(listed.json()).isEqualTo("""
                        {"attributes":{"choices":[0.1,0.01,0.5]},"name":"CategoricalDistribution"}""");
        assertThat(listed.stored(real(0.01))).isEqualTo(1);
        assertThat(listed.stored(real(0.5))).isEqualTo(2);
        Domain words = KeptSpec.space("parameters: {dnn.activation: {values: [tanh, relu]}}")
                .domains()
                .get("dnn.activation");
        assertThat(OptunaDistribution.of(Optional.ofNullable(words), List.of(new Value.Text("relu")))
                        .json())
                .isEqualTo("""
                        {"attributes":{"choices":["tanh","relu"]},"name":"CategoricalDistribution"}""");
    }

    @Test
    void whatIsNoNumberIsACategory() {
        Value list = new Value.Items(List.of(new Value.Int(8), new Value.Int(4)));
        assertThat(of("{min: 0.1, max: 0.5}", new Value.Text("a\"b"), new Value.Bool(true), list)
                        .json())
                .isEqualTo("""
                        {"attributes":{"choices":["a\\"b",true,"[8,4]"]},"name":"CategoricalDistribution"}""");
    }

    @Test
    void whatTheSpecDoesNotTellIsTheRangeOfWhatWasSeen() {
        assertThat(of("nonsense: [", new Value.Int(3), new Value.Int(1)).json()).isEqualTo("""
                        {"attributes":{"high":3,"log":false,"low":1},"name":"IntDistribution"}""");
        assertThat(of("nonsense: [", real(0.5), new Value.Int(1)).json()).isEqualTo("""
                        {"attributes":{"high":1.0,"log":false,"low":0.5},"name":"FloatDistribution"}""");
    }
}
