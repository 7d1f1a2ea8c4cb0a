using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

internal sealed class MlNetStep(Func<MLContext, IEstimator<ITransformer>> estimator, MlNetOptions options) : IFeatureStep
{
    public string Name => options.Name;

    public ValidatedOptions Options => options;

    public bool ChoosesColumns => true;

    public IFeatureStep With(ValidatedOptions other) => new MlNetStep(estimator, other.As<MlNetOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public IFittedStep Fit(TrainingRows rows, StepContext context)
    {
        var ml = new MLContext(context.Seed);
        IDataView view = MlNetInputs.Rows(rows).AsDataView();
        ITransformer transformer = Try("fit", () => estimator(ml).Fit(view));
        if (!transformer.IsRowToRowMapper)
            throw new FraudMlException($"{Name} changes which rows there are, and a step makes columns only. Choose the rows before "
                + $"the pipeline.");
        DataViewSchema.Column[] columns = Outputs(transformer.GetOutputSchema(view.Schema), view.Schema.Count);
        int slot = rows.Schema.SlotCount(ColumnKind.Number);
        string[] sources = [.. rows.Schema.Columns.SelectMany(column => column.Feature.Sources).Distinct(StringComparer.Ordinal)];
        var free = new FreeNames(rows.Schema);
        SchemaColumn[] adds = [.. columns.SelectMany(column => Names(column, free)).Select((name, i) => new SchemaColumn(
            ColumnKind.Number, slot + i, new FeatureColumn(name, rows.Schema.Has(name) ? rows.Schema[name].Feature.Sources : sources)))];
        MlNetOutput[] outputs = [.. columns.Select(column => new MlNetOutput(column.Name, MlNetOutput.SizeOf(column.Type)))];
        ForeignBlob zip = Try("save", () => MlNetZip.Save(ml, transformer, view.Schema));
        return new FittedMlNet(transformer, Name, rows.Schema.Columns, outputs, adds, zip);
    }

    // New columns stand behind the inputs; one that replaces an input hides it.
    private DataViewSchema.Column[] Outputs(DataViewSchema schema, int inputCount)
    {
        DataViewSchema.Column[] added = [.. schema.Where(column => column.Index >= inputCount && !column.IsHidden)];
        string known = string.Join(", ", added.Select(column => $"{column.Name} ({column.Type})"));
        foreach (string name in options.Outputs)
        {
            if (!added.Any(column => column.Name == name && MlNetOutput.SizeOf(column.Type) > 0))
                throw new FraudMlException($"{Name} makes no number column '{name}'. It makes {known}.") { ColumnName = name };
        }

        DataViewSchema.Column[] wanted = [.. added.Where(column =>
            MlNetOutput.SizeOf(column.Type) > 0 && (options.Outputs.Count == 0 || options.Outputs.Contains(column.Name)))];
        return wanted.Length > 0 ? wanted : throw new FraudMlException(
            $"{Name} makes no column of numbers (Single, Double or Boolean, or a vector of known size). It "
            + $"makes {(known.Length > 0 ? known : "none")}.");
    }

    // A whole column has the name that the estimator was told; those of a vector's slots are made up.
    private static IEnumerable<string> Names(DataViewSchema.Column column, FreeNames free)
    {
        if (column.Type is not VectorDataViewType vector) return [column.Name];
        VBuffer<ReadOnlyMemory<char>> slots = default;
        if (column.HasSlotNames()) column.GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        bool areDistinct = names.Length == vector.Size && names.Distinct(StringComparer.Ordinal).Count() == names.Length;
        return Enumerable.Range(0, vector.Size).Select(i => free.Give($"{column.Name}.{(areDistinct ? names[i] : i)}"));
    }

    private T Try<T>(string what, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException or FormatException)
        {
            throw new FraudMlException($"ML.NET can't {what} {Name}: {e.Message}", e);
        }
    }
}
