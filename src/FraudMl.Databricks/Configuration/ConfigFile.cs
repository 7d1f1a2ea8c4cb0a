namespace FraudMl;

/// <summary>A file of profiles: sections of keys and values.</summary>
internal static class ConfigFile
{
    private const string Settings = "__settings__", Default = "DEFAULT";

    /// <summary>Returns a profile's keys and its name; none where there is no file and no profile was named.</summary>
    /// <exception cref="DatabricksException">Thrown when a named profile is not there, or a line can't be read.</exception>
    public static (string Name, IReadOnlyDictionary<string, string> Keys) Read(string path, string? named)
    {
        if (named == Settings) throw new DatabricksException($"'{Settings}' is no profile: it holds settings. Name another one.");
        Dictionary<string, Dictionary<string, string>> sections = File.Exists(path) ? Parse(path) : [];
        string name = named ?? sections.GetValueOrDefault(Settings)?.GetValueOrDefault("default_profile") ?? Default;
        if (sections.TryGetValue(name, out Dictionary<string, string>? keys)) return (name, keys);
        if (named is null && name == Default) return (name, new Dictionary<string, string>());
        string there = string.Join(", ", sections.Keys.Where(section => section != Settings));
        throw new DatabricksException(!File.Exists(path)
            ? $"There is no file '{path}', and profile '{name}' is to come from it. Write it, or set ConfigFile."
            : $"'{path}' has no profile '{name}'{(there.Length > 0 ? $"; it has {there}" : "")}. Name one that it has.");
    }

    private static Dictionary<string, Dictionary<string, string>> Parse(string path)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string>? section = null;
        int number = 0;
        foreach (string line in Lines(path))
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';') continue;
            if (text is ['[', .., ']'])
            {
                string name = text[1..^1].Trim();
                if (!sections.TryGetValue(name, out section)) sections[name] = section = new(StringComparer.Ordinal);
                continue;
            }

            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || section is null)
                throw new DatabricksException($"Line {number} of '{path}' can't be read. Write key = value below a [profile].");
            string value = text[(equals + 1)..].Trim();
            if (value.Length > 0) section[text[..equals].Trim()] = value;
        }

        return sections;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabricksException($"'{path}' can't be read: {error.Message} Check its rights.", error);
        }
    }
}
