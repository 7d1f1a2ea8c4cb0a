namespace FraudMl.Sdk.Host.Building;

/// <summary>The codes of errors, which docs/msbuild-sdk.md explains.</summary>
internal static class ErrorCodes
{
    public const string Unexpected = "FRAUDML100";
    public const string UnknownModel = "FRAUDML101";
    public const string NoStore = "FRAUDML102";
    public const string DigestChanged = "FRAUDML103";
    public const string HashesMissing = "FRAUDML104";
    public const string FilesDamaged = "FRAUDML105";
    public const string Locked = "FRAUDML106";
    public const string WrongItem = "FRAUDML107";
    public const string LockUnreadable = "FRAUDML108";
    public const string OutOfBounds = "FRAUDML110";
    public const string NothingToJudge = "FRAUDML111";
}
