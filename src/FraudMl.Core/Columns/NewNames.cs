using System.Globalization;

namespace FraudMl;

/// <summary>Names that nobody gave: they give way to those that are there.</summary>
internal static class NewNames
{
    /// <summary>Returns a name, or the same with the first number behind it that is not taken.</summary>
    /// <param name="name">The name wished for.</param>
    /// <param name="isTaken">Whether a name is taken.</param>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        string free = name;
        for (int number = 2; isTaken(free); number++) free = string.Create(CultureInfo.InvariantCulture, $"{name}#{number}");
        return free;
    }

    /// <summary>Gives the columns without a name <c>Column1</c> and so on, by their place.</summary>
    public static void Number(string[] names)
    {
        HashSet<string> taken = new(names, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0) continue;
            names[i] = Free(string.Create(CultureInfo.InvariantCulture, $"Column{i + 1}"), taken.Contains);
            taken.Add(names[i]);
        }
    }
}
