using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>A dataset as ML.NET reads it.</summary>
internal sealed class DatasetView(Dataset data) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = SchemaOf(data);

    public long? GetRowCount() => data.RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new DatasetCursor(data, Schema, columnsNeeded);

    // One cursor: reading columns from memory is no bottleneck, and the order of the rows stays.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];

    private static DataViewSchema SchemaOf(Dataset data)
    {
        var schema = new DataViewSchema.Builder();
        foreach (DataColumn column in data.Columns)
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
