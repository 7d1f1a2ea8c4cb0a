using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>What the log is told; no contents of a row.</summary>
/// <remarks>One class, since the generator writes several in an order that differs from build to build.</remarks>
internal static partial class ServingLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Serving model {Name}, version {Version}, with {InputCount} inputs")]
    public static partial void LogReady(this ILogger logger, string name, string version, int inputCount);

    [LoggerMessage(Level = LogLevel.Information, Message = "Serving {Next} instead of {Before}")]
    public static partial void LogReplaced(this ILogger logger, object next, object before);

    [LoggerMessage(Level = LogLevel.Information, Message = "The last request of {Before} is answered")]
    public static partial void LogDrained(this ILogger logger, object before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Serving {Previous} again instead of {Left}, which does not come back by polling")]
    public static partial void LogRolledBack(this ILogger logger, string previous, string left);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    public static partial void LogRefused(this ILogger logger, Exception? error, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The source of {Name} can't be read, and what is in service stays until it can: {Problem}")]
    public static partial void LogAway(this ILogger logger, string name, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The source of {Name} answers again")]
    public static partial void LogBack(this ILogger logger, object name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log could not take {Count} transactions: {Reason}")]
    public static partial void LogNotAudited(this ILogger logger, int count, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The audit log ended in {Bytes} bytes of an unfinished record, as a killed process leaves it. They were "
            + "moved from {File} to a file beside it that ends in .torn")]
    public static partial void LogTorn(this ILogger logger, long bytes, string file);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The model {Uri} is of a package without hashes of its files: nobody can tell whether they are those that were written. "
            + "Register it again")]
    public static partial void LogUnknown(this ILogger logger, string uri);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Challenger} can't score rows that the model in service scored")]
    public static partial void LogChallengerFailed(this ILogger logger, Exception failed, string challenger);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The callback {Callback} of the served model '{Served}' failed, {Count} times since that was last said. Requests are "
            + "answered all the same")]
    public static partial void LogCallbackFailed(this ILogger logger, Exception failed, string callback, string served, int count);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Rules answer instead of the model '{Name}': it took longer than {Limit} ms, or failed, {Count} times in a row")]
    public static partial void LogOpened(this ILogger logger, string name, int count, double limit);

    [LoggerMessage(Level = LogLevel.Error, Message = "The model '{Name}' failed. Rules answer the request instead")]
    public static partial void LogModelFailed(this ILogger logger, Exception failed, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model '{Name}' answers again")]
    public static partial void LogClosed(this ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "Transactions could not be recorded in the velocity store: {Problem}")]
    public static partial void LogNotRecorded(this ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "A snapshot of the velocity store {Directory} could not be written: {Problem} Its "
        + "log is kept and grows; make room")]
    public static partial void LogNoSnapshot(this ILogger logger, string directory, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Live metrics could not be logged to MLflow, and will be with the next: {Reason}")]
    public static partial void LogMetricsAway(this ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Labels could not be recorded: {Problem}")]
    public static partial void LogLabelsRefused(this ILogger logger, string problem);
}
