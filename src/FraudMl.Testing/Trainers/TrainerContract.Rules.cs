using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using FraudMl.Onnx;

namespace FraudMl.Testing;

public sealed partial class TrainerContract
{
    private const double LargestDifference = 1e-6;

    private void OnnxAgrees()
    {
        ScoringModel model = Train();
        FeatureMatrix rows = AdversarialRows.Of(model, 1000);
        float[] theirs;
        try
        {
            theirs = OnnxScores.Of(model, rows);
        }
        catch (OnnxExportException refused)
        {
            Require.That(refused.Reason.Length > 20, "it can't be exported and does not say why");
            return;
        }

        double[] ours = Array.ConvertAll(ContractData.Margins(model, rows), FittedCalibrator.Logistic.Calibrate);
        for (int row = 0; row < ours.Length; row++)
        {
            (double here, float there, int at) = (ours[row], theirs[row], row);
            Require.That(double.IsNaN(here) == float.IsNaN(there) && !(Math.Abs(here - there) > LargestDifference),
                () => FormattableString.Invariant($"row {at}: {here:R} here and {there:R} in ONNX Runtime"));
        }
    }

    private void CategoriesAreSets()
    {
        TrainingData data = ContractData.Rows(1000, 0.3);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 1000; row++)
            values[(row * ContractData.ColumnCount) + 2] = (data.Labels.Span[row] ? 1 : 2) + (row % 20 * 3);
        FeatureColumn[] columns = [.. data.Matrix.Columns];
        columns[2] = new("City.Category", "City") { Kind = FeatureKind.Categorical };
        data = data with { Matrix = new FeatureMatrix(values, 1000, columns) };
        ScoringModel model;
        try
        {
            model = _trainer.Train(data, ContractData.Context());
        }
        catch (FraudMlException refused)
        {
            Require.That(refused.Message.Contains("'City.Category' holds categories", StringComparison.Ordinal)
                && refused.Message.Contains("Add .OneHot(\"City\")", StringComparison.Ordinal),
                $"the refusal does not name the encoder to add; call data.RequireValid(Name): {refused.Message}");
            return;
        }

        if (model is not TreeEnsemble trees)
            throw new BrokenRuleException("numbers that name categories are taken for numbers; call data.RequireValid(Name)");
        int[] splits = [.. Enumerable.Range(0, trees.Features.Length).Where(node => trees.Features[node] == 2)];
        Require.That(splits.Length > 0 && splits.All(node => trees.CategoryStarts![node] < trees.CategoryStarts[node + 1]),
            "the column of categories is not split by sets");
    }

    private void OneClassIsExplained()
    {
        if (!_trainer.NeedsLabels) return;
        TrainingData data = ContractData.Rows(200);
        foreach (bool label in new[] { false, true })
        {
            TrainingData oneClass = data with { Labels = Enumerable.Repeat(label, 200).ToArray() };
            string message = Require.Throws<FraudMlException>(
                () => _trainer.Train(oneClass, ContractData.Context()), "at rows of one class").Message;
            Require.That(message.StartsWith($"{_trainer.Name} needs both classes", StringComparison.Ordinal),
                $"the message does not say '{_trainer.Name} needs both classes'; call data.RequireValid(Name): {message}");
        }
    }

    private void WrongRowsAreReported()
    {
        TrainingData data = ContractData.Rows(200) with { Labels = new bool[150], Weights = new[] { 1f, -1f, float.NaN } };
        int count = Require.Throws<FraudMlException>(
            () => _trainer.Train(data, ContractData.Context()), "at labels and weights of other lengths").Problems.Count;
        Require.That(count == 3, $"it reports {count} of 3 problems; call data.RequireValid(Name)");
    }

    private void MissingValuesAreExplained()
    {
        TrainingData data = ContractData.Rows(2000);
        float[] values = data.Matrix.Values.ToArray();
        for (int row = 0; row < 2000; row += 3) values[(row * ContractData.ColumnCount) + 5] = float.NaN;
        TrainingData missing = data with { Matrix = ContractData.Matrix(values, 2000) };
        try
        {
            ScoringModel model = _trainer.Train(missing, ContractData.Context());
            Require.That(ContractData.Probabilities(model, missing.Matrix).All(p => p >= 0 && p <= 1),
                "rows with a missing value are scored as NaN; learn from them, or call data.RequireFinite(Name)");
        }
        catch (FraudMlException explained)
        {
            Require.That(explained.Problems is [var only] && only.Contains("'F5' is missing or infinite in 667 of 2000 rows",
                StringComparison.Ordinal), $"the column is not named; call data.RequireFinite(Name): {explained.Message}");
        }
    }

    private void CancelledAtOnce()
    {
        TrainingContext cancelled = ContractData.Context() with { CancellationToken = new CancellationToken(canceled: true) };
        Require.Throws<OperationCanceledException>(() => _trainer.Train(ContractData.Rows(200), cancelled), "with a cancelled token");
    }

    private void CancelledUnderWay()
    {
        WeakReference rows = TrainUntilCancelled();
        // A library's background thread may need a moment to see that it was cancelled.
        for (int i = 0; i < 100 && rows.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (rows.IsAlive) Thread.Sleep(20);
        }

        Require.That(!rows.IsAlive, "the rows are held after it was cancelled");
    }

    // Cancels once the rows have been read, or at the first iteration, whichever the learner shows. A method of its own, so that
    // nothing on the caller's stack keeps the rows.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference TrainUntilCancelled()
    {
        const int RowCount = 20_000;
        using var source = new CancellationTokenSource();
        TrainingData rows = ContractData.Rows(RowCount);
        using var labels = new WatchedLabels(rows.Labels.ToArray(), readCount =>
        {
            if (readCount == RowCount) source.Cancel();
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
        Require.Throws<OperationCanceledException>(() => _trainer.Train(data, context), "when it is cancelled under way");
        return new WeakReference(data.Matrix);
    }

    private void WithChangesOptions()
    {
        ValidatedOptions before = _trainer.Options;
        ValidatedOptions other = before with { };
        ITrainer changed = _trainer.With(other);
        Require.That(changed.GetType() == _trainer.GetType() && changed.Name == _trainer.Name, "it becomes another learner");
        Require.That(ReferenceEquals(changed.Options, other), "the new one does not have the options that were given");
        Require.That(ReferenceEquals(_trainer.Options, before), "the learner itself has other options now");
        string refused = Require.Throws<FraudMlException>(
            () => _trainer.With(new ForeignOptions()), "at options of another type").Message, type = before.GetType().Name;
        Require.That(refused.Contains(type, StringComparison.Ordinal),
            $"the message does not name the type {type}; use options.As<{type}>(Name): {refused}");
    }

    private void OptionsReportEveryRule()
    {
        ValidatedOptions options = _trainer.Options with { };
        var broken = new List<string>();
        foreach (PropertyInfo property in TrainerModes.Ruled(options))
        {
            RuleAttribute rule = property.GetCustomAttribute<RuleAttribute>()!;
            double lowest = double.IsNaN(rule.AtLeast) ? rule.Above : rule.AtLeast;
            property.SetValue(options, Convert.ChangeType(lowest - 1,
                Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, CultureInfo.InvariantCulture));
            broken.Add(property.Name);
        }

        if (broken.Count == 0) return;
        FraudMlException error = Require.Throws<FraudMlException>(
            () => new FraudPipelineBuilder().Train(_trainer.With(options)), "when it is added with broken options");
        foreach (string name in broken)
        {
            Require.That(error.Problems.Any(problem => problem.StartsWith(name, StringComparison.Ordinal)),
                $"{name} is broken and not reported");
        }
    }

    private void DefaultsAreValid()
    {
        ValidatedOptions options = _trainer.Options;
        options.Validate();
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<TuneAttribute>() is not { } tune) continue;
            double value = Convert.ToDouble(property.GetValue(options), CultureInfo.InvariantCulture);
            Require.That(value >= tune.Low && value <= tune.High, $"{property.Name} is outside of its search range");
            RuleAttribute? rule = property.GetCustomAttribute<RuleAttribute>();
            Require.That(rule is null || (rule.Allows(tune.Low) && rule.Allows(tune.High)),
                $"the search range of {property.Name} breaks its rule");
        }
    }
}
