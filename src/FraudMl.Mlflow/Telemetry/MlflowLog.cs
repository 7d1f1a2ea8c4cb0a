using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FraudMl.Mlflow;

/// <summary>
/// What the client tells the log: codes, statuses and ids, never a message of the server or a value of a run, which could quote data or
/// secrets.
/// </summary>
internal static partial class MlflowLog
{
    public static ILogger Of(ILoggerFactory? factory) => factory?.CreateLogger(MlflowTelemetry.Name) ?? NullLogger.Instance;

    [LoggerMessage(1, LogLevel.Warning, "The store gave no answer to run {RunId} ({ErrorCode}, {Status}). What is logged waits on disk "
        + "and is sent when the store answers.")]
    public static partial void StoreAway(ILogger logger, string runId, string errorCode, int status);

    [LoggerMessage(2, LogLevel.Information, "The store answers run {RunId} again.")]
    public static partial void StoreBack(ILogger logger, string runId);

    [LoggerMessage(3, LogLevel.Warning, "The store refused {Count} values of run {RunId} ({ErrorCode}, {Status}).")]
    public static partial void Refused(ILogger logger, string runId, int count, string errorCode, int status);

    [LoggerMessage(4, LogLevel.Error, "What was logged to run {RunId} can't be delivered any more ({Error}).")]
    public static partial void DeliveryBroke(ILogger logger, string runId, string error);

    [LoggerMessage(5, LogLevel.Information, "Run {RunId} was left by a process that is gone. It is now complete in the store.")]
    public static partial void Delivered(ILogger logger, string runId);

    [LoggerMessage(6, LogLevel.Warning, "The process of run {RunId} is gone without having ended it. The run is now marked KILLED.")]
    public static partial void Killed(ILogger logger, string runId);

    [LoggerMessage(7, LogLevel.Warning,
        "The journal '{Path}' is damaged ({Problem}). It was put aside as '{BadPath}'; what it still held of its run is not in the store.")]
    public static partial void PutAside(ILogger logger, string path, string problem, string badPath);

    [LoggerMessage(8, LogLevel.Warning, "The journal '{Path}' can't be used ({Error}). It stays where it is and holds no other back.")]
    public static partial void Unusable(ILogger logger, string path, string error);

    [LoggerMessage(9, LogLevel.Error, "Delivering the spool '{Folder}' failed ({Error}). It is tried again.")]
    public static partial void SpoolFailed(ILogger logger, string folder, string error);

    [LoggerMessage(10, LogLevel.Warning, "{Method} {Route} is tried again in {Delay} (attempt {Attempt}, {Outcome}).")]
    public static partial void Retrying(ILogger logger, string method, string route, int attempt, TimeSpan delay, string outcome);

    [LoggerMessage(11, LogLevel.Warning, "Ending run {RunId} as {Status} failed, after the error that its body ended with ({Error}).")]
    public static partial void EndFailed(ILogger logger, string runId, MlflowRunStatus status, string error);

    [LoggerMessage(12, LogLevel.Warning, "A webhook could not be told of {Entity} {Action} ({Error}).")]
    public static partial void NotTold(ILogger logger, MlflowWebhookEntity entity, MlflowWebhookAction action, string error);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "The store refused the log-in of run {RunId} ({ErrorCode}, {Status}). "
        + "What is logged waits on disk and is sent when a log-in is taken.")]
    public static partial void LoginRefused(ILogger logger, string runId, string errorCode, int status);
}
