using System.Diagnostics;

namespace FraudMl.Reporting.Tests;

/// <summary>Debian's nbformat, where it is installed.</summary>
internal static class Nbformat
{
    /// <summary>Has a notebook validated, where it can be.</summary>
    public static void ShouldBeValid(string notebook)
    {
        if (!File.Exists("/usr/bin/python3") || !Directory.Exists("/usr/lib/python3/dist-packages/nbformat")) return;
        var start = new ProcessStartInfo("/usr/bin/python3",
            ["-W", "error", "-c", "import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))", notebook])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors);
    }
}
