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
