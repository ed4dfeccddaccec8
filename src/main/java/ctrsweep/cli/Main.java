package ctrsweep.cli;

/// The command line of ctrsweep.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("ctrsweep");
    }
}
