using System.Diagnostics;

namespace FraudMl.Benchmarks;

/// <summary>Runs a peer's Python program with the system's interpreter, where both are there.</summary>
internal static class PythonPeer
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Returns the lines the program printed, or none when it or its packages are missing.</summary>
    public static IReadOnlyList<string> Run(string folder, string program, params string[] arguments)
    {
        string file = Path.Combine(folder, program);
        if (!File.Exists(file) || !File.Exists(Interpreter))
        {
            Console.WriteLine($"(peer {program} not found; figures stand alone)");
            return [];
        }

        var start = new ProcessStartInfo(Interpreter, [file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            Console.WriteLine($"(peer {program} failed; install Debian's python3-sklearn python3-imblearn python3-xgboost "
                + $"python3-pandas: {errors.Result.Trim().Split('\n')[^1]})");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
