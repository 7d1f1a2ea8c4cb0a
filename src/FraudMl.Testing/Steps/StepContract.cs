namespace FraudMl.Testing;

/// <summary>What every <see cref="IFeatureStep"/> keeps, so that a model scores one row as it scores a million and training rows tell no
/// secrets.</summary>
/// <remarks>The fitted step must be a stored type: call <c>StoredTypes.Add</c> first, as for saving a model.</remarks>
public sealed partial class StepContract : Contract
{
    private readonly IReadOnlyList<IFeatureStep> _steps;
    private readonly Lazy<FittedFeatures> _features;

    /// <summary>Creates the contract of a step, or of several that work on one another.</summary>
    /// <param name="steps">The steps in their order, at least one. Texts and times that they leave are dropped.</param>
    public StepContract(params IReadOnlyList<IFeatureStep> steps)
        : base(string.Join(" and ", steps.Select(step => step.Name)))
    {
        _steps = steps;
        _features = new(() => Fit(Data));
        Rule("A block and a single row give the same bits", BlocksAndRowsAgree);
        Rule("Training rows get what they would be scored with, unless it is cross-fitted", TrainingRowsAgree);
        Rule("A row of missing values is borne and touches no other row", MissingValuesAreBorne);
        Rule("Extreme values touch no other row", ExtremeValuesAreBorne);
        Rule("A text that training did not see is borne or refused, and touches no other row", UnseenTextsAreBorne);
        Rule("Nothing is learned from rows that are not trained on", NothingIsLearnedFromOtherRows);
        Rule("Nothing is kept from one fit to the next", NothingIsKept);
        Rule("Training rows are told nothing of their own labels", LabelsAreNotTold);
        Rule("The same seed gives the same step", () => Require.That(
            FittedSteps.Saved(Fit(Data)).AsSpan().SequenceEqual(FittedSteps.Saved(Fit(Data))), "it learns something else the second time"));
        Rule("With changes the options and nothing else", WithChangesOptions);
        Rule("It is saved and loaded unchanged", SavedAndLoaded);
        Rule("ONNX Runtime gives the same numbers, or the export says why it can't", OnnxAgrees);
    }

    /// <value>The rows to try it on: at least 100, with labels. Default: <see cref="SampleRows"/>.</value>
    public Dataset Data { get; init; } = FeatureData.Rows();

    /// <summary>Returns seeded rows with everything that steps must bear: missing values, rare texts, large and tiny numbers, times before
    /// 1970.</summary>
    /// <remarks>Numbers <c>amount</c>, <c>balance</c>, <c>angle</c>, <c>small</c>; texts <c>city</c>, <c>kind</c>; a time <c>when</c>; the
    /// label <c>label</c>, of which a tenth are frauds.</remarks>
    /// <param name="rowCount">How many. Default 1,000.</param>
    /// <param name="seed">Seed. Default 11.</param>
    public static Dataset SampleRows(int rowCount = 1000, int seed = 11) => FeatureData.Rows(rowCount, seed);

    private FittedFeatures Fit(Dataset data) => FittedSteps.Fit(_steps, data).Features;

    private void BlocksAndRowsAgree()
    {
        FeatureMatrix all = _features.Value.Transform(Data);
        foreach (int count in new[] { 1, 2, 15, 16, 17, Data.RowCount })
            Same(_features.Value.Transform(Data.Take(Range(0, count))), all, Range(0, count));
        for (int row = 0; row < Math.Min(200, Data.RowCount); row++) Same(_features.Value.Transform(Data.Take([row])), all, [row]);
        int[] reversed = [.. Range(0, Data.RowCount).Reverse()];
        Same(_features.Value.Transform(Data.Take(reversed)), all, reversed);
    }

    private void TrainingRowsAgree()
    {
        (FittedFeatures features, FeatureMatrix matrix) = FittedSteps.Fit(_steps, Data);
        if (_steps.Any(step => step.IsCrossFitted))
        {
            Require.That(!matrix.Values.Span.SequenceEqual(features.Transform(Data).Values.Span),
                "it says IsCrossFitted, and training rows get the very values that scored rows get");
        }
        else
        {
            Same(features.Transform(Data), matrix, Range(0, Data.RowCount));
        }
    }

    private void NothingIsLearnedFromOtherRows()
    {
        int[] training = Range(0, Data.RowCount * 6 / 10);
        Dataset other = ChangedRows.WithUnseenTexts(ChangedRows.WithNumbers(Data, 1e6f, row => row >= training.Length),
            row => row >= training.Length);
        byte[] fitted = FittedSteps.Saved(Fit(Data.Take(training)));
        Require.That(FittedSteps.Saved(Fit(other.Take(training))).AsSpan().SequenceEqual(fitted),
            "other rows of the dataset, which it was not given, change what it learns");
    }

    private void NothingIsKept()
    {
        byte[] expected = FittedSteps.Saved(FittedSteps.Fit(Fresh(), Data).Features);
        IFeatureStep[] used = Fresh();
        FittedSteps.Fit(used, ChangedRows.WithNumbers(Data.Take(Range(0, Data.RowCount / 2)), 1e3f, row => row % 2 == 0));
        Require.That(FittedSteps.Saved(FittedSteps.Fit(used, Data).Features).AsSpan().SequenceEqual(expected),
            "it learns something else after it was fitted on other rows");

        IFeatureStep[] Fresh() => [.. _steps.Select(step => step.With(step.Options with { }))];
    }

    private void WithChangesOptions()
    {
        foreach (IFeatureStep step in _steps)
        {
            Require.That(step.With(step.Options with { }) is var same && same.Name == step.Name && same.GetType() == step.GetType(),
                $"{step.Name} is another step with the same options");
            Require.Throws<FraudMlException>(() => step.With(new ForeignOptions()), "at With and options of another type");
        }
    }

    private void SavedAndLoaded()
    {
        FraudModel model = FittedSteps.Model(_features.Value);
        byte[] saved = FittedSteps.Saved(model);
        FraudModel loaded = FraudModel.Load(new MemoryStream(saved));
        Require.That(FittedSteps.Saved(loaded).AsSpan().SequenceEqual(saved), "the file of the loaded model is another one");
        Require.SameBits(model.Score(Data), loaded.Score(Data), "saved and loaded");
    }

    private static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];
}
