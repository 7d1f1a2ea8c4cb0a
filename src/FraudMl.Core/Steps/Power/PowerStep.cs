namespace FraudMl;

[DefinedAs("Power")]
internal sealed class PowerStep(Columns columns, PowerOptions options) : IFeatureStep
{
    public string Name => $"Power({columns}, {options.Method})";

    public Columns? Columns => columns;

    public ValidatedOptions Options => options;

    public IFeatureStep With(ValidatedOptions other) => new PowerStep(columns, other.As<PowerOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        IReadOnlyList<SchemaColumn> inputs = NewColumns.Numbers(rows, columns, Name);
        var learned = new List<(double Power, double Mean, double Scale)>();
        foreach (SchemaColumn input in inputs)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            learned.Add(Learn(input.Name, NumberValues.Present(rows.Numbers(input))));
        }

        return new FittedPower(
            NewColumns.Slots(inputs),
            NewColumns.Unbounded(rows.Schema, inputs),
            options.Method,
            [.. learned.Select(column => column.Power)],
            [.. learned.Select(column => column.Mean)],
            [.. learned.Select(column => column.Scale)]);
    }

    private (double Power, double Mean, double Scale) Learn(string column, double[] values)
    {
        if (options.Method == PowerMethod.BoxCox && values.Count(value => value <= 0) is > 0 and var count)
        {
            throw new FraudMlException(
                $"Box-Cox takes positive numbers only, and '{column}' is 0 or negative in {count} of {values.Length} training rows. Use "
                + $"PowerMethod.YeoJohnson.")
            { ColumnName = column };
        }

        if (values.Length == 0) return (1, 0, 1);
        (double power, double mean, double variance) = PowerFunction.Fit(values, options.Method);
        return options.Standardize ? (power, mean, Scaling.Deviation(values.Length, mean, variance)) : (power, 0, 1);
    }
}
