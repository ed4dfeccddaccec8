package ctrsweep.train;

import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which of the engine's operators take the time. The trace opens in Chrome (`chrome://tracing`) or Perfetto.
///
/// @param operators those that took most come first
public record Profile(Path trace, List<Operator> operators) {

    /// @param calls how often it ran
    /// @param millis time in it, without the operators that it calls
    public record Operator(String name, long calls, double millis) {}

    /// Runs something under the engine's profiler.
    ///
    /// @param trace file that gets the trace
    static Profile of(Path trace, Runnable work) throws IOException {
        return of(trace, _ -> false, work);
    }

    /// The same, but for what operators call that are `opaque`.
    static Profile of(Path trace, Predicate<String> opaque, Runnable work) throws IOException {
        Files.createDirectories(trace.toAbsolutePath().getParent());
        JniUtils.startProfile(false, false, false);
        try {
            work.run();
        } finally {
            JniUtils.stopProfile(trace.toString());
        }
        return new Profile(trace, operators(Files.readString(trace), opaque));
    }

    private record Event(String name, double begin, double end, long thread) {}

    private static List<Operator> operators(String trace, Predicate<String> opaque) {
        Map<String, long[]> calls = new HashMap<>();
        Map<String, double[]> micros = new HashMap<>();
        Deque<Event> open = new ArrayDeque<>();
        for (Event event : events(Json.read(trace))) {
            while (!open.isEmpty() && (open.peek().thread != event.thread || open.peek().end <= event.begin)) {
                open.pop();
            }
            if (!open.isEmpty() && opaque.test(open.peek().name)) {
                continue;
            }
            if (!open.isEmpty()) {
                micros.computeIfAbsent(open.peek().name, _ -> new double[1])[0] -= event.end - event.begin;
            }
            micros.computeIfAbsent(event.name, _ -> new double[1])[0] += event.end - event.begin;
            calls.computeIfAbsent(event.name, _ -> new long[1])[0]++;
            open.push(event);
        }
        return calls.entrySet().stream()
                .map(entry -> new Operator(
                        entry.getKey(),
                        entry.getValue()[0],
                        micros.getOrDefault(entry.getKey(), new double[1])[0] / 1e3))
                .sorted(Comparator.comparingDouble(Operator::millis).reversed())
                .toList();
    }

    /// Sorts events by their beginning, an operator before the operators that it calls.
    private static List<Event> events(Value trace) {
        List<Event> events = new ArrayList<>();
        if (trace instanceof Value.Items(List<Value> items)) {
            for (Value item : items) {
                if (item instanceof Value.Fields(Map<String, Value> fields)
                        && fields.containsKey("dur")
                        && fields.containsKey("ts")) {
                    double begin = number(fields.get("ts"));
                    events.add(new Event(
                            String.valueOf(fields.get("name")), begin, begin + number(fields.get("dur")), (long)
                                    number(fields.get("tid"))));
                }
            }
        }
        events.sort(Comparator.comparingLong(Event::thread)
                .thenComparingDouble(Event::begin)
                .thenComparing(Comparator.comparingDouble(Event::end).reversed()));
        return events;
    }

    private static double number(@org.jspecify.annotations.Nullable Value value) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Real(double number) -> number;
            case null, default -> 0;
        };
    }
}
