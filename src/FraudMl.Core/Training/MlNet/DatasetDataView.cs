using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

// ML.NET sees numbers as Single, the label as Boolean, texts as Text (missing is empty) and times as Int64 microseconds.
public sealed partial class Dataset : IDataView
{
    private readonly Lazy<DataViewSchema> _viewSchema;

    bool IDataView.CanShuffle => false;

    DataViewSchema IDataView.Schema => _viewSchema.Value;

    long? IDataView.GetRowCount() => RowCount;

    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand) =>
        new DatasetCursor(this, _viewSchema.Value, columnsNeeded);

    // One cursor: reading columns from memory is no bottleneck, and the order of the rows stays.
    DataViewRowCursor[] IDataView.GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand) =>
        [new DatasetCursor(this, _viewSchema.Value, columnsNeeded)];

    /// <summary>Makes a dataset from an ML.NET data view, for example what <c>TextLoader</c> or a fitted transformer gives.</summary>
    /// <remarks>
    /// Numbers and booleans become number columns, a vector of numbers one column for each slot (by slot name, else the vector's name and
    /// the slot's number), texts and keys text columns, dates timestamps; hidden columns are left out. A dataset shows its times to
    /// ML.NET as microseconds: they come back with <c>schema.Timestamp("…", TimeUnit.Microseconds)</c>.
    /// </remarks>
    /// <param name="view">The data view.</param>
    /// <param name="schema">Roles, and kinds where the column's type would be wrong.</param>
    /// <param name="name">What the rows are, for messages and tracking.</param>
    /// <exception cref="FraudMlException">Thrown when a column can't be read as the schema says; the message names row and column.</exception>
    [RequiresUnreferencedCode(DataViewFeed.Reflects), RequiresDynamicCode(DataViewFeed.Reflects)]
    public static Dataset FromDataView(IDataView view, Func<DatasetSchema, DatasetSchema>? schema = null, string name = "data view")
    {
        var given = new DatasetSchema();
        return From(new DataViewSource(view, schema?.Invoke(given) ?? given, name));
    }

    private DataViewSchema ViewSchema()
    {
        var schema = new DataViewSchema.Builder();
        foreach (DataColumn column in Columns)
        {
            schema.AddColumn(column.Name, column switch
            {
                TextColumn => TextDataViewType.Instance,
                TimestampColumn => NumberDataViewType.Int64,
                _ when column.Is(ColumnRoles.Label) => BooleanDataViewType.Instance,
                _ => NumberDataViewType.Single,
            });
        }

        return schema.ToSchema();
    }
}
