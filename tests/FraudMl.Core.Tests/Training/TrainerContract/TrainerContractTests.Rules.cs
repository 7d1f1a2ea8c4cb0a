using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FraudMl.Tests.TrainerContract;

public sealed partial class TrainerContractTests
{
    // What has names and lists for options, but no number; a new learner that has none must be added here, or it fails.
    private static readonly string[] Unruled = ["AverageTrainer", "FromMlNetTrainer"];

    public static TheoryData<string> RuledTrainers => [.. ContractTrainers.All.Except(Unruled)];

    [Theory, MemberData(nameof(Trainers))]
    public void Categories_are_split_by_sets_or_the_encoder_to_add_is_named(string trainer)
    {
        TrainingData data = ContractData.Rows(1000, 0.3);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 1000; row++)
            values[(row * ContractData.ColumnCount) + 2] = (data.Labels.Span[row] ? 1 : 2) + (row % 20 * 3);
        FeatureColumn[] columns = [.. data.Matrix.Columns];
        columns[2] = new("City.Category", "City") { Kind = FeatureKind.Categorical };
        data = data with { Matrix = new FeatureMatrix(values, 1000, columns) };
        try
        {
            var trees = (TreeEnsemble)ContractTrainers.Of(trainer).Train(data, ContractData.Context());
            int[] splits = [.. Enumerable.Range(0, trees.Features.Length).Where(node => trees.Features[node] == 2)];
            splits.ShouldNotBeEmpty();
            foreach (int node in splits) trees.CategoryStarts![node].ShouldBeLessThan(trees.CategoryStarts[node + 1]);
        }
        catch (FraudMlException refused)
        {
            refused.Message.ShouldContain("'City.Category' holds categories");
            refused.Message.ShouldContain("Add .OneHot(\"City\")");
        }
    }

    [Theory, MemberData(nameof(LabelTrainers))]
    public void One_class_is_explained(string trainer)
    {
        ITrainer learner = ContractTrainers.Of(trainer);
        TrainingData data = ContractData.Rows(200);
        foreach (bool label in new[] { false, true })
        {
            TrainingData oneClass = data with { Labels = Enumerable.Repeat(label, 200).ToArray() };
            Should.Throw<FraudMlException>(() => learner.Train(oneClass, ContractData.Context()))
                .Message.ShouldStartWith($"{learner.Name} needs both classes");
        }
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Rows_that_do_not_fit_together_are_all_reported(string trainer)
    {
        TrainingData data = ContractData.Rows(200) with { Labels = new bool[150], Weights = new[] { 1f, -1f, float.NaN } };
        FraudMlException error = Should.Throw<FraudMlException>(() => ContractTrainers.Of(trainer).Train(data, ContractData.Context()));
        error.Problems.Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Missing_values_are_learned_from_or_explained(string trainer)
    {
        TrainingData data = ContractData.Rows(2000);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 2000; row += 3) values[(row * ContractData.ColumnCount) + 5] = float.NaN;
        TrainingData missing = data with { Matrix = ContractData.Matrix(values, 2000) };
        try
        {
            ScoringModel model = ContractTrainers.Of(trainer).Train(missing, ContractData.Context());
            ContractData.Probabilities(model, missing.Matrix).ShouldAllBe(p => p >= 0 && p <= 1);
        }
        catch (FraudMlException explained)
        {
            explained.Problems.ShouldHaveSingleItem().ShouldContain("'F5' is missing or infinite in 667 of 2000 rows");
        }
    }

    [Theory, MemberData(nameof(Trainers))]
    public void A_cancelled_token_stops_before_anything_is_done(string trainer)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => ContractTrainers.Of(trainer).Train(
            ContractData.Rows(200), ContractData.Context() with { CancellationToken = source.Token }));
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Cancelling_ends_a_training_under_way_and_frees_the_rows(string trainer)
    {
        WeakReference rows = TrainUntilCancelled(trainer);
        // A library's background thread may need a moment to see that it was cancelled.
        for (int i = 0; i < 100 && rows.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (rows.IsAlive) Thread.Sleep(20);
        }

        rows.IsAlive.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Trainers))]
    public void With_changes_the_options_and_nothing_else(string trainer)
    {
        ITrainer learner = ContractTrainers.Of(trainer);
        ValidatedOptions before = learner.Options;
        ValidatedOptions other = before with { };
        ITrainer changed = learner.With(other);
        changed.GetType().ShouldBe(learner.GetType());
        changed.Name.ShouldBe(learner.Name);
        changed.Options.ShouldBeSameAs(other);
        learner.Options.ShouldBeSameAs(before);
        Should.Throw<FraudMlException>(() => learner.With(new ImputeOptions())).Message.ShouldContain(before.GetType().Name);
    }

    [Fact]
    public void Learners_without_a_rule_on_any_option_are_those_expected() =>
        ContractTrainers.All.Where(trainer => !Ruled(ContractTrainers.Of(trainer).Options).Any())
            .ShouldBe(ContractTrainers.All.Intersect(Unruled), ignoreOrder: true);

    [Theory, MemberData(nameof(RuledTrainers))]
    public void Options_report_every_broken_rule(string trainer)
    {
        ITrainer learner = ContractTrainers.Of(trainer);
        ValidatedOptions options = learner.Options with { };
        var broken = new List<string>();
        foreach (PropertyInfo property in Ruled(options))
        {
            RuleAttribute rule = property.GetCustomAttribute<RuleAttribute>()!;
            property.SetValue(options, Convert.ChangeType(Lowest(rule) - 1,
                Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, CultureInfo.InvariantCulture));
            broken.Add(property.Name);
        }

        FraudMlException error = Should.Throw<FraudMlException>(() => new FraudPipelineBuilder().Train(learner.With(options)));
        foreach (string name in broken) error.Problems.ShouldContain(problem => problem.StartsWith(name, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Trainers))]
    public void Defaults_keep_the_rules_and_lie_in_the_search_ranges(string trainer)
    {
        ValidatedOptions options = ContractTrainers.Of(trainer).Options;
        Should.NotThrow(options.Validate);
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<TuneAttribute>() is not { } tune) continue;
            double value = Convert.ToDouble(property.GetValue(options), CultureInfo.InvariantCulture);
            value.ShouldBeInRange(tune.Low, tune.High, property.Name);
            property.GetCustomAttribute<RuleAttribute>()!.Allows(tune.Low).ShouldBeTrue(property.Name);
            property.GetCustomAttribute<RuleAttribute>()!.Allows(tune.High).ShouldBeTrue(property.Name);
        }
    }

    private static IEnumerable<PropertyInfo> Ruled(ValidatedOptions options) =>
        options.GetType().GetProperties().Where(property => property.GetCustomAttribute<RuleAttribute>() is not null);

    private static double Lowest(RuleAttribute rule) => double.IsNaN(rule.AtLeast) ? rule.Above : rule.AtLeast;

    // Cancels once the rows have been read, or at the first iteration, whichever the learner shows. A method of its own, so that
    // nothing on the test's stack keeps the rows.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference TrainUntilCancelled(string trainer)
    {
        const int rowCount = 20_000;
        using var source = new CancellationTokenSource();
        TrainingData rows = ContractData.Rows(rowCount);
        using var labels = new WatchedLabels(rows.Labels.ToArray(), readCount =>
        {
            if (readCount == rowCount) source.Cancel();
        });
        TrainingData data = rows with { Labels = labels.Memory };
        TrainingContext context = ContractData.Context() with
        {
            CancellationToken = source.Token,
            OnIteration = _ =>
            {
                source.Cancel();
                return true;
            },
        };
        Should.Throw<OperationCanceledException>(() => ContractTrainers.Of(trainer).Train(data, context));
        return new WeakReference(data.Matrix);
    }
}
