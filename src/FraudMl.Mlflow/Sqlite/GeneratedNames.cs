using System.Globalization;

namespace FraudMl.Mlflow;

/// <summary>Names for runs and models that got none.</summary>
internal static class GeneratedNames
{
    private static readonly string[] _adjectives =
        ["able", "bold", "brave", "bright", "calm", "clever", "eager", "fair", "gentle", "grand", "keen", "kind", "lively", "merry",
            "nimble", "proud", "quick", "quiet", "swift", "wise"];

    private static readonly string[] _nouns =
        ["ant", "bear", "crane", "deer", "eel", "finch", "goose", "hare", "heron", "ibex", "jay", "kite", "lark", "lynx", "mole", "newt",
            "otter", "owl", "seal", "wren"];

    public static string Next()
    {
        byte[] bytes = Guid.NewGuid().ToByteArray();
        int number = ((bytes[2] << 8) | bytes[3]) % 1000;
        return $"{_adjectives[bytes[0] % _adjectives.Length]}-{_nouns[bytes[1] % _nouns.Length]}-{number.ToString(CultureInfo.InvariantCulture)}";
    }
}
