using System.CommandLine;

namespace FraudMl.Tool.Shell;

/// <summary>The options of all commands.</summary>
internal static class CommonOptions
{
    public const string Json = "--json", Verbose = "--verbose", TrackingUri = "--tracking-uri";

    public static IEnumerable<Option> Create() =>
    [
        new Option<bool>(Json) { Recursive = true, Description = "Prints the answer as JSON, and no progress." },
        new Option<string>(TrackingUri)
        {
            Recursive = true, HelpName = "URI",
            Description = "The tracking store: sqlite:///mlflow.db, http(s)://… or databricks. Default: MLFLOW_TRACKING_URI, else "
                + "sqlite:///mlflow.db.",
        },
        new Option<bool>(Verbose) { Recursive = true, Description = "Prints the stack trace of an error." },
    ];
}
