namespace FraudMl.Mlflow;

/// <summary>The SQL state and the class that MLflow adds to an error code.</summary>
internal readonly record struct ErrorClass(string SqlState, string Name)
{
    private const string User = "KAM00";

    public static ErrorClass? Of(MlflowException error) => error.ErrorCode switch
    {
        MlflowErrorCodes.ResourceDoesNotExist => new ErrorClass(User, "RESOURCE_NOT_FOUND"),
        MlflowErrorCodes.ResourceAlreadyExists => new ErrorClass(User, "RESOURCE_ALREADY_EXISTS"),
        // The one refusal that MLflow classifies more closely.
        MlflowErrorCodes.InvalidParameterValue when error.Message.StartsWith("Invalid order by field name: ", StringComparison.Ordinal)
            && !error.Message.EndsWith('.') =>
            new ErrorClass("KAM04", "ATTRIBUTE_NOT_FOUND"),
        MlflowErrorCodes.InvalidParameterValue or MlflowErrorCodes.BadRequest => new ErrorClass(User, "INVALID_PARAMETER_VALUE"),
        MlflowErrorCodes.NotImplemented => null,
        _ when (int)error.StatusCode >= 500 => new ErrorClass("XXM00", "CLIENT_INTERNAL_ERROR"),
        _ => null,
    };
}
