using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

/// <summary>Copies of a row are one group whatever their labels, and too few groups are told.</summary>
public sealed class RepeatedRowsTests
{
    private static readonly ITrainer[] Members = [Trainers.LogisticRegression(), Trainers.DecisionTree()];

    public static TheoryData<string> Learners => ["stack", "ranks", "greedy", "average", "bagged"];

    [Theory, MemberData(nameof(Learners))]
    public void Categories_are_ranked_as_the_members_rank_them(string learner)
    {
        // Deep trees learn the chance in each cell; ranks hardly tell how far apart two groups are.
        (double lost, double away) = learner switch { "bagged" => (0.06, 0.03), "ranks" => (0.03, 0.1), _ => (0.03, 0.03) };
        RepeatedRows.ShouldBeLearned(Named(learner), Trainers.DecisionTree(), lost, away);
    }

    [Fact]
    public void A_model_that_scores_a_row_has_seen_no_copy_of_it_with_another_label()
    {
        // Each row twice, a fraud and a legitimate one, and a column that tells: groups are mixed, and margins rise.
        TrainingData plain = ContractData.Rows(400, fraudRatio: 0.3);
        int[] rows = [.. Enumerable.Range(0, 400).SelectMany(row => row % 4 == 0 ? new[] { row, row } : [row])];
        bool[] labels = [.. rows.Select((row, i) => i > 0 && rows[i - 1] == row ? !plain.Labels.Span[row] : plain.Labels.Span[row])];
        var data = new TrainingData(plain.Matrix.Take(rows), labels);
        List<string> warnings = [];
        var seen = new System.Collections.Concurrent.ConcurrentBag<TrainingData>();
        double[] margins = OutOfFoldMargins.Of(
            [(part, context) =>
            {
                seen.Add(part);
                return Trainers.LogisticRegression().Train(part, context);
            }], data, 4, ContractData.Context() with { OnWarning = warnings.Add })[0];
        warnings.ShouldBeEmpty();
        seen.Count.ShouldBe(4);
        foreach (TrainingData part in seen)
        {
            // A row that is left out is left out with its copy: of each row there are none, or as many as in all.
            Dictionary<float, int> all = Counts(data.Matrix), kept = Counts(part.Matrix);
            foreach ((float row, int count) in kept) count.ShouldBe(all[row]);
        }

        OutOfFoldMargins.Rises(margins, data).ShouldBeTrue();
    }

    [Fact]
    public void Few_different_rows_are_told_by_the_model_and_before_by_the_check()
    {
        Dataset two = RepeatedRows.Two();
        foreach (ITrainer trainer in new[] { Named("stack"), Named("ranks"), Named("bagged") })
        {
            FraudModel model = RepeatedRows.Fit(trainer, two);
            model.Warnings.ShouldHaveSingleItem().ShouldStartWith("Only 2 of 1000 training rows differ in their features");
            PipelineCheck check = new FraudPipelineBuilder().Train(trainer).Build().Check(two);
            check.Problems.ShouldBeEmpty();
            check.Warnings[0].ShouldStartWith("Only 2 of 300 training rows differ");
            check.ToString().ShouldContain("warning: Only 2 of 300");
        }

        RepeatedRows.Fit(Named("stack"), RepeatedRows.Cells(1, columnCount: 6)).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void With_fewer_frauds_than_folds_there_are_as_many_folds_as_frauds()
    {
        TrainingData data = ContractData.Rows(200) with { Labels = Enumerable.Range(0, 200).Select(row => row % 70 == 0).ToArray() };
        List<string> warnings = [];
        Named("stack").Train(data, ContractData.Context() with { OnWarning = warnings.Add }).ShouldBeOfType<BlendedModel>();
        warnings.ShouldBe(["Scores out of fold come from 3 folds, as there are 3 rows of the smaller class."]);
        TrainingData one = data with { Labels = Enumerable.Range(0, 200).Select(row => row == 5).ToArray() };
        Should.Throw<FraudMlException>(() => Named("stack").Train(one, ContractData.Context())).Message.ShouldStartWith(
            "Scores out of fold need at least 2 rows of each class, and the training data has 1 frauds among 200 rows.");
    }

    [Fact]
    public void Rows_of_weight_0_have_no_part_in_the_folds()
    {
        TrainingData data = ContractData.Rows(400);
        float[] weights = [.. Enumerable.Range(0, 400).Select(row => row % 3 == 0 ? 0f : 1f)];
        int[] kept = [.. Enumerable.Range(0, 400).Where(row => weights[row] > 0)];
        var alone = new TrainingData(data.Matrix.Take(kept), Array.ConvertAll(kept, row => data.Labels.Span[row]));
        double[] margins = OutOfFoldMargins.Of([Members[0].Train], data with { Weights = weights }, 3, ContractData.Context())[0];
        double[] wanted = OutOfFoldMargins.Of([Members[0].Train], alone, 3, ContractData.Context())[0];
        for (int i = 0; i < kept.Length; i++) margins[kept[i]].ShouldBe(wanted[i], 1e-6);
        margins.ShouldAllBe(margin => margin != 0);
    }

    [Fact]
    public void Equal_rows_are_one_group_also_where_their_bits_differ()
    {
        float otherNaN = BitConverter.UInt32BitsToSingle(0x7FC0_0001);
        var matrix = new FeatureMatrix([0f, float.NaN, -0f, otherNaN, 1f, float.NaN], 3,
            [new FeatureColumn("a", "a"), new FeatureColumn("b", "b")]);
        RowGroups.Of(new TrainingData(matrix, new[] { true, false, false })).OfRow.ShouldBe([0, 0, 1]);
    }

    private static Dictionary<float, int> Counts(FeatureMatrix matrix) =>
        Enumerable.Range(0, matrix.RowCount).GroupBy(row => matrix.Row(row)[0]).ToDictionary(group => group.Key, group => group.Count());

    private static ITrainer Named(string learner) => learner switch
    {
        "stack" => Trainers.Stack(Members),
        "ranks" => Trainers.RankAverage(Members),
        "greedy" => Trainers.GreedySelection(Members),
        "average" => Trainers.Average(Members),
        _ => Trainers.BaggedTrees(new() { TreeCount = 30 }),
    };
}
