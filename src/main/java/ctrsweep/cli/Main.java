package ctrsweep.cli;

import ctrsweep.cli.database.DbCommand;
import ctrsweep.cli.database.DeleteCommand;
import ctrsweep.cli.database.DoctorCommand;
import ctrsweep.cli.database.ImportCommand;
import ctrsweep.cli.database.RenameCommand;
import ctrsweep.cli.database.TagCommand;
import ctrsweep.cli.launch.SparkPlace;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.TerminalWidth;
import ctrsweep.cli.text.WatchedStream;
import ctrsweep.config.ConfigException;
import ctrsweep.data.DataException;
import ctrsweep.data.DataPlaces;
import ctrsweep.files.FileProblem;
import ctrsweep.report.Escaped;
import ctrsweep.report.NoSuchColumn;
import ctrsweep.report.terminal.TerminalStyle;
import ctrsweep.space.ConditionException;
import ctrsweep.spark.SparkProblem;
import ctrsweep.sweep.DeviceLostException;
import ctrsweep.sweep.IncomparableException;
import ctrsweep.sweep.ResultsException;
import ctrsweep.text.CalledAs;
import ctrsweep.text.NearestName;
import ctrsweep.train.Devices;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line of ctrsweep.
public final class Main {
    private static final Map<String, Function<ConsoleEnvironment, Object>> COMMANDS = commands();

    private Main() {}

    public static void main(String[] args) {
        WatchedStream watched = new WatchedStream(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(new BufferedOutputStream(watched), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err);
        out.flush();
        System.exit(watched.problem().map(problem -> cutShort(problem, err)).orElse(code));
    }

    private static int run(String[] args, PrintStream out, PrintStream err) {
        ConsoleEnvironment console;
        try {
            console = console(args, out, err);
        } catch (CommandFailure noProject) {
            return report(noProject, err);
        }
        unpackEngineInto(console.places().engine());
        return run(args, console);
    }

    /// Tells DJL, unless the person has, or this user cannot write there: DJL then takes the temporary folder.
    private static void unpackEngineInto(Path folder) {
        Optional<Path> existing = Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(Files::exists)
                .findFirst();
        if (existing.filter(Files::isWritable).isPresent()
                && Stream.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR").allMatch(name -> System.getenv(name) == null)) {
            System.setProperty("ENGINE_CACHE_DIR", folder.toString());
        }
    }

    /// The console and environment of this process.
    ///
    /// @param args the words of the command line
    /// @throws CommandFailure if there is no such project
    static ConsoleEnvironment console(String[] args, PrintStream out, PrintStream err) {
        Map<String, String> environment = System.getenv();
        Project project = Project.find(
                args, environment, System.getProperties(), Path.of("").toAbsolutePath());
        return new ConsoleEnvironment(
                out,
                err,
                TerminalWidth.of(environment),
                TerminalStyle.of(charset(), TerminalWidth.isTerminal(), environment),
                project.database(environment),
                ZoneId.systemDefault(),
                project.folder(),
                project.outputs(environment),
                DataPlaces.of(environment, System.getProperties()).in(project.shown()),
                isInteractive(environment));
    }

    /// The character set of the terminal, or else of the locale.
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }

    /// A reader such as `head` closes the pipe when it has enough: that needs no message.
    private static int cutShort(IOException problem, PrintStream err) {
        String reason = FileProblem.of(problem);
        if (!reason.equalsIgnoreCase("broken pipe")) {
            err.println("sweep: standard output cannot be written: " + reason);
        }
        return ExitCodes.ERROR;
    }

    private static boolean isInteractive(Map<String, String> environment) {
        return TerminalWidth.isTerminal()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    static int run(String[] args, ConsoleEnvironment console) {
        return commandLine(args, console).execute(args);
    }

    /// Runs a launch in one of Spark's processes.
    ///
    /// @param told each line of the error that ended it
    static int run(String[] args, ConsoleEnvironment console, SparkPlace place, Consumer<String> told) {
        CommandLine commands = new CommandLine(new SweepCommand()).addSubcommand(new LaunchCommand(console, place));
        return configured(commands, console)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    lines(problem).forEach(told);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
    }

    /// Commands, in the order of the help.
    private static Map<String, Function<ConsoleEnvironment, Object>> commands() {
        Map<String, Function<ConsoleEnvironment, Object>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand::new);
        commands.put("launch", LaunchCommand::new);
        commands.put("work", WorkCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("evaluate", EvaluateCommand::new);
        commands.put("predict", PredictCommand::new);
        commands.put("retrain", RetrainCommand::new);
        commands.put("data", DataCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("best", BestCommand::new);
        commands.put("trials", TrialsCommand::new);
        commands.put("leaderboard", LeaderboardCommand::new);
        commands.put("importance", ImportanceCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("tail", TailCommand::new);
        commands.put("logs", LogsCommand::new);
        commands.put("workers", WorkersCommand::new);
        commands.put("db", DbCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("import-config", ImportConfigCommand::new);
        commands.put("rename", RenameCommand::new);
        commands.put("tag", TagCommand::new);
        commands.put("delete", DeleteCommand::new);
        commands.put("completion", here -> new CompletionCommand(here, () -> commandLine(new String[0], here)));
        commands.put("schema", SchemaCommand::new);
        commands.put("python", PythonCommand::new);
        commands.put("bench", BenchCommand::new);
        commands.put("doctor", DoctorCommand::new);
        return Collections.unmodifiableMap(commands);
    }

    static CommandLine commandLine(String[] args, ConsoleEnvironment console) {
        CommandLine commands = new CommandLine(new SweepCommand());
        wanted(args)
                .forEach(name -> commands.addSubcommand(
                        Objects.requireNonNull(COMMANDS.get(name)).apply(console)));
        commands.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .versionProvider(new Version()));
        return configured(commands, console);
    }

    private static CommandLine configured(CommandLine commands, ConsoleEnvironment console) {
        callAs(commands);
        return commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(console.interactive() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setParameterExceptionHandler((problem, arguments) -> usage(problem, console.err()))
                .setExecutionExceptionHandler((problem, command, parsed) -> report(problem, console.err()));
    }

    private static void callAs(CommandLine command) {
        UsageMessageSpec help = command.getCommandSpec().usageMessage();
        help.footer(Arrays.stream(help.footer()).map(CalledAs::in).toArray(String[]::new));
        command.getSubcommands().values().forEach(Main::callAs);
    }

    /// Only the command that is named first, if one is: building all of them would take a tenth of a query's
    /// time.
    private static Collection<String> wanted(String[] args) {
        return args.length > 0 && COMMANDS.containsKey(args[0]) ? List.of(args[0]) : COMMANDS.keySet();
    }

    private static int usage(ParameterException problem, PrintStream err) {
        CommandLine command = problem.getCommandLine();
        err.println("sweep: " + Escaped.of(message(problem, command)));
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException problem, CommandLine command) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(problem.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        if (unmatched.isUnknownOption()) {
            return "no such option: " + word
                    + NearestName.hint(
                            word, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? "one word too many: " + word
                : "no such command: " + word
                        + NearestName.hint(word, command.getSubcommands().keySet());
    }

    private static int report(Exception problem, PrintStream err) {
        lines(problem).forEach(line -> print(line, err));
        return CommandLine.ExitCode.SOFTWARE;
    }

    static void print(String problem, PrintStream err) {
        err.println("sweep: "
                + CalledAs.in(problem.lines()
                        .map(Escaped::of)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("")));
    }

    /// Expected problems are told in their own words; others also name the place in the program.
    private static List<String> lines(Exception problem) {
        return switch (problem) {
            case ConfigException config -> config.problems();
            case DataException data -> List.of(data.getMessage());
            case ResultsException store -> List.of(store.getMessage());
            case ConditionException condition -> List.of(condition.getMessage());
            case IncomparableException different -> List.of(different.getMessage());
            case DeviceLostException lost -> List.of(lost.getMessage());
            case CommandFailure failure -> List.of(failure.getMessage());
            case SparkProblem spark -> List.of(spark.getMessage());
            case Devices.Unusable device -> List.of(device.getMessage());
            case NoSuchColumn column -> List.of(column.getMessage());
            case UncheckedIOException io -> List.of(io.getMessage());
            default -> List.of("internal error: " + problem + place(problem));
        };
    }

    private static String place(Exception problem) {
        for (StackTraceElement frame : problem.getStackTrace()) {
            if (frame.getClassName().startsWith("ctrsweep.")) {
                return " at " + frame;
            }
        }
        return "";
    }
}
