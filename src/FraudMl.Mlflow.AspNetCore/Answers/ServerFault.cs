using System.Net;

namespace FraudMl.Mlflow;

/// <summary>What a caller is told of a fault that is not theirs: what to do, and no path, no statement and no text of the store.</summary>
internal static class ServerFault
{
    public static MlflowException Of(Exception error) => (error as MlflowException)?.StatusCode switch
    {
        HttpStatusCode.InsufficientStorage => new MlflowException(
            MlflowErrorCodes.TemporarilyUnavailable,
            "The disk of the server is full. Make room there, and send it again.",
            HttpStatusCode.InsufficientStorage),
        HttpStatusCode.ServiceUnavailable => new MlflowException(
            MlflowErrorCodes.TemporarilyUnavailable,
            "The server has too much to do, or its store can't be used now; its log says why. Send it again later."),
        _ => new MlflowException(MlflowErrorCodes.InternalError, "The server failed; its log says why."),
    };
}
