using System.Globalization;
using System.Text;

namespace FraudMl.Sdk.Host.Names;

/// <summary>Names of C# and of folders for names that anybody may have chosen.</summary>
internal static class Identifiers
{
    // What a record has anyway, and the class that the generator of rows puts into it.
    private static readonly string[] Taken =
    [
        "Clone", "EqualityContract", "Equals", "Finalize", "FraudRowShape", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    ];

    /// <summary>Returns whether a text is a name in C#; keywords are, as they are written with an @.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    /// <summary>Returns the name of a property for each column: its own where that is one.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="type">The type that has them, whose name none of them can have.</param>
    public static IReadOnlyList<string> PropertyNames(IReadOnlyList<string> columns, string type)
    {
        var used = new HashSet<string>([.. Taken, type], StringComparer.Ordinal);
        // Those that need no other name have theirs.
        HashSet<string> own = [.. columns.Where(column => IsValid(column) && used.Add(column))];
        return [.. columns.Select(column => own.Remove(column) ? column : Unused(column, used))];
    }

    /// <summary>Returns the words of a name with capital letters, as a type is named.</summary>
    public static string TypeName(string name)
    {
        var type = new StringBuilder();
        bool begins = true;
        foreach (char letter in name)
        {
            if (char.IsLetterOrDigit(letter)) type.Append(begins ? char.ToUpper(letter, CultureInfo.InvariantCulture) : letter);
            begins = !char.IsLetterOrDigit(letter);
        }

        return type.Length > 0 && char.IsLetter(type[0]) ? type.ToString() : $"Model{type}";
    }

    /// <summary>Returns a name with a dash for what is not plain in the name of a folder.</summary>
    public static string FolderName(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-'));

    /// <summary>Returns a text as C# writes it.</summary>
    public static string Literal(string? text) => text is null ? "null" : $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char letter) => letter is >= ' ' and <= '~' and not '"' and not '\\'
        ? letter.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");

    private static string Unused(string column, HashSet<string> used)
    {
        string name = string.Concat(column.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        if (name.Length == 0 || !IsValid(name)) name = $"_{name}";
        while (!used.Add(name)) name += "_";
        return name;
    }
}
