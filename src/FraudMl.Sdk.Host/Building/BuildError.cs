namespace FraudMl.Sdk.Host.Building;

/// <summary>What stops the build, at a line of a project file.</summary>
/// <param name="code">The code, of <see cref="ErrorCodes"/>.</param>
/// <param name="place">Where the item stands.</param>
/// <param name="sentence">What is wrong, and the way out.</param>
internal sealed class BuildError(string code, Place place, string sentence) : Exception(sentence)
{
    public string Code { get; } = code;

    /// <summary>Returns the line that MSBuild reads.</summary>
    public override string ToString() => $"{place}: error {Code}: {OneLine(Message)}";

    // MSBuild reads an error from one line.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
