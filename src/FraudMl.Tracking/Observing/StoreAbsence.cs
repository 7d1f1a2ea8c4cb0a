using FraudMl.Mlflow;

namespace FraudMl.Tracking;

internal static class StoreAbsence
{
    /// <summary>Returns whether the store gives no answer now; metric values that a run reports as lost, with the cause inside, were refused a while ago.</summary>
    public static bool IsStoreAway(this MlflowException error) =>
        error.ErrorCode == MlflowErrorCodes.TemporarilyUnavailable && error.InnerException is not MlflowException;
}
