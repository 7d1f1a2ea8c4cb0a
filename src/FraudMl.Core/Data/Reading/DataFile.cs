namespace FraudMl;

/// <summary>Opens and creates data files; what goes wrong is said in one sentence.</summary>
internal static class DataFile
{
    /// <summary>Opens a file for reading from front to back.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What was expected, for messages.</param>
    public static FileStream Open(string path, string format) => WholeFile.Open(path, $"a {format} file");

    /// <summary>Throws when a name or text has half of a surrogate pair: written as UTF-8 it would become another one.</summary>
    public static void RequireWholeTexts(Dataset data)
    {
        foreach (DataColumn column in data.Columns)
        {
            if (IsWhole(column.Name) && (column is not TextColumn texts || texts.Dictionary.Texts.All(IsWhole))) continue;
            throw new FraudMlException($"Column '{column.Name}' of {data.Name} has half of a surrogate pair in its name or in a text, "
                + $"which no file in UTF-8 can hold. Mend it first.") { ColumnName = column.Name };
        }
    }

    private static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i++)) return false;
        }

        return true;
    }

    /// <summary>Creates a file, replacing one that is there.</summary>
    public static FileStream Create(string path) => Create(path, path);

    /// <summary>Creates a file under another name than the one it is to have.</summary>
    public static FileStream Create(string path, string place)
    {
        try
        {
            return File.Create(place);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"'{path}' can't be written. Check that its folder is there and may be written to.", e);
        }
    }
}
