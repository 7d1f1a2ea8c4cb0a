namespace FraudMl.Tests;

/// <summary>Every encoder, calendar and arithmetic step with the options that change what it writes.</summary>
internal static class EncoderCases
{
    public static IReadOnlyDictionary<string, Action<FraudPipelineBuilder>> All { get; } =
        new Dictionary<string, Action<FraudPipelineBuilder>>
    {
        ["one-hot"] = builder => builder.OneHot(Columns.Texts),
        ["one-hot, infrequent"] = builder =>
            builder.OneHot(Columns.Texts, new() { MinimumShare = 0.19, Unknown = UnknownCategory.Infrequent }),
        ["one-hot, first dropped"] = builder => builder.OneHot(Columns.Texts,
            new() { MaximumIndicatorCount = 3, Unknown = UnknownCategory.Infrequent, Drop = DroppedCategory.First }),
        ["ordinal"] = builder => builder.Ordinal(Columns.Texts),
        ["ordinal, all missing"] = builder =>
            builder.Ordinal(Columns.Texts, new() { UnknownValue = null, MissingValue = -7, KeepInput = true }),
        ["categorical"] = builder => builder.Categorical(Columns.Texts),
        ["categorical, all kept"] = builder => builder.Categorical(Columns.Texts, new() { KeepInput = true }),
        ["frequency"] = builder => builder.Frequency(Columns.Texts),
        ["count"] = builder => builder.Frequency(Columns.Texts, new() { AsCount = true }),
        ["hash"] = builder => builder.Hash(Columns.Texts, new() { BitCount = 3 }),
        ["target mean"] = builder => builder.TargetMean(Columns.Texts),
        ["target mean, m"] = builder => builder.TargetMean(Columns.Texts, new() { Smoothing = 20 }),
        ["target mean in time"] = builder =>
            builder.TargetMean(Columns.Texts, new() { CrossFit = TargetCrossFit.OrderedInTime, LabelDelay = TimeSpan.FromDays(7) }),
        ["weight of evidence"] = builder => builder.WeightOfEvidence(Columns.Of("city", "kind", "amount", "balance", "angle")),
        ["bin by a tree"] = builder => builder.Bin(Columns.Numbers, new() { By = BinStrategy.Tree }),
        ["calendar"] = builder => builder.Calendar("when", new() { Parts = (CalendarParts)31 }),
        ["calendar, cyclic"] = builder =>
            builder.Calendar("when", new() { Parts = (CalendarParts)31, Cyclic = true, TimeZone = "America/New_York" }),
        ["ratio"] = builder => builder.Ratio("amount", "balance").Ratio("small", "angle"),
        ["difference"] = builder => builder.Difference("amount", "balance"),
        ["interactions"] = builder => builder.Interactions(Columns.Of("amount", "balance", "small")),
        ["text tests"] = builder => builder
            .Derive("paris", row => row.Text("city") == "Paris" && row["balance"] > 0 ? 1 : 0)
            .Derive("known", row => row.Text("city") != null && row.Text("city") != "Atlantis" ? row["balance"] : -1),
        ["best"] = builder => builder.SelectBest(Columns.Numbers, new() { Count = 2 }),
        ["uncorrelated"] = builder => builder.Derive("twice", row => row["balance"] * 2).SelectUncorrelated(Columns.Numbers),
        ["stable"] = builder => builder.SelectStable(Columns.Numbers),
        ["varied"] = builder => builder.SelectByVariance(Columns.Numbers),
    };

    /// <summary>Returns the steps of a case; texts and times that are left are dropped.</summary>
    public static IReadOnlyList<IFeatureStep> Steps(string name)
    {
        var builder = new FraudPipelineBuilder();
        All[name](builder);
        return builder.Drop(Columns.Texts).Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build().Steps;
    }

    public static TheoryData<string> Names => [.. All.Keys];
}
