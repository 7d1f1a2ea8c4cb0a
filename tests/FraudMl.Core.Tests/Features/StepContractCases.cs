namespace FraudMl.Tests;

/// <summary>How each kind of fitted step is made for the contract: enrol a new step with one line.</summary>
internal static class StepContractCases
{
    private static readonly Dictionary<Type, IFeatureStep[]> Enrolled = new()
    {
        [typeof(FittedImpute)] = [new ImputeStep(Columns.Numbers, new ImputeOptions())],
        [typeof(FittedStandardize)] = [new StandardizeStep(Columns.Numbers)],
        [typeof(FittedDerive)] = [.. DeriveFunctions.Steps],
        [typeof(FittedOneHot)] = [new OneHotStep(Columns.Texts, new OneHotOptions())],
        [typeof(FittedLookup)] =
        [
            new OrdinalStep("city", new OrdinalOptions { KeepInput = true }), new FrequencyStep("city", new FrequencyOptions { KeepInput = true }),
            new FrequencyStep("kind", new FrequencyOptions { AsCount = true }),
        ],
        [typeof(FittedHash)] = [new HashStep(Columns.Texts, new HashOptions { BitCount = 3 })],
        [typeof(FittedCalendar)] =
        [
            new CalendarStep("when", new CalendarOptions { KeepInput = true }),
            new CalendarStep("when", new CalendarOptions { Parts = CalendarParts.Hour | CalendarParts.Weekday | CalendarParts.Month, Cyclic = true, TimeZone = "Europe/Paris" }),
        ],
        [typeof(FittedInteractions)] = [new InteractionsStep(Columns.Of("balance", "small", "angle"), new InteractionsOptions())],
        [typeof(FittedWeightOfEvidence)] = [new WeightOfEvidenceStep(Columns.Of("city", "amount", "balance", "kind"), new WeightOfEvidenceOptions())],
        [typeof(FittedSelect)] = [new SelectStep(Columns.Numbers, "SelectBest", rows => BestRule.Choose(rows, new SelectBestOptions { Count = 2 }))],
        [typeof(FittedDrop)] = [new DropStep(Columns.Of("city", "small"))],
    };

    /// <value>Every implementation of <see cref="IFittedStep"/> in the library.</value>
    public static IReadOnlyList<Type> Implementations { get; } =
        [.. typeof(IFittedStep).Assembly.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IFittedStep)))];

    public static IEnumerable<Type> EnrolledTypes => Enrolled.Keys;

    /// <summary>Returns whether a case gives training rows other values than rows that are scored.</summary>
    public static bool IsCrossFitted(string step) => Enrolled.Single(enrolled => enrolled.Key.Name == step).Value.Any(enrolled => enrolled.IsCrossFitted);

    /// <summary>Fits the steps of a case; texts and times that are left are dropped.</summary>
    public static (FittedFeatures Features, FeatureMatrix Matrix) Fit(string step, Dataset data, int seed = 3)
    {
        IFeatureStep[] steps = Enrolled.Single(enrolled => enrolled.Key.Name == step).Value;
        return FittedFeatures.Fit([.. steps, new DropStep(Columns.Texts), new DropStep(Columns.Timestamps)], data, new StepContext(seed, Folds.Stratified(3, seed)));
    }

    /// <summary>Returns a model around the features, with a weight for each.</summary>
    public static FraudModel Model(FittedFeatures features) => new(
        "contract", features, new LinearModel([.. features.Columns.Select((_, i) => 0.01f * (i + 1))], -0.5), FittedCalibrator.Logistic, null);

    public static byte[] Saved(FittedFeatures features)
    {
        using var stream = new MemoryStream();
        Model(features).Save(stream);
        return stream.ToArray();
    }
}
