using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FraudMl;

/// <summary>What the log is told: groups of the API, statuses and states, names of tables and folders; never an
/// address, a token or a value.</summary>
/// <remarks>One class in one file, since the generator writes several in an order that differs from build to build.</remarks>
internal static partial class DatabricksLog
{
    public static ILogger Of(ILoggerFactory? factory) => factory?.CreateLogger("FraudMl.Databricks") ?? NullLogger.Instance;

    [LoggerMessage(1, LogLevel.Warning, "{Method} {Group} is tried again in {Delay} ({Outcome}).")]
    public static partial void Retrying(ILogger logger, string method, string group, TimeSpan delay, string outcome);

    [LoggerMessage(2, LogLevel.Information, "Warehouse {Warehouse} is {State}; statement {Statement} waits for it.")]
    public static partial void Waiting(ILogger logger, string warehouse, string state, string statement);

    [LoggerMessage(3, LogLevel.Warning, "Renewing the token by {Kind} failed ({Error}); the one that is there is used while it lasts.")]
    public static partial void NotRenewed(ILogger logger, string kind, string error);

    [LoggerMessage(4, LogLevel.Warning, "Statement {Statement} could not be cancelled ({Error}).")]
    public static partial void NotCancelled(ILogger logger, string statement, string error);

    [LoggerMessage(5, LogLevel.Warning, "The staged files in {Folder} could not be removed ({Error}).")]
    public static partial void NotRemoved(ILogger logger, string folder, string error);

    [LoggerMessage(6, LogLevel.Warning, "Another statement wrote to {Table} at the same time; the rows are copied again.")]
    public static partial void Conflict(ILogger logger, string table);

    [LoggerMessage(7, LogLevel.Warning, "The tag {Tag} of version {Version} of {Model} could not be removed ({Error}): registered again, "
        + "the same model gets this version again. Remove the tag to register it as another version.")]
    public static partial void KeyNotRemoved(ILogger logger, string tag, string version, string model, string error);

    [LoggerMessage(20, LogLevel.Information, "Endpoint {Endpoint}: {Stage}. {Detail}")]
    public static partial void Deploying(ILogger logger, string endpoint, string stage, string detail);

    [LoggerMessage(21, LogLevel.Information, "Run {Run} is {State}.")]
    public static partial void Running(ILogger logger, long run, string state);

    [LoggerMessage(22, LogLevel.Warning, "Run {Run} could not be cancelled ({Error}).")]
    public static partial void RunNotCancelled(ILogger logger, long? run, string error);
}
