namespace FraudMl;

/// <summary>What a journal says it is of, beside what is opened.</summary>
internal static class JournalDifference
{
    /// <summary>Returns the first difference of two lists of lines in words; null where they are the same.</summary>
    public static string? Of(string[] known, string[] own, string what)
    {
        if (known.SequenceEqual(own)) return null;
        string? there = known.Except(own).FirstOrDefault(), here = own.Except(known).FirstOrDefault();
        return (there, here) switch
        {
            (null, null) => $"{what} has another order",
            (null, _) => $"{what} does not have '{here}'",
            (_, null) => $"{what} has '{there}' too",
            _ => $"{what} has '{there}', and '{here}' was given",
        };
    }

    /// <summary>Throws where a journal is of a version that is not read.</summary>
    public static void RequireVersion(int known, int oldest, int own, string? path)
    {
        if (known >= oldest && known <= own) return;
        string versions = FormattableString.Invariant($"has version {known}, and this FraudMl writes {own}");
        throw new FraudMlException($"The journal '{path}' {versions}. Take the FraudMl that began it, or begin another journal.");
    }
}
