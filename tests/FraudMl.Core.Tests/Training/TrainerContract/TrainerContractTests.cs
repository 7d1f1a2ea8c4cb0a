using System.Text;

namespace FraudMl.Tests.TrainerContract;

/// <summary>What every learner keeps.</summary>
public sealed partial class TrainerContractTests
{
    public static TheoryData<string> Trainers => ContractTrainers.Names;

    public static TheoryData<string> LabelTrainers => ContractTrainers.WithLabels;

    [Theory, MemberData(nameof(LabelTrainers))]
    public void Frauds_score_higher_than_the_rest(string trainer)
    {
        TrainingData data = ContractData.Rows(4000);
        ScoringModel model = ContractTrainers.Of(trainer).Train(data, ContractData.Context());
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        var rows = new ScoredRows(unseen.Labels.ToArray(), ContractData.Probabilities(model, unseen.Matrix));
        Metrics.RocAuc.Compute(rows).ShouldBeGreaterThan(0.85);
        Metrics.Brier.Compute(rows).ShouldBeLessThan(0.05);
    }

    [Theory, MemberData(nameof(Trainers))]
    public void The_same_seed_gives_the_same_model_whatever_the_threads_in_every_mode(string trainer)
    {
        foreach (string mode in TrainerModes.All(ContractTrainers.Of(trainer).Options))
        {
            ITrainer learner = TrainerModes.In(ContractTrainers.Of(trainer), mode);
            TrainingData data = ContractData.Rows(mode.Length == 0 ? 6000 : 2500);
            string[] models = [.. new[] { 1, 2, 2, 4 }.Select(threads => Text(learner.Train(data, ContractData.Context(threads))))];
            models[1].ShouldBe(models[0], $"two threads differ from one, {mode}");
            models[2].ShouldBe(models[1], $"the second run differs, {mode}");
            models[3].ShouldBe(models[0], $"four threads differ from one, {mode}");
        }
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Trainings_at_the_same_time_do_not_disturb_each_other(string trainer)
    {
        TrainingData[] data = [.. Enumerable.Range(1, 4).Select(seed => ContractData.Rows(3000, seed: seed))];
        string Train(int i) => Text(ContractTrainers.Of(trainer).Train(data[i], ContractData.Context(1 + (i % 2))));
        string[] alone = [.. Enumerable.Range(0, 4).Select(Train)];
        var together = new string[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Train(i));
        together.ShouldBe(alone);
    }

    [Theory, MemberData(nameof(LabelTrainers))]
    public void A_weight_of_five_works_like_five_copies_of_the_row_or_weights_are_refused(string trainer)
    {
        TrainingData data = ContractData.Rows(3000);
        int[] repeated = [.. Enumerable.Range(0, 3000).SelectMany(row => Enumerable.Repeat(row, data.Labels.Span[row] ? 5 : 1))];
        var copies = new TrainingData(data.Matrix.Take(repeated), Array.ConvertAll(repeated, row => data.Labels.Span[row]));
        TrainingData weighted = data with { Weights = Array.ConvertAll(data.Labels.ToArray(), label => label ? 5f : 1f) };
        FeatureMatrix unseen = ContractData.Rows(3000, seed: 2).Matrix;
        double Mean(TrainingData rows) =>
            ContractData.Probabilities(ContractTrainers.Of(trainer).Train(rows, ContractData.Context()), unseen).Average();
        double plain = Mean(data), byCopies = Mean(copies), byWeight;
        try
        {
            byWeight = Mean(weighted);
        }
        catch (FraudMlException explained)
        {
            explained.Message.ShouldContain("can't be trained on weights");
            return;
        }

        byCopies.ShouldBeGreaterThan(plain * 1.2);
        Math.Abs(byWeight - byCopies).ShouldBeLessThan(0.25 * (byCopies - plain),
            $"plain {plain}, by weight {byWeight}, by copies {byCopies}");
    }

    [Theory, MemberData(nameof(Trainers))]
    public void A_model_scores_a_block_as_it_scores_single_rows(string trainer)
    {
        ScoringModel model = ContractTrainers.Of(trainer).Train(ContractData.Rows(2000), ContractData.Context());
        FeatureMatrix rows = AdversarialRows.Of(model, 1000);
        double[] block = ContractData.Margins(model, rows);
        double[] margin = new double[1];
        for (int row = 0; row < rows.RowCount; row++)
        {
            model.Score(rows.Row(row), margin);
            BitConverter.DoubleToInt64Bits(margin[0]).ShouldBe(BitConverter.DoubleToInt64Bits(block[row]));
        }
    }

    [Theory, MemberData(nameof(Trainers))]
    public void A_saved_model_scores_the_same_bits(string trainer)
    {
        ScoringModel model = ContractTrainers.Of(trainer).Train(ContractData.Rows(2000), ContractData.Context());
        byte[] saved = Saved(model);
        ScoringModel loaded = FraudModel.Load(new MemoryStream(saved)).Scorer;
        FeatureMatrix rows = AdversarialRows.Of(model, 1000);
        ContractData.Margins(loaded, rows).ShouldBe(ContractData.Margins(model, rows));
        Saved(loaded).ShouldBe(saved);
    }

    private static string Text(ScoringModel model) => Encoding.UTF8.GetString(Saved(model));

    /// <summary>Returns a saved pipeline whose learner is done and gives a model that is there already.</summary>
    private static byte[] Saved(ScoringModel model)
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(row => (float)row)];
        DataColumn[] columns = [.. Enumerable.Range(0, model.FeatureCount).Select(i => new NumberColumn($"x{i}", values))];
        var rows = new Dataset([.. columns, new NumberColumn("y", [.. values.Select(row => row % 2)], ColumnRoles.Label)]);
        using var saved = new MemoryStream();
        new FraudPipelineBuilder().Train(new Done(model)).Build().Fit(rows).Save(saved);
        return saved.ToArray();
    }

    private sealed class Done(ScoringModel model) : ITrainer
    {
        public string Name => "Done";

        public ValidatedOptions Options => NoOptions.Instance;

        public ITrainer With(ValidatedOptions options) => this;

        public ScoringModel Train(TrainingData data, TrainingContext context) => model;
    }
}
