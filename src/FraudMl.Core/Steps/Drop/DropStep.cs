namespace FraudMl;

internal sealed class DropStep(Columns columns) : IFeatureStep
{
    public string Name => $"Drop({columns})";

    public IFittedStep Fit(TrainingRows rows, StepContext context) =>
        new FittedDrop([.. columns.In(rows.Schema).Select(column => column.Name)]);
}
