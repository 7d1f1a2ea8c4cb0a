namespace FraudMl;

/// <summary>Breaks lines between words, so that a console of 80 columns does not break them inside.</summary>
internal static class WrappedText
{
    private const int Width = 80, Indent = 4;

    /// <summary>Returns the lines, none longer than 80 characters unless a word is; what goes on is indented.</summary>
    public static string Of(string text) => string.Join('\n', text.Split('\n').Select(Line));

    private static string Line(string line)
    {
        if (line.Length <= Width) return line;
        var lines = new List<string>();
        string rest = line;
        while (rest.Length > Width)
        {
            int end = rest.LastIndexOf(' ', Width);
            if (end <= Indent || string.IsNullOrWhiteSpace(rest[..end])) end = rest.IndexOf(' ', Width);
            if (end < 0) break;
            lines.Add(rest[..end]);
            rest = new string(' ', Indent) + rest[(end + 1)..];
        }

        return string.Join('\n', lines.Append(rest));
    }
}
