using System.Net;

namespace FraudMl.Mlflow;

/// <summary>An error answered by a tracking store, or by the way to it.</summary>
public sealed class MlflowException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorCode">MLflow's error code; see <see cref="MlflowErrorCodes"/>.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="statusCode">The HTTP status, or <see langword="null"/> for the one that belongs to the code.</param>
    /// <param name="innerException">The cause.</param>
    public MlflowException(string errorCode, string message, HttpStatusCode? statusCode = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorCode = errorCode;
        StatusCode = statusCode ?? MlflowErrorCodes.StatusOf(errorCode);
    }

    /// <summary>MLflow's error code, such as <c>RESOURCE_DOES_NOT_EXIST</c>.</summary>
    public string ErrorCode { get; }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Whether a write may have taken effect although no good answer came: a timeout, a broken
    /// connection or a server error.</summary>
    public bool IsAmbiguous => (int)StatusCode is 408 or (>= 500 and not 501);

    /// <summary>What was asked for, such as <c>POST /api/2.0/mlflow/runs/create</c>; <see langword="null"/> where
    /// no request was sent.</summary>
    public string? Request { get; internal init; }

    /// <summary>Whether the log-in was refused, or does not allow what was asked.</summary>
    internal bool IsLoginRefused => (int)StatusCode is 401 or 403;

    /// <summary>Whether something else than MLflow answered, such as a proxy or a log-in page.</summary>
    internal bool IsForeign { get; init; }

    internal static MlflowException Invalid(string message) => new(MlflowErrorCodes.InvalidParameterValue, message);

    internal static MlflowException NotFound(string message) => new(MlflowErrorCodes.ResourceDoesNotExist, message);
}
