namespace FraudMl.Tests;

/// <summary>Experiments over the learners of FraudMl.Core, calibrated and deciding.</summary>
public sealed class LearnersTests
{
    [Fact]
    public async Task Learners_are_compared_tuned_calibrated_and_decide_the_same_however_many_run_at_once()
    {
        ExperimentResult one = await Run(1);
        ExperimentResult many = await Run(4);
        many.ToString().ShouldBe(one.ToString());
        many.Best.Score(Pipelines.Test).ShouldBe(one.Best.Score(Pipelines.Test));
        many.Best.Decide(Pipelines.Test).ShouldBe(one.Best.Decide(Pipelines.Test));
        many.Evaluation!.Costs.ShouldNotBeNull();
        many.Trials.Count.ShouldBe(4);
    }

    private static Task<ExperimentResult> Run(int parallelism)
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize("V1")
            .Train(Trainers.LogisticRegression())
            .Calibrate(Calibrators.Platt())
            .DecideBy(Costs.PerTransaction(missedFraud: row => MathF.Exp(row["V1"]), review: 1))
            .Build();
        return new Experiment("learners").Compare(pipeline, pipeline.With(Trainers.FastForest(new() { TreeCount = 10 })))
            .ValidateBy(Folds.InterleavedStratified(3)).EvaluateOn(Pipelines.Test)
            .Optimize(Metrics.AveragePrecision, Search.Random(), Budget.OfTrials(2), new ParameterSpace([]).Range("L2", 0.1, 10, Scale.Log)
                .Range("LeafCount", 4, 16, isInteger: true)).Parallelize(parallelism).RunAsync(Pipelines.Train);
    }
}
