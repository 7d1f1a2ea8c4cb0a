using FraudMl.Mlflow;

namespace FraudMl.Tool.Shell;

/// <summary>The exit code and the sentence of an exception.</summary>
internal static class Failures
{
    public static (int ExitCode, string Sentence) Of(Exception failure) => failure switch
    {
        Refusal refusal => (refusal.ExitCode, refusal.Message),
        OperationCanceledException => (ExitCode.Cancelled, "Cancelled."),
        // A package that wraps the store's answer says what the store has instead; MLflow calls some of that a wrong parameter.
        MlflowException { InnerException: MlflowException } or FraudMlException { InnerException: MlflowException } =>
            (ExitCode.NotFound, failure.Message),
        MlflowException { ErrorCode: MlflowErrorCodes.InvalidParameterValue or MlflowErrorCodes.BadRequest } wrong =>
            (ExitCode.BadInput, wrong.Message),
        MlflowException away when IsAway(away) => (ExitCode.NotFound, away.Message),
        MissingNativeLibraryException missing => (ExitCode.Failed, missing.Message),
        FraudMlException wrong => (ExitCode.BadInput, wrong.Message),
        FileNotFoundException or DirectoryNotFoundException => (ExitCode.BadInput, failure.Message),
        _ => (ExitCode.Failed, failure.Message),
    };

    private static bool IsAway(MlflowException answer) => answer.IsAmbiguous || (int)answer.StatusCode is 401 or 403 or 404;
}
