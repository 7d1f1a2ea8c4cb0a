namespace FraudMl.Tool.Checks;

/// <summary>What was found of one thing that work needs.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">The command that mends it; null where nothing is to be done.</param>
internal sealed record Check(string Name, CheckState State, string Found, string? Remedy = null)
{
    public static Check Ok(string name, string found) => new(name, CheckState.Ok, found);

    public static Check Wrong(string name, string found, string remedy) => new(name, CheckState.Wrong, found, remedy);

    /// <summary>What is not there, and needed by some only.</summary>
    public static Check Absent(string name, string found, string remedy) => new(name, CheckState.Absent, found, remedy);
}

/// <summary>How a thing is.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Not there, and needed by some only.</summary>
    Absent,

    /// <summary>To be mended.</summary>
    Wrong,
}
