namespace FraudMl;

/// <summary>Keeps some number columns, by scores that a rule gives them.</summary>
/// <param name="columns">The columns.</param>
/// <param name="name">The rule's name.</param>
/// <param name="choose">Returns score and verdict for each column.</param>
internal sealed class SelectStep(Columns columns, string name, Func<SelectionRows, (double[] Scores, bool[] Kept)> choose) : IFeatureStep
{
    public string Name => $"{name}({columns})";

    public bool ChoosesColumns => true;

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        (double[] scores, bool[] kept) = choose(new SelectionRows(Name, rows, inputs, context.CancellationToken));
        return new FittedSelect(new ColumnSelection(Name, [.. inputs.Select((input, i) => new SelectedColumn(input.Name, scores[i], kept[i]))]));
    }
}
