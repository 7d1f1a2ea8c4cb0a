using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>The rows of an ML.NET data view.</summary>
[RequiresUnreferencedCode(DataViewFeed.Reflects), RequiresDynamicCode(DataViewFeed.Reflects)]
internal sealed class DataViewSource(IDataView view, DatasetSchema schema, string name) : IDatasetSource
{
    public string Description => name;

    public Dataset Read(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DataViewSchema.Column[] visible = [.. view.Schema.Where(column => !column.IsHidden)];
        using DataViewRowCursor cursor = view.GetRowCursor(visible);
        DataViewFeed[] feeds = [.. visible.Select(column => DataViewFeed.Of(cursor, column, Description, schema))];
        schema.RequireColumns(Description, [.. feeds.SelectMany(feed => feed.Columns).Select(column => column.Name)]);
        int rowCount = 0;
        for (; cursor.MoveNext(); rowCount++)
        {
            if (rowCount % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            foreach (DataViewFeed feed in feeds)
            {
                if (feed.Set(rowCount) is not { } bad) continue;
                throw new FraudMlException(
                    $"{Description}, row {rowCount + 1}, column '{bad.Column}': {bad.Problem}.") { ColumnName = bad.Column };
            }
        }

        return rowCount > 0
            ? new Dataset([.. feeds.SelectMany(feed => feed.Columns).Select(column => column.Take(rowCount))], Description,
                schema.TimestampUnit)
            : throw new FraudMlException($"{Description} has no rows.");
    }

    public override string ToString() => Description;
}
