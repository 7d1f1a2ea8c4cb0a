using System.Runtime.InteropServices;

namespace FraudMl.Build;

/// <summary>System libraries and programs that no package brings.</summary>
internal static class Prerequisites
{
    private static readonly (string Library, string Package, string Use)[] Libraries =
        [("libgomp.so.1", "libgomp1", "LightGBM"), ("libxgboost.so.0", "libxgboost0", "XGBoost")];

    private static readonly (string Program, string Package, string Use)[] Programs =
    [
        ("/usr/bin/chromium", "chromium", "The tests of the console"),
        ("/usr/lib/python3/dist-packages/nbformat/__init__.py", "python3-nbformat", "The tests of notebooks"),
        ("/usr/lib/python3/dist-packages/pandas/__init__.py", "python3-pandas", "The test of the notebook's UDF"),
    ];

    /// <summary>Installs what is missing on Debian and Ubuntu as root; elsewhere says what to install.</summary>
    public static void Install()
    {
        if (OperatingSystem.IsMacOS()) Require("libomp.dylib", "LightGBM needs libomp. Install it with: brew install libomp");
        if (!OperatingSystem.IsLinux()) return;
        foreach ((string library, string package, string use) in Libraries)
        {
            if (!IsPresent(library)) Install(library, package, use);
        }

        foreach ((string program, string package, string use) in Programs)
        {
            if (!File.Exists(program)) Install(program, package, use);
        }
    }

    private static void Install(string missing, string package, string use)
    {
        string install = $"apt-get install -y {package}";
        if (!System.Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            Console.WriteLine($"{use} needs {missing}. On Debian and Ubuntu install it with: sudo {install}");
        else if (!AptGet("install", "-y", package) && !(AptGet("update") && AptGet("install", "-y", package)))
            Console.WriteLine($"{use} needs {missing}, and this failed: {install}");
    }

    private static void Require(string library, string advice)
    {
        if (!IsPresent(library)) Console.WriteLine(advice);
    }

    private static bool IsPresent(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint handle)) return false;
        NativeLibrary.Free(handle);
        return true;
    }

    private static bool AptGet(params string[] arguments)
    {
        var command = new Command("apt-get",
            arguments) { Environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" } };
        Console.WriteLine($"> {command}");
        using var process = command.Start(capture: false);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
