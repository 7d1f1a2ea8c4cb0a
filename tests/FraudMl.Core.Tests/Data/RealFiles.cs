namespace FraudMl.Tests;

/// <summary>Real data sets, which the repository does not ship: from FRAUDML_DATA, or shared/data beside the repository.</summary>
internal static class RealFiles
{
    /// <summary>Returns the file's path; null where it is not there.</summary>
    public static string? PathOf(string name)
    {
        string folder = Environment.GetEnvironmentVariable("FRAUDML_DATA") is { Length: > 0 } given ? given : Beside("FraudMl.Sdk.sln");
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    private static string Beside(string solution)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, solution))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? "", "..", "shared", "data");
    }
}

/// <summary>A test on a real data set; skipped, saying so, when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealFileFactAttribute : FactAttribute
{
    public RealFileFactAttribute(string name)
    {
        if (RealFiles.PathOf(name) is null)
            Skip = $"{name} is in neither the folder named by FRAUDML_DATA nor ../shared/data beside the repository.";
    }
}
