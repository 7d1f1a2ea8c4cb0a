using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>Model versions are numbers that travel as text.</summary>
internal static class VersionNumber
{
    public static int Parse(string? version) =>
        int.TryParse(version, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw MlflowException.Invalid($"Parameter 'version' must be an integer, got '{version}'.");

    public static string Format(int version) => version.ToString(CultureInfo.InvariantCulture);
}
