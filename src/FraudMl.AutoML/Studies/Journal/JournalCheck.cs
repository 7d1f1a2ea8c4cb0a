using System.Globalization;

namespace FraudMl;

/// <summary>Whether a journal is of the study that is opened.</summary>
internal static class JournalCheck
{
    public static void Require(StudyBegun known, StudyBegun own, string? path)
    {
        if (known.Version != own.Version)
        {
            throw new FraudMlException(string.Create(CultureInfo.InvariantCulture,
                $"The journal '{path}' has version {known.Version}, and this FraudMl writes {own.Version}. ")
                + "Take the FraudMl that began it, or begin another journal.");
        }

        string? difference = Difference(known.Space, own.Space, "its space")
            ?? Difference(known.Objectives, own.Objectives, "its objectives")
            ?? (known.Seed == own.Seed ? null : FormattableString.Invariant($"its seed is {known.Seed}, and {own.Seed} was given"));
        if (difference is not null)
            throw new FraudMlException($"The journal '{path}' is of another study: {difference}. "
                + "Open it as it began, or begin another journal.");
    }

    private static string? Difference(string[] known, string[] own, string what)
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
}
