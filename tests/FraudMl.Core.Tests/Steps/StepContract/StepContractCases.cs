using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>How steps are made for the contract: enrol a new step, or a variant with other maths, with one line.</summary>
internal static class StepContractCases
{
    /// <summary>The collection of the tests that load ML.NET's transformers: the switch that allows it is one for the whole process.</summary>
    public const string LoadSwitch = "ML.NET's load switch";

    private static readonly Columns Complete = Columns.Of("balance", "angle", "small");

    private static readonly Dictionary<string, IFeatureStep[]> Enrolled = new()
    {
        ["impute by the median"] = [new ImputeStep(Columns.Numbers, new ImputeOptions())],
        ["impute by the mode, with indicators"] = [new ImputeStep(Columns.Numbers, new ImputeOptions { With = Imputation.Mode, AddIndicator = true })],
        ["impute by group medians"] = [new ImputeStep(Columns.Numbers, new ImputeOptions { With = Imputation.GroupMedian, GroupBy = "city", AddIndicator = true })],
        ["impute from neighbours"] = [new ImputeStep(Columns.Numbers, new ImputeOptions { With = Imputation.NearestNeighbors, MaximumDonorCount = 300, AddIndicator = true })],
        ["impute from neighbours by distance"] = [new ImputeStep(Columns.Of("amount", "balance"), new ImputeOptions { With = Imputation.NearestNeighbors, Weighting = NeighborWeighting.Distance })],
        ["standardize"] = [new StandardizeStep(Columns.Numbers, new StandardizeOptions())],
        ["min-max"] = [new MinMaxStep(Columns.Numbers, new MinMaxOptions())],
        ["min-max, clipped"] = [new MinMaxStep(Columns.Numbers, new MinMaxOptions { Low = -1, Clip = true })],
        ["max-abs"] = [new MaxAbsStep(Columns.Numbers)],
        ["robust"] = [new RobustStep(Columns.Numbers, new RobustOptions { UnitVariance = true })],
        ["quantile, uniform"] = [new QuantileStep(Columns.Numbers, new QuantileOptions())],
        ["quantile, normal"] = [new QuantileStep(Columns.Numbers, new QuantileOptions { Output = OutputDistribution.Normal, QuantileCount = 50 })],
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
        ["principal components, whitened"] = [new StandardizeStep(Complete, new StandardizeOptions()), new PcaStep(Complete, new PcaOptions { VarianceRatio = 0.5, Whiten = true })],
        ["derive"] = [.. DeriveFunctions.Steps],
        ["one-hot"] = [new OneHotStep(Columns.Texts, new OneHotOptions())],
        ["one-hot that refuses the unknown"] = [new OneHotStep("kind", new OneHotOptions { Unknown = UnknownCategory.Error })],
        ["drop"] = [new DropStep(Columns.Of("city", "small"))],
        ["ML.NET"] = [new MlNetStep(
            ml => ml.Transforms.Concatenate("V", "balance", "small")
                .Append(ml.Transforms.NormalizeMeanVariance("V", fixZero: false))
                .Append(ml.Transforms.Categorical.OneHotEncoding("kinds", "kind"))
                .Append(ml.Transforms.IndicateMissingValues("gone", "amount")),
            new MlNetOptions { Name = "MlNet(V)", Outputs = ["V", "kinds", "gone"] })],
        ["ordinal"] = [new OrdinalStep("city", new OrdinalOptions { KeepInput = true })],
        ["frequency"] = [new FrequencyStep("city", new FrequencyOptions { KeepInput = true }), new FrequencyStep("kind", new FrequencyOptions { AsCount = true })],
        ["hash"] = [new HashStep(Columns.Texts, new HashOptions { BitCount = 3 })],
        ["calendar"] =
        [
            new CalendarStep("when", new CalendarOptions { KeepInput = true }),
            new CalendarStep("when", new CalendarOptions { Parts = CalendarParts.Hour | CalendarParts.Weekday | CalendarParts.Month, Cyclic = true, TimeZone = "Europe/Paris" }),
        ],
        ["interactions"] = [new InteractionsStep(Columns.Of("balance", "small", "angle"), new InteractionsOptions())],
        ["target mean"] = [new TargetMeanStep(Columns.Texts, new TargetMeanOptions())],
        ["target mean, ordered in time"] = [new TargetMeanStep(Columns.Texts, new TargetMeanOptions { CrossFit = TargetCrossFit.OrderedInTime, LabelDelay = TimeSpan.FromDays(7) })],
        ["weight of evidence"] = [new WeightOfEvidenceStep(Columns.Of("city", "amount", "balance", "kind"), new WeightOfEvidenceOptions())],
        ["select by variance"] = [new SelectByVarianceStep(Columns.Numbers, new SelectByVarianceOptions())],
        ["select the best"] = [new SelectBestStep(Columns.Numbers, new SelectBestOptions { Count = 2 })],
        ["select the uncorrelated"] = [new SelectUncorrelatedStep(Columns.Numbers, new SelectUncorrelatedOptions { MaximumCorrelation = 0.5 })],
        ["select the stable"] = [new SelectStableStep(Columns.Numbers, new SelectStableOptions())],
    };

    static StepContractCases() => AppContext.SetSwitch(MlNetCatalog.LoadSwitch, true);

    public static IReadOnlyCollection<string> Names => Enrolled.Keys;

    public static IEnumerable<Type> StepTypes => Enrolled.Values.SelectMany(steps => steps).Select(step => step.GetType()).Distinct();

    /// <summary>Returns every implementation of an interface in Core and in the package of ML.NET.</summary>
    public static IReadOnlyList<Type> Implementations(Type seam) =>
        [.. seam.Assembly.GetTypes().Concat(typeof(MlNetCatalog).Assembly.GetTypes()).Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(seam))];

    /// <summary>Returns whether a case gives training rows other values than rows that are scored.</summary>
    public static bool IsCrossFitted(string step) => Enrolled[step].Any(enrolled => enrolled.IsCrossFitted);

    /// <summary>Fits the steps of a case; texts and times that are left are dropped.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(string step, Dataset data, int seed = 3) =>
        FittedFeatures.Fit([.. Enrolled[step], new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], data, new StepContext(seed, Folds.Stratified(3, seed)));

    /// <summary>Returns a pipeline of the same steps.</summary>
    public static FraudPipeline Pipeline(string step)
    {
        var builder = new FraudPipelineBuilder();
        foreach (IFeatureStep enrolled in Enrolled[step]) builder.Step(enrolled);
        return builder.Drop(Columns.Texts).Drop(Columns.Timestamps).Train(Trainers.LogisticRegression()).Build();
    }

    /// <summary>Returns a model around the features, with a weight for each.</summary>
    public static FraudModel Model(FittedFeatures features) => new(new ModelParts(
        "contract", features, new LinearModel([.. features.Columns.Select((_, i) => 0.01f * (i + 1))], -0.5), FittedCalibrator.Logistic));

    public static byte[] Saved(FittedFeatures features)
    {
        using var stream = new MemoryStream();
        Model(features).Save(stream);
        return stream.ToArray();
    }

    /// <summary>Sets the switch until it is disposed.</summary>
    public static IDisposable Switched(bool isOn)
    {
        AppContext.SetSwitch(MlNetCatalog.LoadSwitch, isOn);
        return new SwitchedBack();
    }

    /// <summary>Returns a saved model whose JSON was changed, with the hash of what it holds now.</summary>
    public static byte[] WithPayload(byte[] saved, Func<string, string> change)
    {
        byte[] payload = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(saved).Split('\n')[1]));
        string header = $"{{\"format\":\"fraudml\",\"version\":1,\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(payload))}\"}}\n";
        return [.. Encoding.UTF8.GetBytes(header), .. payload];
    }

    private sealed class SwitchedBack : IDisposable
    {
        public void Dispose() => AppContext.SetSwitch(MlNetCatalog.LoadSwitch, true);
    }
}
