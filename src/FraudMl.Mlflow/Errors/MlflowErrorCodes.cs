using System.Net;

namespace FraudMl.Mlflow;

/// <summary>The error codes of MLflow that a caller can act on.</summary>
public static class MlflowErrorCodes
{
    /// <summary>A value is missing or wrong (400).</summary>
    public const string InvalidParameterValue = "INVALID_PARAMETER_VALUE";

    /// <summary>The store refused the data (400).</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The name is taken (400).</summary>
    public const string ResourceAlreadyExists = "RESOURCE_ALREADY_EXISTS";

    /// <summary>No such experiment, run, model, version or file (404).</summary>
    public const string ResourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST";

    /// <summary>The server does not know the endpoint; it is too old or too new (404).</summary>
    public const string EndpointNotFound = "ENDPOINT_NOT_FOUND";

    /// <summary>Not logged in (401).</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>Not allowed (403).</summary>
    public const string PermissionDenied = "PERMISSION_DENIED";

    /// <summary>Too many requests (429).</summary>
    public const string RequestLimitExceeded = "REQUEST_LIMIT_EXCEEDED";

    /// <summary>The operation does not fit the state (500).</summary>
    public const string InvalidState = "INVALID_STATE";

    /// <summary>The server failed (500).</summary>
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>The store can't be reached or is busy (503).</summary>
    public const string TemporarilyUnavailable = "TEMPORARILY_UNAVAILABLE";

    /// <summary>The store can't do that (501).</summary>
    public const string NotImplemented = "NOT_IMPLEMENTED";

    internal static HttpStatusCode StatusOf(string errorCode) => errorCode switch
    {
        InvalidParameterValue or BadRequest or ResourceAlreadyExists => HttpStatusCode.BadRequest,
        ResourceDoesNotExist or EndpointNotFound => HttpStatusCode.NotFound,
        Unauthenticated => HttpStatusCode.Unauthorized,
        PermissionDenied => HttpStatusCode.Forbidden,
        RequestLimitExceeded => HttpStatusCode.TooManyRequests,
        TemporarilyUnavailable => HttpStatusCode.ServiceUnavailable,
        NotImplemented => HttpStatusCode.NotImplemented,
        _ => HttpStatusCode.InternalServerError,
    };

    internal static string CodeOf(HttpStatusCode status) => (int)status switch
    {
        400 => BadRequest,
        401 => Unauthenticated,
        403 => PermissionDenied,
        404 => EndpointNotFound,
        408 or 502 or 503 or 504 => TemporarilyUnavailable,
        429 => RequestLimitExceeded,
        501 => NotImplemented,
        _ => InternalError,
    };
}
