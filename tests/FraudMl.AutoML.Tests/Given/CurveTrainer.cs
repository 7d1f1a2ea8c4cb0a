namespace FraudMl.Tests;

/// <summary>Options of a learner that rises along a curve.</summary>
internal sealed record CurveOptions : ValidatedOptions
{
    /// <value>What the scores on held-back rows rise to.</value>
    [Rule(AtLeast = 0, AtMost = 1), Tune(0, 1)]
    public double Height { get; init; } = 0.5;

    [Rule(AtLeast = 1)]
    public int IterationCount { get; init; } = 8;

    [Rule(AtLeast = 0, Below = 1)]
    public double ValidationShare { get; init; } = 0.2;
}

/// <summary>A learner whose scores on held-back rows rise to a height; the model is as good as the height says.</summary>
internal sealed class CurveTrainer(CurveOptions? given = null) : ITrainer
{
    private readonly CurveOptions _options = given ?? new CurveOptions();

    public string Name => "Curve";

    public ValidatedOptions Options => _options;

    public double ValidationShare => _options.ValidationShare;

    public ITrainer With(ValidatedOptions options) => new CurveTrainer(options.As<CurveOptions>(Name));

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        for (int iteration = 1; iteration <= _options.IterationCount; iteration++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            double score = _options.Height * (1 - (0.5 / iteration));
            if (context.OnIteration?.Invoke(new TrainingIteration(iteration, _options.IterationCount, score)) == false) break;
        }

        var weights = new float[data.Matrix.ColumnCount];
        weights[0] = (float)_options.Height;
        weights[1] = 1 - (float)_options.Height;
        return new LinearModel(weights, 0);
    }
}
