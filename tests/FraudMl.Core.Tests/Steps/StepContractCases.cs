namespace FraudMl.Tests;

/// <summary>How the steps of Core are made for the contract: enrol a new step, or a variant with other maths, with one line.</summary>
internal static partial class StepContractCases
{
    // Refusals are promises too: a step that begins or ceases to refuse changes this list, and docs/features.md.
    private static readonly string[] Refusing = ["impute from neighbours", "impute from neighbours by distance",
        "one-hot that refuses the unknown"];

    private static readonly Columns Complete = Columns.Of("balance", "angle", "small");

    private static readonly Dictionary<string, IFeatureStep[]> Enrolled = new()
    {
        ["impute by the median"] = [new ImputeStep(Columns.Numbers, new ImputeOptions())],
        ["impute by the mode, with indicators"] = [new ImputeStep(Columns.Numbers,
            new ImputeOptions { With = Imputation.Mode, AddIndicator = true })],
        ["impute by group medians"] = [new ImputeStep(Columns.Numbers,
            new ImputeOptions { With = Imputation.GroupMedian, GroupBy = "city", AddIndicator = true })],
        ["impute from neighbours"] = [new ImputeStep(Columns.Numbers,
            new ImputeOptions { With = Imputation.NearestNeighbors, MaximumDonorCount = 300, AddIndicator = true })],
        ["impute from neighbours by distance"] = [new ImputeStep(Columns.Of("amount", "balance"),
            new ImputeOptions { With = Imputation.NearestNeighbors, Weighting = NeighborWeighting.Distance })],
        ["standardize"] = [new StandardizeStep(Columns.Numbers, new StandardizeOptions())],
        ["min-max"] = [new MinMaxStep(Columns.Numbers, new MinMaxOptions())],
        ["min-max, clipped"] = [new MinMaxStep(Columns.Numbers, new MinMaxOptions { Low = -1, Clip = true })],
        ["max-abs"] = [new MaxAbsStep(Columns.Numbers)],
        ["robust"] = [new RobustStep(Columns.Numbers, new RobustOptions { UnitVariance = true })],
        ["quantile, uniform"] = [new QuantileStep(Columns.Numbers, new QuantileOptions())],
        ["quantile, normal"] = [new QuantileStep(Columns.Numbers,
            new QuantileOptions { Output = OutputDistribution.Normal, QuantileCount = 50 })],
        ["power, Yeo-Johnson"] = [new PowerStep(Columns.Numbers, new PowerOptions())],
        ["power, Box-Cox"] = [new PowerStep(Columns.Of("amount"), new PowerOptions { Method = PowerMethod.BoxCox })],
        ["log1p"] = [new Log1pStep(Columns.Numbers, new Log1pOptions())],
        ["log1p, signed"] = [new Log1pStep(Columns.Numbers, new Log1pOptions { IsSigned = true })],
        ["clip by quantiles"] = [new ClipStep(Columns.Numbers, new ClipOptions())],
        ["clip by a bound"] = [new ClipStep(Columns.Numbers, new ClipOptions { Maximum = 3 })],
        ["bin by quantiles"] = [new BinStep(Columns.Numbers, new BinOptions { BinCount = 20 })],
        ["bin by widths into indicators"] = [new BinStep(Columns.Numbers, new BinOptions { By = BinStrategy.Width, OneHot = true })],
        ["bin by a tree"] = [new BinStep(Columns.Numbers, new BinOptions { By = BinStrategy.Tree })],
        ["bin by given edges"] = [new BinStep(Columns.Numbers, new BinOptions { By = BinStrategy.Edges, Edges = [-1, 0.1, 7] })],
        ["principal components"] = [new ImputeStep("amount", Imputation.Median), new PcaStep(Columns.Numbers, new PcaOptions())],
        ["principal components, whitened"] = [new StandardizeStep(Complete, new StandardizeOptions()),
            new PcaStep(Complete, new PcaOptions { VarianceRatio = 0.5, Whiten = true })],
        ["isolation score"] = [new IsolationScoreStep(Columns.Numbers, new IsolationScoreOptions { TreeCount = 20 })],
        ["derive"] = [.. DeriveFunctions.Steps],
        ["one-hot"] = [new OneHotStep(Columns.Texts, new OneHotOptions())],
        ["one-hot that refuses the unknown"] = [new OneHotStep("kind", new OneHotOptions { Unknown = UnknownCategory.Error })],
        ["drop"] = [new DropStep(Columns.Of("city", "small"))],
        ["ordinal"] = [new OrdinalStep("city", new OrdinalOptions { KeepInput = true })],
        ["categorical"] = [new CategoricalStep(Columns.Texts, new CategoricalOptions())],
        ["frequency"] = [new FrequencyStep("city", new FrequencyOptions { KeepInput = true }),
            new FrequencyStep("kind", new FrequencyOptions { AsCount = true })],
        ["hash"] = [new HashStep(Columns.Texts, new HashOptions { BitCount = 3 })],
        ["calendar"] =
        [
            new CalendarStep("when", new CalendarOptions { KeepInput = true }),
            new CalendarStep("when", new CalendarOptions { Parts = CalendarParts.Hour | CalendarParts.Weekday | CalendarParts.Month,
                Cyclic = true, TimeZone = "Europe/Paris" }),
        ],
        ["time between"] = [new TimeBetweenStep(new() { From = "when", To = "when", Unit = TimeUnit.Hours })],
        ["interactions"] = [new InteractionsStep(Columns.Of("balance", "small", "angle"), new InteractionsOptions())],
        ["target mean"] = [new TargetMeanStep(Columns.Texts, new TargetMeanOptions())],
        ["target mean, ordered in time"] = [new TargetMeanStep(Columns.Texts,
            new TargetMeanOptions { CrossFit = TargetCrossFit.OrderedInTime, LabelDelay = TimeSpan.FromDays(7) })],
        ["weight of evidence"] = [new WeightOfEvidenceStep(Columns.Of("city", "amount", "balance", "kind"), new WeightOfEvidenceOptions())],
        ["select by variance"] = [new SelectByVarianceStep(Columns.Numbers, new SelectByVarianceOptions())],
        ["select the best"] = [new SelectBestStep(Columns.Numbers, new SelectBestOptions { Count = 2 })],
        ["select the uncorrelated"] = [new SelectUncorrelatedStep(Columns.Numbers,
            new SelectUncorrelatedOptions { MaximumCorrelation = 0.5 })],
        ["select the stable"] = [new SelectStableStep(Columns.Numbers, new SelectStableOptions())],
    };
}
