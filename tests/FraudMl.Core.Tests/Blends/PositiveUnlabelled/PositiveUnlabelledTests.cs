using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class PositiveUnlabelledTests
{
    private static readonly FeatureColumn[] Features = [new("x", "x"), new("noise", "noise")];

    [Fact]
    public void Frauds_labelled_at_random_get_the_probabilities_of_all_frauds()
    {
        (TrainingData known, bool[] frauds) = Hidden(separation: 8, (random, _) => random.NextDouble() < 0.4);
        var model = (LinkedModel)Learner().Train(known, ContractData.Context());
        ((PositiveUnlabelledLink)model.Link).LabelFrequency.ShouldBe(0.4, 0.03);
        ContractData.Probabilities(model, known.Matrix).Average().ShouldBe(Share(frauds), 0.005);
        ContractData.Probabilities(Trainers.LogisticRegression().Train(known, ContractData.Context()), known.Matrix).Average()
            .ShouldBe(0.4 * Share(frauds), 0.005);
    }

    [Fact]
    public void The_ranking_is_that_of_the_learner()
    {
        (TrainingData known, _) = Hidden(separation: 2, (random, _) => random.NextDouble() < 0.4);
        double[] plain = ContractData.Margins(Trainers.LogisticRegression().Train(known, ContractData.Context()), known.Matrix);
        double[] corrected = ContractData.Probabilities(Learner().Train(known, ContractData.Context()), known.Matrix);
        Array.Sort(plain, corrected);
        for (int row = 1; row < corrected.Length; row++)
        {
            corrected[row].ShouldBeGreaterThanOrEqualTo(corrected[row - 1]);
            if (plain[row] > plain[row - 1] + 1e-6) corrected[row].ShouldBeGreaterThan(corrected[row - 1]);
        }
    }

    [Fact]
    public void Where_frauds_look_like_other_rows_it_warns_and_an_audit_mends_it()
    {
        (TrainingData known, bool[] frauds) = Hidden(separation: 1.5, (random, _) => random.NextDouble() < 0.4);
        (ScoringModel model, List<string> warnings) = Trained(Learner(), known);
        warnings.ShouldHaveSingleItem().ShouldContain("Set LabelFrequency");
        ContractData.Probabilities(model, known.Matrix).Average().ShouldBeGreaterThan(Share(frauds));

        (ScoringModel audited, List<string> none) = Trained(Learner(0.4), known);
        none.ShouldBeEmpty();
        ContractData.Probabilities(audited, known.Matrix).Average().ShouldBe(Share(frauds), 0.01);

        Trained(Learner(0.1), known).Warnings.ShouldHaveSingleItem().ShouldContain("LabelFrequency is 0.10");
    }

    [Fact]
    public void Scores_that_tell_nothing_leave_the_probability_of_being_labelled()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 4000).Select(_ => random.NextSingle())];
        bool[] labels = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(10) == 0)];
        (ScoringModel model, List<string> warnings) = Trained(Learner(), new(new FeatureMatrix(values, 2000, Features), labels));
        warnings.ShouldHaveSingleItem().ShouldContain("tell nothing");
        ContractData.Probabilities(model, new FeatureMatrix(values, 2000, Features)).Average().ShouldBe(Share(labels), 0.01);
    }

    [Fact]
    public void It_composes_with_pipelines_and_its_learner_is_tuned()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.PositiveUnlabelled(Trainers.BaggedTrees())).Build();
        ParameterSpace.Of(pipeline).Parameters.ShouldContain(parameter => parameter.Name == "trainer.trainer.TreeCount");
        FraudPipeline tuned = pipeline.With(new ParameterSet(new Dictionary<string, object> { ["trainer.trainer.TreeCount"] = 70 }));
        ((BaggedTreesOptions)tuned.Trainer.Parts[0].Options).TreeCount.ShouldBe(70);
        tuned.Name.ShouldBe("Positive-unlabelled Bagged trees");
    }

    private static ITrainer Learner(double? frequency = null) =>
        Trainers.PositiveUnlabelled(Trainers.LogisticRegression(), new() { LabelFrequency = frequency });

    private static double Share(bool[] labels) => (double)labels.Count(label => label) / labels.Length;

    private static (ScoringModel Model, List<string> Warnings) Trained(ITrainer trainer, TrainingData data)
    {
        var warnings = new List<string>();
        return (trainer.Train(data, ContractData.Context() with { OnWarning = warnings.Add }), warnings);
    }

    // A tenth of the rows are frauds, shifted along x; only some of them are labelled.
    private static (TrainingData Known, bool[] Frauds) Hidden(double separation, Func<Random, float, bool> isLabelled)
    {
        var random = new Random(5);
        float[] values = new float[40_000];
        bool[] frauds = new bool[20_000], labels = new bool[20_000];
        for (int row = 0; row < frauds.Length; row++)
        {
            frauds[row] = random.Next(10) == 0;
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            values[2 * row] = (float)(normal + (frauds[row] ? separation : 0));
            values[(2 * row) + 1] = random.NextSingle();
            labels[row] = frauds[row] && isLabelled(random, values[2 * row]);
        }

        return (new(new FeatureMatrix(values, frauds.Length, Features), labels), frauds);
    }
}
