using static System.FormattableString;

namespace FraudMl;

/// <summary>Learns what is labelled, and divides by the share of frauds that are (Elkan and Noto, KDD 2008, section 2).</summary>
[DefinedAs("Trainers.PositiveUnlabelled")]
internal sealed class PositiveUnlabelledTrainer(ITrainer trainer, PositiveUnlabelledOptions options) : ITrainer
{
    public string Name => $"Positive-unlabelled {trainer.Name}";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public double ValidationShare => trainer.ValidationShare;

    public string SlotOf(int part) => "trainer";

    public ITrainer With(ValidatedOptions options) => new PositiveUnlabelledTrainer(trainer, options.As<PositiveUnlabelledOptions>(Name));

    IPart IPart.With(IReadOnlyList<IPart> parts) => new PositiveUnlabelledTrainer(parts.As<ITrainer>(Name, count: 1)[0], options);

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        trainer.Options.Validate();
        data.RequireValid(Name, takesCategories: true);
        context.CancellationToken.ThrowIfCancellationRequested();
        ScoringModel model = trainer.Train(data, context);
        context.CancellationToken.ThrowIfCancellationRequested();
        double[] margins = OutOfFoldMargins.Of([trainer.Train], data, options.FoldCount, context)[0];
        IsotonicCalibration labelled = Labelled(margins, data);
        LabelFrequency estimate = LabelFrequency.Of(labelled, margins, data);
        bool tells = OutOfFoldMargins.Rises(margins, data);
        foreach (string warning in Warnings(tells, estimate)) context.OnWarning?.Invoke(warning);
        return new LinkedModel(model, new PositiveUnlabelledLink(labelled, options.LabelFrequency ?? (tells ? estimate.Value : 1)));
    }

    // g flattens where it nears c, which no sigmoid does.
    private static IsotonicCalibration Labelled(double[] margins, TrainingData data) => PoolAdjacentViolators.Fit(
        margins, Array.ConvertAll(data.Labels.ToArray(), label => label ? 1.0 : 0), RowWeights.OrOnes(data.Weights, margins.Length));

    private IEnumerable<string> Warnings(bool tells, LabelFrequency estimate)
    {
        string top = Invariant($"{estimate.Top:0.00} of the {estimate.TopCount} rows that score highest are");
        if (options.LabelFrequency is { } given)
        {
            if (estimate.Exceeds(given))
                yield return Invariant($"LabelFrequency is {given:0.00}, and {top} labelled: probabilities are too high. ")
                    + "Raise it, or check whether frauds are labelled at random.";
        }
        else if (!tells)
        {
            yield return "Scores out of fold tell nothing of what is labelled, so that the share of the frauds that are can't be "
                + "estimated: the probability is that of being labelled. Set LabelFrequency where it is known.";
        }
        else if (estimate.Exceeds(estimate.Mean))
        {
            yield return Invariant($"A labelled row has a chance of {estimate.Mean:0.00} on average to be labelled, and {top}: ")
                + "frauds look like legitimate rows, or are not labelled at random. "
                + Invariant($"c is taken for {estimate.Value:0.00} and may still be too low, and probabilities too high. ")
                + "Set LabelFrequency to what an audit says.";
        }
    }
}
