using Microsoft.Extensions.Logging;

namespace FraudMl;

internal static partial class DatabricksLog
{
    [LoggerMessage(20, LogLevel.Information, "Endpoint {Endpoint}: {Stage}. {Detail}")]
    public static partial void Deploying(ILogger logger, string endpoint, string stage, string detail);

    [LoggerMessage(21, LogLevel.Information, "Run {Run} is {State}.")]
    public static partial void Running(ILogger logger, long run, string state);

    [LoggerMessage(22, LogLevel.Warning, "Run {Run} could not be cancelled ({Error}).")]
    public static partial void RunNotCancelled(ILogger logger, long? run, string error);
}
