using System.Text.RegularExpressions;

namespace FraudMl.Build;

/// <summary>The extension members in the files of the public API, by the class that holds them.</summary>
internal sealed partial class ExtensionMembers
{
    private readonly Dictionary<(string Class, string Member), (string Receiver, bool IsOfAnInstance)> _receivers = [];

    private ExtensionMembers()
    {
    }

    /// <summary>Reads every file of a folder.</summary>
    public static ExtensionMembers Read(string folder)
    {
        var members = new ExtensionMembers();
        foreach (string file in Directory.EnumerateFiles(folder, "*.txt")) members.Add(File.ReadLines(file));
        return members;
    }

    /// <summary>Returns what a method is called by, such as <c>Resamplers.Smote(SmoteOptions?)</c> of <c>SmoteCatalog.Smote</c>; a getter
    /// is called as its property. Null for what is no extension member.</summary>
    public string? NameOf(string type, string method, string arguments)
    {
        bool isGetter = method.StartsWith("get_", StringComparison.Ordinal);
        string member = isGetter ? method[4..] : method;
        if (!_receivers.TryGetValue((type, member), out var found)) return null;
        if (found.IsOfAnInstance) arguments = First().Replace(arguments, "(", 1);
        return $"{found.Receiver}.{member}{(isGetter ? "" : arguments)}";
    }

    private void Add(IEnumerable<string> lines)
    {
        string space = "", type = "";
        (string Name, bool IsOfAnInstance)? receiver = null;
        foreach (string line in lines)
        {
            if (line.StartsWith("namespace ", StringComparison.Ordinal)) space = line[10..];
            else if (Type().Match(line) is { Success: true } named) (type, receiver) = ($"{space}.{named.Groups[1].Value}", null);
            else if (Extension().Match(line) is { Success: true } extension)
                receiver = (extension.Groups["type"].Value.Split('.')[^1], extension.Groups["name"].Success);
            else if (line == "        }") receiver = null;
            else if (receiver is { } of && Member().Match(line) is { Success: true } member)
                _receivers.TryAdd((type, member.Groups[1].Value), of);
        }
    }

    [GeneratedRegex(@"\([^,)]*(?:, )?")]
    private static partial Regex First();

    [GeneratedRegex(@"^    public static (?:partial )?class (\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^        extension(?:<[^>]*>)?\((?<type>[\w.]+)(?:<[^)]*>)?(?: (?<name>\w+))?\)")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^            public (?:static )?.* (\w+)(?:<[^(]*>)?(?:\(| \{)")]
    private static partial Regex Member();
}
