namespace FraudMl;

/// <summary>Keeps the rows of the larger class that a learner knows best (Smith, Martinez and Giraud-Carrier, Machine
/// Learning 95, 2014).</summary>
[DefinedAs("Resamplers.InstanceHardness")]
internal sealed class InstanceHardnessResampler(ITrainer trainer, InstanceHardnessOptions options) : IResampler
{
    public string Name => "Instance hardness";

    public ValidatedOptions Options => options;

    public IReadOnlyList<IPart> Parts => [trainer];

    public string SlotOf(int part) => "trainer";

    public IResampler With(ValidatedOptions other) => new InstanceHardnessResampler(trainer, other.As<InstanceHardnessOptions>(Name));

    public override string ToString() => PartText.Of(this);

    IPart IPart.With(IReadOnlyList<IPart> parts) => new InstanceHardnessResampler(parts.As<ITrainer>(Name, count: 1)[0], options);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        ClassRows classes = ClassRows.Of(data, Name, context.CancellationToken);
        ClassCounts keep = TargetCounts.ToKeep(Name, options, classes.Counts);
        int seed = options.Seed ?? context.Seed;
        double[] margins = OutOfFold(data, classes, seed, context);
        int[] kept = [.. Easiest(true), .. Easiest(false)];
        Array.Sort(kept);
        return data.Pick(kept, Name, seed, isRandom: false);

        IEnumerable<int> Easiest(bool label) =>
            classes.Of(label).OrderByDescending(row => label ? margins[row] : -margins[row]).Take(keep.Of(label));
    }

    private double[] OutOfFold(TrainingData data, ClassRows classes, int seed, ResamplingContext context)
    {
        if (classes.Smaller.Length < options.FoldCount)
        {
            throw new FraudMlException(
                $"{Name} needs at least {options.FoldCount} {ClassRows.NameOf(classes.SmallerLabel)} rows for {options.FoldCount} folds, "
                + $"but the training data has {classes.Smaller.Length}. Lower FoldCount or use Resamplers.RandomUnder().");
        }

        var margins = new double[data.Labels.Length];
        foreach (Fold fold in Folds.Stratified(options.FoldCount, seed).Split(new FoldInput(data.Labels)))
        {
            TrainingData train = data.Pick(fold.TrainingRows, Name, seed, isRandom: true).Data with { Validation = null };
            ScoringModel model = trainer.Train(train,
                new TrainingContext(seed, context.ThreadCount) { CancellationToken = context.CancellationToken });
            var scored = new double[fold.ValidationRows.Length];
            model.Score(data.Matrix.Take(fold.ValidationRows).Values.Span, scored);
            for (int i = 0; i < scored.Length; i++) margins[fold.ValidationRows[i]] = scored[i];
        }

        return margins;
    }
}
