namespace FraudMl.Tests;

public sealed class ExpectedRowsTests
{
    private const int RowCount = 300_000;

    [Theory]
    [InlineData(typeof(double), ColumnRoles.Feature)]
    [InlineData(typeof(bool), ColumnRoles.Label)]
    [InlineData(typeof(double), ColumnRoles.Timestamp)]
    [InlineData(typeof(double), ColumnRoles.Timestamp | ColumnRoles.Feature)]
    [InlineData(typeof(DateTime), ColumnRoles.Timestamp)]
    [InlineData(typeof(string), ColumnRoles.Feature)]
    public void A_column_whose_rows_were_expected_is_the_array_that_was_filled(Type type, ColumnRoles roles)
    {
        var schema = new DatasetSchema();
        if (roles == ColumnRoles.Label) schema.Label("X");
        if ((roles & ColumnRoles.Timestamp) != 0) schema.Timestamp("X");
        if ((roles & ColumnRoles.Feature) != 0) schema.Feature("X");
        ColumnReader expected = TypedValue.Reader("X", type, schema)!, grown = TypedValue.Reader("X", type, schema)!;
        expected.Expect(RowCount);
        for (int row = 0; row < RowCount; row++)
        {
            Set(expected, row).ShouldBeNull();
            Set(grown, row).ShouldBeNull();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        DataColumn column = expected.Take(RowCount);
        // A list of the distinct texts is all that is made.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(RowCount / 10 * IntPtr.Size + 10_000);
        new Dataset([column]).Digest().ShouldBe(new Dataset([grown.Take(RowCount)]).Digest());
    }

    private static string? Set(ColumnReader column, int row)
    {
        if (column.Kind != ColumnKind.Timestamp)
            return column.Kind == ColumnKind.Text ? column.Set(row, $"text {row / 10}")
                : column.SetNumber(row, column is LabelColumnReader ? row % 2 : row * 0.5);
        column.SetTime(row, row);
        return null;
    }
}
