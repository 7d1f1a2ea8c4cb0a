using System.Reflection;

namespace FraudMl.Testing;

/// <summary>What every <see cref="IResampler"/> keeps: it changes training rows by a seed and says where each comes from, and nothing of it
/// is left in a model.</summary>
public sealed partial class ResamplerContract : Contract
{
    private static readonly TrainingData Data = ResamplerRows.Usual();

    private readonly IResampler _resampler;

    /// <summary>Creates the contract of a resampler.</summary>
    /// <param name="resampler">The resampler, with the options to test it with.</param>
    public ResamplerContract(IResampler resampler)
        : base(resampler.Name)
    {
        _resampler = resampler;
        Rule("The same seed gives the same rows for any number of threads", SeedsDecide);
        Rule("A seed in the options goes before the seed of the fit", OptionSeedsGoFirst);
        Rule("Columns and validation rows are kept", ColumnsAreKept);
        Rule("Surviving rows come first, in their order and unchanged", SurvivorsAreUnchanged);
        Rule("The target ratio is reached", TargetRatioIsReached);
        Rule("A ratio that is already exceeded is explained", ExceededRatioIsExplained);
        Rule("The prior shift is the change of the share of frauds by weight", PriorShiftIsRight);
        Rule("One class only is explained", OneClassIsExplained);
        Rule("A tiny class is resampled or explained", TinyClassIsBorne);
        Rule("Equal rows, constant columns and huge values give valid rows or an explanation", HardRowsAreBorne);
        Rule("Missing values are taken, or explained by column", MissingValuesAreExplained);
        Rule("Categories stay those that exist, or the way out is named", CategoriesStay);
        Rule("A cancelled token stops it before anything is done", CancelledAtOnce);
        Rule("Options of another method are explained", OtherOptionsAreExplained);
        Rule("The input stays as it was", InputIsUnchanged);
        Rule("A fitted model scores every row and has right probabilities on average", ModelIsRightOnAverage);
    }

    private ResampledRows Resample(TrainingData? data = null, ResamplingContext? context = null) =>
        _resampler.Resample(data ?? Data, context ?? ResamplerRows.Context());

    // An option by its name: a method that has none keeps the rule by having nothing to keep.
    private IResampler? With(string option, object value)
    {
        ValidatedOptions changed = _resampler.Options with { };
        if (changed.GetType().GetProperty(option) is not { } property) return null;
        property.SetValue(changed, value);
        return _resampler.With(changed);
    }

    private void SeedsDecide()
    {
        ResampledRows one = Resample(context: ResamplerRows.Context(threads: 1));
        foreach (int threads in new[] { 1, 2, 16 })
        {
            ResampledRows other = Resample(context: ResamplerRows.Context(threads: threads));
            Require.That(other.Data.Matrix.Values.Span.SequenceEqual(one.Data.Matrix.Values.Span)
                && other.Data.Weights.Span.SequenceEqual(one.Data.Weights.Span) && other.Origins.Span.SequenceEqual(one.Origins.Span),
                $"{threads} threads give other rows than one");
        }
    }

    private void OptionSeedsGoFirst()
    {
        if (With("Seed", 5) is not { } seeded) return;
        ResampledRows rows = seeded.Resample(Data, ResamplerRows.Context(seed: 1));
        Require.That(rows.Seed == 5, $"the rows tell seed {rows.Seed} instead of 5");
        Require.That(rows.Origins.Span.SequenceEqual(seeded.Resample(Data, ResamplerRows.Context(seed: 2)).Origins.Span),
            "another seed of the fit gives other rows");
    }

    private void ColumnsAreKept()
    {
        TrainingData resampled = Resample().Data;
        Require.That(ReferenceEquals(resampled.Matrix.Columns, Data.Matrix.Columns), "the columns are others");
        Require.That(ReferenceEquals(resampled.Validation, Data.Validation), "validation rows are not passed through untouched");
        Require.That(resampled.Labels.Length == resampled.Matrix.RowCount && resampled.Weights.Length == resampled.Matrix.RowCount,
            $"{resampled.Matrix.RowCount} rows have {resampled.Labels.Length} labels and {resampled.Weights.Length} weights");
    }

    private void SurvivorsAreUnchanged()
    {
        ResampledRows resampled = Resample();
        ReadOnlySpan<RowOrigin> origins = resampled.Origins.Span;
        Require.That(origins.Length == resampled.Data.Matrix.RowCount, "not every row has an origin");
        int last = -1;
        bool made = false;
        for (int row = 0; row < origins.Length; row++)
        {
            RowOrigin origin = origins[row];
            bool survives = !made && !origin.IsSynthetic && origin.Parent > last;
            if (survives) last = origin.Parent;
            else made = true;
            Require.That(resampled.Data.Labels.Span[row] == Data.Labels.Span[origin.Parent], $"row {row} has not the label of its parent");
            Require.That(origin.IsSynthetic || resampled.Data.Matrix.Row(row).SequenceEqual(Data.Matrix.Row(origin.Parent)),
                $"row {row} is said to be row {origin.Parent}, and is changed");
        }
    }

    private void TargetRatioIsReached()
    {
        if (With("TargetRatio", 0.5) is not { } aiming) return;
        TrainingData resampled = aiming.Resample(Data, ResamplerRows.Context()).Data;
        double ratio = (double)resampled.FraudCount / (resampled.Labels.Length - resampled.FraudCount);
        Require.That(Math.Abs(ratio - 0.5) <= 0.01, () => FormattableString.Invariant($"TargetRatio 0.5 gives a ratio of {ratio:0.000}"));
    }

    private void ExceededRatioIsExplained()
    {
        if (With("TargetRatio", 0.05) is not { } aiming) return;
        string message = Require.Throws<FraudMlException>(
            () => aiming.Resample(Data, ResamplerRows.Context()), "at TargetRatio 0.05 for rows of 0.1").Message;
        Require.That(message.Contains("TargetRatio 0.05", StringComparison.Ordinal) && message.Contains("40", StringComparison.Ordinal)
            && message.Contains("400", StringComparison.Ordinal), $"the message does not tell the ratio and the rows: {message}");
    }

    private void PriorShiftIsRight()
    {
        ResampledRows resampled = Resample();
        (PriorShift shift, double before, double after) =
            (resampled.Shift, ResamplerRows.ShareOfFraud(Data), ResamplerRows.ShareOfFraud(resampled.Data));
        Require.That(Math.Abs(shift.OriginalPositiveRatio - before) <= 1e-9 && Math.Abs(shift.TrainedPositiveRatio - after) <= 1e-9,
            () => FormattableString.Invariant($"it tells a shift from {shift.OriginalPositiveRatio:R} to {shift.TrainedPositiveRatio:R}; ")
                + FormattableString.Invariant($"by weight it is from {before:R} to {after:R}"));
        Require.That(resampled.Method == _resampler.Name, $"the rows tell the method '{resampled.Method}'");
    }
}
