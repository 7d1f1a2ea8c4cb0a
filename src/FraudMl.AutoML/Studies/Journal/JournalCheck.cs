using System.Globalization;

namespace FraudMl;

/// <summary>Whether a journal is of the study that is opened.</summary>
internal static class JournalCheck
{
    public static void Require(StudyBegun known, StudyBegun own, string? path)
    {
        JournalDifference.RequireVersion(known.Version, own.Version, own.Version, path);
        string? difference = JournalDifference.Of(known.Space, own.Space, "its space")
            ?? JournalDifference.Of(known.Objectives, own.Objectives, "its objectives")
            ?? (known.Seed == own.Seed ? null : FormattableString.Invariant($"its seed is {known.Seed}, and {own.Seed} was given"));
        if (difference is not null)
            throw new FraudMlException($"The journal '{path}' is of another study: {difference}. "
                + "Open it as it began, or begin another journal.");
    }
}
