namespace FraudMl;

/// <summary>What the profile of every column needs to know.</summary>
internal sealed class ProfileContext
{
    private const int StabilityPeriodCount = 12;

    public ProfileContext(Dataset data, ProfileOptions options)
    {
        (Data, Options) = (data, options);
        Labels = data.HasLabels ? Array.ConvertAll(data.Labels.ToArray(), label => label ? (byte)1 : (byte)0) : [];
        FraudCount = data.HasLabels ? data.FraudCount : 0;
        Stability = data.HasTimestamps ? TimePeriods.Of(data.Timestamps, StabilityPeriodCount) : null;
        RowsByPeriod = new int[(Stability?.Count ?? 0) + 1];
        foreach (ushort period in Stability?.OfRow ?? []) RowsByPeriod[period]++;
    }

    public Dataset Data { get; }

    public ProfileOptions Options { get; }

    /// <summary>1 for fraud; empty without a label.</summary>
    public byte[] Labels { get; }

    public bool HasLabels => Data.HasLabels;

    public int FraudCount { get; }

    public bool HasBothClasses => FraudCount > 0 && FraudCount < Data.RowCount;

    /// <summary>Null without a timestamp.</summary>
    public TimePeriods? Stability { get; }

    /// <summary>Returns whether values of a column may stand in the profile: those of keys name customers, and those of ignored columns
    /// are nobody's business.</summary>
    public bool MayList(DataColumn column) =>
        !IsHidden(column) && (column.Kind != ColumnKind.Text || Options.ListTexts);

    /// <summary>Returns whether a column is a key or ignored.</summary>
    public static bool IsHidden(DataColumn column) => column.Is(ColumnRoles.Key) || column.Roles == ColumnRoles.Ignored;

    /// <summary>The rows of each period; the last entry is those without a time.</summary>
    public int[] RowsByPeriod { get; }
}
