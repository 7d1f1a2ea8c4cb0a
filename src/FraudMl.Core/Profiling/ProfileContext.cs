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

    /// <summary>The rows of each period; the last entry is those without a time.</summary>
    public int[] RowsByPeriod { get; }
}
