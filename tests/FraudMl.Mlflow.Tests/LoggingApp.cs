namespace FraudMl.Mlflow.Tests;

/// <summary>The app that logs a run in a process of its own.</summary>
internal static class LoggingApp
{
    private const string Name = "FraudMl.Mlflow.LoggingApp";

    /// <value>Where it was built; a copy beside the tests would look for the libraries of another framework.</value>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", Name,
        System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), $"{Name}.dll"));
}
