using System.Text.RegularExpressions;

namespace FraudMl.Build;

/// <summary>docfx's pages of the API: extension members get the names they are called by, and no page is without a summary.</summary>
internal sealed partial class ApiPages(string folder, string publicApi, string namespaces)
{
    private const string References = "\nreferences:", ItemStart = "\n- uid: ";

    /// <summary>Renames extension members and fails where a type or a namespace has no summary.</summary>
    public void Finish()
    {
        ExtensionMembers members = ExtensionMembers.Read(publicApi);
        string told = File.ReadAllText(namespaces);
        List<string> silent = [];
        int renamed = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.yml").Where(file => Path.GetFileName(file) != "toc.yml"))
        {
            string text = File.ReadAllText(file);
            int end = text.IndexOf(References, StringComparison.Ordinal);
            if (end < 0) end = text.Length;
            string[] items = text[..end].Split(ItemStart);                  // the page's own item comes first, its members after it
            string uid = items[1][..items[1].IndexOf('\n')];
            if (!items[1].Contains("\n  summary:", StringComparison.Ordinal)
                && !told.Contains($"\nuid: {uid}\n", StringComparison.Ordinal)) silent.Add(uid);
            string[] named = [.. items.Select(item => Renamed(item, members))];
            if (named.SequenceEqual(items)) continue;
            File.WriteAllText(file, string.Join(ItemStart, named) + text[end..]);
            renamed++;
        }

        if (silent.Count > 0)
            throw new BuildFailedException($"No summary on the pages of {string.Join(", ", silent)}. Write one where the type is, or, of a "
                + $"namespace, in build/Site/namespaces.md.");
        if (renamed == 0) throw new BuildFailedException($"No extension member of {publicApi} was found on a page.");
    }

    private static string Renamed(string item, ExtensionMembers members)
    {
        Match name = Name().Match(item), parent = Parent().Match(item);
        return name.Success && parent.Success
            && members.NameOf(parent.Groups[1].Value, name.Groups["member"].Value, name.Groups["arguments"].Value) is { } called
            ? item.Replace(name.Value, $"\n  name: {called}\n  nameWithType: {called}\n", StringComparison.Ordinal)
            : item;
    }

    [GeneratedRegex(@"\n  name: '?(?<member>\w+)(?:<[^(]*>)?(?<arguments>\(.*\))'?\n  nameWithType: [^\n]*\n")]
    private static partial Regex Name();

    [GeneratedRegex(@"\n  parent: (\S+)")]
    private static partial Regex Parent();
}
