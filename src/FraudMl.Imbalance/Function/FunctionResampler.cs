namespace FraudMl;

/// <summary>Takes over the rows that a function chooses.</summary>
internal sealed class FunctionResampler(Func<TrainingData, ResamplingContext, IReadOnlyList<int>> choose) : IResampler
{
    public string Name => "Function";

    public ValidatedOptions Options => NoOptions.Instance;

    public IResampler With(ValidatedOptions options)
    {
        _ = options.As<NoOptions>(Name);
        return this;
    }

    public override string ToString() => PartText.Of(this);

    public ResampledRows Resample(TrainingData data, ResamplingContext context)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        data.RequireBothClasses(Name);
        int[] rows = [.. choose(data, context)];
        int wrong = rows.Count(row => row < 0 || row >= data.Labels.Length);
        if (wrong > 0) throw new FraudMlException(
            $"{Name} must choose rows from 0 to {data.Labels.Length - 1}. {wrong} of {rows.Length} are not.");
        data.RequireBothClasses(rows, Name, "Choose rows of both classes.");
        return data.Pick(Ordered(rows), Name, context.Seed, isRandom: false);
    }

    // Rows taken over come first, ascending, and repeated ones after them.
    private static int[] Ordered(int[] rows) =>
        [.. rows.Distinct().Order(), .. rows.GroupBy(row => row).SelectMany(group => group.Skip(1)).Order()];
}
