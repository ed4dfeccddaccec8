package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.CommandTemplate.Mistake;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandTemplateTest {
    private static final List<String> PARAMETERS = List.of("training.lr", "sgd.momentum", "dnn.units");

    private static List<String> filled(Map<String, Value> values, String... command) {
        return CommandTemplate.of(Program.of(List.of(command))).filled(name -> Optional.ofNullable(values.get(name)));
    }

    private static List<Mistake> mistakes(String... command) {
        return CommandTemplate.mistakes(List.of(command), PARAMETERS);
    }

    @Test
    void aValueIsWhatTheTablesShowAndAListIsJson() {
        Map<String, Value> values = Map.of(
                "i", new Value.Int(-3),
                "r", new Value.Real(1e-7),
                "b", new Value.Bool(false),
                "t", new Value.Text("{i}"),
                "l", new Value.Items(List.of(new Value.Text("a b"), new Value.Real(0.5))));
        assertThat(filled(values, "run", "{i}", "{r}", "{b}", "{t}", "{l}", "x{i}y{i}", ""))
                .containsExactly("run", "-3", "1.0E-7", "false", "{i}", "[\"a b\",0.5]", "x-3y-3", "");
    }

    @Test
    void doubledBracesAreBraces() {
        Map<String, Value> values = Map.of("a", new Value.Int(1));
        assertThat(filled(values, "run", "{{a}}", "{{{a}}}", "{{}}", "}}{{"))
                .containsExactly("run", "{a}", "{1}", "{}", "}{");
    }

    @Test
    void whatTakesNoPartIsLeftOutWithTheOptionBeforeIt() {
        assertThat(filled(
                        Map.of(), "run", "--m", "{m}", "--v", "--m={m}", "-m", "{m}", "x", "{m}", "-1", "{m}", "--a=b",
                        "{m}"))
                .containsExactly("run", "--v", "x", "-1", "--a=b");
        assertThat(filled(Map.of(), "run", "{m}", "{m}")).containsExactly("run");
    }

    @Test
    void theProgramItselfCannotBeLeftOut() {
        assertThatThrownBy(() -> filled(Map.of(), "./{m}", "x"))
                .hasMessage("the program to run is ./{m}, which takes no part in this trial");
    }

    @Test
    void aRightCommandHasNoMistakes() {
        assertThat(mistakes("python3", "--lr={training.lr}", "{seed}", "{trial}", "{folder}", "{{x}}"))
                .isEmpty();
    }

    @Test
    void allMistakesAreToldWithTheirArgumentAndTheNearestName() {
        assertThat(mistakes("python3", "--lr={training.lrr}", "{lr}", "a{", "}b", "{}"))
                .containsExactly(
                        new Mistake(
                                1,
                                "--lr={training.lrr} asks for {training.lrr}, but there is no such parameter;"
                                        + " did you mean training.lr?; a brace itself is written {{ or }}"),
                        new Mistake(
                                2,
                                "{lr} asks for {lr}, but there is no such parameter; there are training.lr,"
                                        + " sgd.momentum, dnn.units, seed, trial, folder; a brace itself is written {{ or }}"),
                        new Mistake(3, "a{ has a { without its }; a brace itself is written {{"),
                        new Mistake(4, "}b has a } without its {; a brace itself is written }}"),
                        new Mistake(
                                5,
                                "{} asks for {}, but there is no such parameter; there are training.lr,"
                                        + " sgd.momentum, dnn.units, seed, trial, folder; a brace itself is written {{ or }}"));
    }

    @Test
    void aCommandNeedsAProgram() {
        Mistake none = new Mistake(0, "needs a program to run, as [python3, train.py]");
        assertThat(CommandTemplate.mistakes(List.of(), PARAMETERS)).containsExactly(none);
        assertThat(mistakes(" ", "x")).containsExactly(none);
    }
}
