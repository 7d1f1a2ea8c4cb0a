using System.Text.RegularExpressions;

namespace FraudMl.Build;

/// <summary>docfx's pages of the API: extension members get the names they are called by, and no page is without a summary.</summary>
internal sealed partial class ApiPages(string folder, string publicApi, string namespaces)
{
    /// <summary>Renames extension members and fails where a type or a namespace has no summary.</summary>
    public void Finish()
    {
        Dictionary<(string Class, string Member), string> receivers = ReadReceivers();
        string told = File.ReadAllText(namespaces);
        List<string> silent = [];
        int renamed = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.yml").Where(file => Path.GetFileName(file) != "toc.yml"))
        {
            string text = File.ReadAllText(file);
            int end = text.IndexOf("\nreferences:", StringComparison.Ordinal);
            string[] items = ItemStart().Split(end < 0 ? text : text[..end]);
            string uid = items[1][..items[1].IndexOf('\n')];
            bool isTold = items[1].Contains("\n  summary:", StringComparison.Ordinal) || told.Contains($"\nuid: {uid}\n", StringComparison.Ordinal);
            if (!isTold) silent.Add(uid);
            string named = string.Join("\n- uid: ", items.Select(item => Renamed(item, receivers)));
            if (named == (end < 0 ? text : text[..end])) continue;
            File.WriteAllText(file, named + (end < 0 ? "" : text[end..]));
            renamed++;
        }

        if (silent.Count > 0) throw new BuildFailedException($"No summary on the pages of {string.Join(", ", silent)}.");
        if (renamed == 0) throw new BuildFailedException($"No extension member was found in {publicApi}.");
    }

    // SmoteCatalog.Smote is called Resamplers.Smote; a getter of an extension property is called as the property.
    private static string Renamed(string item, Dictionary<(string, string), string> receivers)
    {
        Match name = Name().Match(item);
        Match parent = Parent().Match(item);
        if (!name.Success || !parent.Success) return item;
        string member = name.Groups["member"].Value;
        bool isGetter = member.StartsWith("get_", StringComparison.Ordinal);
        if (!receivers.TryGetValue((parent.Groups[1].Value, isGetter ? member[4..] : member), out string? receiver)) return item;
        string arguments = name.Groups["arguments"].Value;
        if (receiver.EndsWith(Instance, StringComparison.Ordinal)) arguments = First().Replace(arguments, "(", 1);
        string called = $"{receiver.Replace(Instance, "", StringComparison.Ordinal)}.{(isGetter ? member[4..] : member + arguments)}";
        return item.Replace(name.Value, $"\n  name: {called}\n  nameWithType: {called}\n", StringComparison.Ordinal);
    }

    private const string Instance = "()";

    private Dictionary<(string, string), string> ReadReceivers()
    {
        Dictionary<(string, string), string> receivers = [];
        foreach (string file in Directory.EnumerateFiles(publicApi, "*.txt"))
        {
            string space = "", type = "", receiver = "";
            foreach (string line in File.ReadLines(file))
            {
                if (line.StartsWith("namespace ", StringComparison.Ordinal)) space = line[10..];
                else if (Type().Match(line) is { Success: true } named) (type, receiver) = ($"{space}.{named.Groups[1].Value}", "");
                else if (Extension().Match(line) is { Success: true } extension)
                    receiver = extension.Groups["type"].Value.Split('.')[^1] + (extension.Groups["name"].Success ? Instance : "");
                else if (line == "        }") receiver = "";
                else if (receiver.Length > 0 && Member().Match(line) is { Success: true } member)
                    receivers.TryAdd((type, member.Groups[1].Value), receiver);
            }
        }

        return receivers;
    }

    [GeneratedRegex("\n- uid: ")]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"\n  name: '?(?<member>\w+)(?:<[^(]*>)?(?<arguments>\(.*\))'?\n  nameWithType: [^\n]*\n")]
    private static partial Regex Name();

    [GeneratedRegex(@"\n  parent: (\S+)")]
    private static partial Regex Parent();

    [GeneratedRegex(@"\([^,)]*(?:, )?")]
    private static partial Regex First();

    [GeneratedRegex(@"^    public static (?:partial )?class (\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"^        extension(?:<[^>]*>)?\((?<type>[\w.]+)(?:<[^)]*>)?(?: (?<name>\w+))?\)")]
    private static partial Regex Extension();

    [GeneratedRegex(@"^            public (?:static )?.* (\w+)(?:<[^(]*>)?(?:\(| \{)")]
    private static partial Regex Member();
}
