namespace FraudMl.Tests;

internal static class Pipelines
{
    public static Dataset Train { get; } = Datasets.Of(Rows.Random(frauds: 60, legitimate: 540, columns: 5, shift: 0.8, seed: 1));

    public static Dataset Test { get; } = Datasets.Of(Rows.Random(frauds: 30, legitimate: 270, columns: 5, shift: 0.8, seed: 2));

    public static FraudPipeline With(ITrainer trainer) => new FraudPipelineBuilder().Train(trainer).Build();

    public static FraudPipeline Newton(double ridge = 1, int iterations = 6) =>
        With(new NewtonTrainer(new NewtonOptions { Ridge = ridge, IterationCount = iterations }));

    public static FraudPipeline Failing(string reason) => With(new FailingTrainer(() => new FraudMlException(reason)));

    public static FraudPipeline Stalling(Stall stall, ManualResetEventSlim release) =>
        With(new StallingTrainer(new StallingOptions { Stall = stall }, release));
}
