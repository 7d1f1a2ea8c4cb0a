namespace FraudMl.Tests;

/// <summary>What every resampler keeps, and which of them have what only some have.</summary>
public sealed class ResamplerContractTests
{
    // What has no option of that name; a new resampler that lacks one must be added here, or it fails.
    private static readonly string[] Unseeded =
    [
        nameof(AllKnnResampler), nameof(ChainResampler), nameof(ClassWeightsResampler), nameof(EditedNearestNeighborsResampler),
        nameof(FunctionResampler),
        nameof(NeighborhoodCleaningResampler), nameof(RepeatedEditedNearestNeighborsResampler), nameof(SmoteEnnResampler),
        nameof(SmoteTomekResampler), nameof(TomekLinksResampler),
    ];

    private static readonly string[] SeededCleaners = [nameof(CondensedNearestNeighborResampler), nameof(OneSidedSelectionResampler)];

    // What measures no distance takes missing values, and so does a learner that takes them.
    private static readonly string[] TakingMissing =
        [nameof(ClassWeightsResampler), nameof(FunctionResampler), nameof(InstanceHardnessResampler), nameof(RandomOverResampler),
            nameof(RandomUnderResampler)];

    // One pass over the rows, with nothing to interrupt.
    private static readonly string[] Instant = [nameof(ClassWeightsResampler), nameof(FunctionResampler), nameof(RandomOverResampler),
        nameof(RandomUnderResampler)];

    // What draws rows of a class without looking at them, so that the correction of the prior is exact.
    private static readonly string[] Exactly = [nameof(RandomOverResampler), nameof(RandomUnderResampler)];

    private static readonly TrainingData Data = ResamplerRows.Usual();

    public static TheoryData<string, string> Rules
    {
        get
        {
            var rules = new TheoryData<string, string>();
            foreach (string name in EveryResampler.All)
            {
                foreach (string rule in new ResamplerContract(EveryResampler.Named(name)).Rules) rules.Add(name, rule);
            }

            return rules;
        }
    }

    public static TheoryData<string> Lasting => EveryResampler.Except(Instant);

    [Theory, MemberData(nameof(Rules))]
    public void A_resampler_keeps_the_contract(string name, string rule) => new ResamplerContract(EveryResampler.Named(name)).Verify(rule);

    [Fact]
    public void Options_are_those_expected_so_that_no_rule_is_kept_by_absence()
    {
        EveryResampler.Without("Seed").ShouldBe(Unseeded, ignoreOrder: true);
        EveryResampler.Without("TargetRatio").ShouldBe([.. Unseeded, .. SeededCleaners], ignoreOrder: true);
    }

    [Fact]
    public void Exact_shifts_are_those_expected_so_that_no_probability_is_right_by_absence() =>
        EveryResampler.All.Where(name => EveryResampler.Named(name).Resample(Data, Rows.Context()).Shift.IsExact)
            .ShouldBe(Exactly, ignoreOrder: true);

    [Fact]
    public void Those_that_take_missing_values_are_those_expected_and_keep_them() =>
        EveryResampler.All.Where(name => Keeps(name, ResamplerRows.Missing(), float.IsNaN)).ShouldBe(TakingMissing, ignoreOrder: true);

    [Theory, MemberData(nameof(Lasting))]
    public void A_token_cancelled_once_the_labels_are_read_stops_what_takes_long(string name)
    {
        using var source = new CancellationTokenSource();
        using var labels = new WatchedLabels(Data.Labels.ToArray(), _ => source.Cancel());
        Should.Throw<OperationCanceledException>(() => EveryResampler.Named(name)
            .Resample(Data with { Labels = labels.Memory }, Rows.Context() with { CancellationToken = source.Token }));
    }

    private static bool Keeps(string name, TrainingData data, Func<float, bool> value)
    {
        try
        {
            return EveryResampler.Named(name).Resample(data, Rows.Context()).Data.Matrix.Values.ToArray().Any(value);
        }
        catch (FraudMlException)
        {
            return false;
        }
    }
}
