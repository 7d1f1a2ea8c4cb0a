namespace FraudMl.Testing;

/// <summary>What every <see cref="ITrainer"/> keeps: it learns, repeats itself, explains what it can't do, and gives a model that scores
/// the same everywhere.</summary>
/// <remarks>A model of a type of your own must be a stored type: call <c>StoredTypes.Add</c> first, as for saving one.</remarks>
public sealed partial class TrainerContract : Contract
{
    private readonly ITrainer _trainer;

    /// <summary>Creates the contract of a learner.</summary>
    /// <param name="trainer">The learner, with the options to test it with.</param>
    public TrainerContract(ITrainer trainer)
        : base(trainer.Name)
    {
        _trainer = trainer;
        Rule("Frauds score higher than the rest", FraudsScoreHigher);
        Rule("The same seed gives the same model, whatever the threads, in every mode", SeedsDecide);
        Rule("Trainings at the same time do not disturb each other", TrainingsAreApart);
        Rule("A weight of five works like five copies of the row, or weights are refused", WeightsCount);
        Rule("A model scores a block as it scores single rows", BlocksAndRowsAgree);
        Rule("A saved model scores the same bits", SavedAndLoaded);
        Rule("ONNX Runtime gives the same probabilities, or the export says why it can't", OnnxAgrees);
        Rule("Categories are split by sets, or the encoder to add is named", CategoriesAreSets);
        Rule("One class is explained", OneClassIsExplained);
        Rule("Rows that do not fit together are all reported", WrongRowsAreReported);
        Rule("Missing values are learned from or explained", MissingValuesAreExplained);
        Rule("A cancelled token stops before anything is done", CancelledAtOnce);
        Rule("Cancelling ends a training under way and frees the rows", CancelledUnderWay);
        Rule("With changes the options and nothing else", WithChangesOptions);
        Rule("Options report every broken rule", OptionsReportEveryRule);
        Rule("Defaults keep the rules and lie in the search ranges", DefaultsAreValid);
    }

    private ScoringModel Train(int rowCount = 2000) => _trainer.Train(ContractData.Rows(rowCount), ContractData.Context());

    private void FraudsScoreHigher()
    {
        if (!_trainer.NeedsLabels) return;
        ScoringModel model = Train(4000);
        TrainingData unseen = ContractData.Rows(4000, seed: 2);
        var rows = new ScoredRows(unseen.Labels.Span, ContractData.Probabilities(model, unseen.Matrix));
        (double area, double brier) = (Metrics.RocAuc.Compute(rows), Metrics.Brier.Compute(rows));
        Require.That(area > 0.85, () => FormattableString.Invariant($"on unseen rows the ROC-AUC is {area:0.000}, where 0.85 is easy"));
        Require.That(brier < 0.05, () => FormattableString.Invariant(
            $"on unseen rows the Brier score is {brier:0.000}, that of 0 for every row about 0.05; are its margins log-odds?"));
    }

    private void SeedsDecide()
    {
        foreach (string mode in TrainerModes.All(_trainer.Options))
        {
            ITrainer learner = TrainerModes.In(_trainer, mode);
            TrainingData data = ContractData.Rows(mode.Length == 0 ? 6000 : 2500);
            byte[][] models = [.. new[] { 1, 2, 2, 4 }.Select(threads => Saved(learner.Train(data, ContractData.Context(threads))))];
            string where = mode.Length == 0 ? "" : $" with {mode}";
            Require.That(models[1].AsSpan().SequenceEqual(models[0]), $"two threads differ from one{where}");
            Require.That(models[2].AsSpan().SequenceEqual(models[1]), $"the second run differs{where}");
            Require.That(models[3].AsSpan().SequenceEqual(models[0]), $"four threads differ from one{where}");
        }
    }

    private void TrainingsAreApart()
    {
        TrainingData[] data = [.. Enumerable.Range(1, 4).Select(seed => ContractData.Rows(3000, seed: seed))];
        byte[] One(int i) => Saved(_trainer.Train(data[i], ContractData.Context(1 + (i % 2))));
        byte[][] alone = [.. Enumerable.Range(0, 4).Select(One)];
        var together = new byte[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = One(i));
        for (int i = 0; i < 4; i++)
            Require.That(together[i].AsSpan().SequenceEqual(alone[i]), "four at once give other models than one after the other");
    }

    private void WeightsCount()
    {
        if (!_trainer.NeedsLabels) return;
        TrainingData data = ContractData.Rows(3000);
        int[] repeated = [.. Enumerable.Range(0, 3000).SelectMany(row => Enumerable.Repeat(row, data.Labels.Span[row] ? 5 : 1))];
        var copies = new TrainingData(data.Matrix.Take(repeated), Array.ConvertAll(repeated, row => data.Labels.Span[row]));
        TrainingData weighted = data with { Weights = Array.ConvertAll(data.Labels.ToArray(), label => label ? 5f : 1f) };
        FeatureMatrix unseen = ContractData.Rows(3000, seed: 2).Matrix;
        double Mean(TrainingData rows) =>
            ContractData.Probabilities(_trainer.Train(rows, ContractData.Context()), unseen).Average();
        double plain = Mean(data), byCopies = Mean(copies), byWeight;
        try
        {
            byWeight = Mean(weighted);
        }
        catch (FraudMlException explained)
        {
            Require.That(explained.Message.Contains("can't be trained on weights", StringComparison.Ordinal),
                $"weights are refused without saying that it 'can't be trained on weights': {explained.Message}");
            return;
        }

        string found = FormattableString.Invariant(
            $"the mean probability is {plain:0.000} plain, {byWeight:0.000} by weight, {byCopies:0.000} by copies");
        Require.That(byCopies > plain * 1.2, found);
        Require.That(Math.Abs(byWeight - byCopies) < 0.25 * (byCopies - plain), found);
    }

    private void BlocksAndRowsAgree()
    {
        ScoringModel model = Train();
        FeatureMatrix rows = AdversarialRows.Of(model, 1000);
        double[] block = ContractData.Margins(model, rows), single = new double[rows.RowCount];
        for (int row = 0; row < rows.RowCount; row++) model.Score(rows.Row(row), single.AsSpan(row, 1));
        Require.SameBits(block, single, "block and single row");
    }

    private void SavedAndLoaded()
    {
        ScoringModel model = Train();
        byte[] saved = Saved(model);
        ScoringModel loaded = FraudModel.Load(new MemoryStream(saved)).Scorer;
        FeatureMatrix rows = AdversarialRows.Of(model, 1000);
        Require.SameBits(ContractData.Margins(model, rows), ContractData.Margins(loaded, rows), "saved and loaded");
        Require.That(Saved(loaded).AsSpan().SequenceEqual(saved), "the file of the loaded model is another one");
    }

    /// <summary>Returns a saved model over columns that nothing changes.</summary>
    private static byte[] Saved(ScoringModel model)
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(row => (float)row)];
        DataColumn[] columns = [.. Enumerable.Range(0, model.FeatureCount).Select(i => new NumberColumn($"x{i}", values))];
        var rows = new Dataset([.. columns, new NumberColumn("y", [.. values.Select(row => row % 2)], ColumnRoles.Label)]);
        return FittedSteps.Saved(FittedSteps.Model(FittedSteps.Fit([], rows).Features, model));
    }
}
