namespace FraudMl;

/// <summary>What can be told to be hopeless before anything runs.</summary>
internal static class RunnableData
{
    private const int FewestFrauds = 4;

    /// <summary>Throws one sentence where nothing can be learned.</summary>
    public static void Require(Dataset data)
    {
        if (data.RowCount == 0) throw new FraudMlException($"AutoML needs rows to learn from, and {data.Name} has none.");
        if (!data.HasLabels)
            throw new FraudMlException($"AutoML needs a label, and {data.Name} has no label column. Name one with schema.Label(\"…\"); its "
                + $"columns are {string.Join(", ", data.Columns.Select(column => column.Name))}.");
        (int frauds, int rows) = (data.FraudCount, data.RowCount);
        if (Math.Min(frauds, rows - frauds) < FewestFrauds)
            throw new FraudMlException($"AutoML needs at least {FewestFrauds} rows of each class, and {data.Name} has {frauds} frauds "
                + $"among {rows} rows. Bring more data, or check the label column.");
        if (!data.Features.Any())
            throw new FraudMlException($"AutoML needs features, and {data.Name} has none: every column has a role or is ignored. Leave a "
                + "role out, or add .Feature(\"…\") to the schema.");
    }
}
