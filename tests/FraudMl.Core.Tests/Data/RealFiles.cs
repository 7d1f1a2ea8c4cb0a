using Xunit.Abstractions;

namespace FraudMl.Tests;

/// <summary>Real data sets, which the repository does not ship: from FRAUDML_DATA, or shared/data beside the repository.</summary>
internal static class RealFiles
{
    /// <summary>Returns the file's path, or null after saying in the test's output that it is not there.</summary>
    public static string? Find(string name, ITestOutputHelper output)
    {
        string folder = Environment.GetEnvironmentVariable("FRAUDML_DATA") is { Length: > 0 } given ? given : Beside("FraudMl.Sdk.sln");
        string path = Path.Combine(folder, name);
        if (File.Exists(path)) return path;
        output.WriteLine($"Not run: {name} is not there. Name its folder in FRAUDML_DATA.");
        return null;
    }

    private static string Beside(string solution)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, solution))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", "..", "shared", "data");
    }
}
