using System.Text.RegularExpressions;

namespace FraudMl;

/// <summary>A place in a volume of Unity Catalog, such as <c>/Volumes/main/fraud/staging</c>.</summary>
/// <param name="Path">The path.</param>
internal sealed partial record VolumePath(string Path)
{
    /// <summary>Returns the place that a text names: a volume, as <c>main.fraud.staging</c> or by its path, or a folder in it.</summary>
    /// <exception cref="FraudMlException">Thrown when it names none.</exception>
    public static VolumePath Parse(string text)
    {
        if (Name().IsMatch(text)) return new("/Volumes/" + text.Replace('.', '/'));
        string path = text.TrimEnd('/');
        return Folder().IsMatch(path) && !path.Split('/').Any(part => part is "." or "..") ? new(path) : throw new FraudMlException(
            "A volume must be named such as main.fraud.staging, or as a path such as /Volumes/main/fraud/staging/scores, without quotes.");
    }

    /// <summary>Returns a place in this one.</summary>
    public VolumePath Below(string name) => new($"{Path}/{name}");

    public override string ToString() => Path;

    [GeneratedRegex(@"^[\w-]+\.[\w-]+\.[\w-]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^/Volumes(?:/[^/'""`\\\p{C}]+){3,}$")]
    private static partial Regex Folder();
}
