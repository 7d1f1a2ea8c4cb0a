using System.Net;
using FraudMl.Data;

namespace FraudMl.Analyzers.Tests.Rows;

/// <summary>Rows give the same dataset and the same scores by generated code and by reflection.</summary>
public sealed class RowContractTests
{
    private static readonly Wide[] Wides = [.. Enumerable.Range(0, 40).Select(MakeWide)];

    private static readonly Payment[] Payments = [.. Enumerable.Range(0, 400).Select(MakePayment)];

    [Fact]
    public void The_generated_shape_is_the_one_that_rows_are_read_by()
    {
        FraudRow.Shape<Wide>().ShouldBeOfType<Wide.FraudRowShape>();
        FraudRow.Shape<Payment>().ToString().ShouldBe("7 columns of Payment");
        FraudRow.Shape<PlainPayment>().ShouldBeOfType<PropertyShape<PlainPayment>>();
    }

    [Fact]
    public void Generated_code_and_reflection_make_the_same_dataset()
    {
        var reflected = new PropertyShape<Wide>();
        FraudRow.Shape<Wide>().Fields.ShouldBe(reflected.Fields);
        Same(Dataset.FromRows(Wides), Dataset.FromRows(Wides, reflected));
        Dataset data = Dataset.FromRows(Wides);
        data.HasTimestamps.ShouldBeTrue();
        data.FraudCount.ShouldBe(8);
        data["case id"].Roles.ShouldBe(ColumnRoles.Key);
        data["Mcc"].Kind.ShouldBe(ColumnKind.Text);
        data["Terminal"].Roles.ShouldBe(ColumnRoles.Key | ColumnRoles.Feature);
        data["Note"].Roles.ShouldBe(ColumnRoles.Ignored);
        data.Has("Tags").ShouldBeFalse();
    }

    [Fact]
    public void Attributes_say_what_a_schema_says()
    {
        PlainPayment[] plain = [.. Payments.Select(row =>
            new PlainPayment(row.IsFraud, row.At, row.Card, row.Amount, row.Mcc, row.Channel, row.Risk))];
        Same(Dataset.FromRows(Payments),
            Dataset.FromRows(plain, schema => schema.Label("IsFraud").Timestamp("At", TimeUnit.Milliseconds).Key("Card")), "PlainPayment");
    }

    [Fact]
    public void What_the_schema_is_told_comes_after_the_attributes() =>
        Dataset.FromRows(Payments, schema => schema.Ignore("Risk"))["Risk"].Roles.ShouldBe(ColumnRoles.Ignored);

    [Fact]
    public void A_private_row_within_another_type_is_read() => Outer.Inners.Columns.ShouldHaveSingleItem().Name.ShouldBe("Value");

    [Fact]
    public void A_file_is_read_by_the_schema_of_the_rows()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        try
        {
            Dataset rows = Dataset.FromRows(Payments);
            rows.WriteCsv(path);
            Dataset file = Dataset.FromCsv(path, FraudRow.Schema<Payment>);
            file["Mcc"].Kind.ShouldBe(ColumnKind.Text);
            file.Columns.Select(column => (column.Name, column.Kind, column.Roles))
                .ShouldBe(rows.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
            file.Labels.ToArray().ShouldBe(rows.Labels.ToArray());
            file.Timestamps.ToArray().ShouldBe(rows.Timestamps.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_row_scores_as_the_batch_and_allocates_nothing()
    {
        Dataset data = Dataset.FromRows(Payments);
        FraudModel model = new FraudPipelineBuilder().Impute("Risk", Imputation.Median).OneHot(Columns.Texts)
            .Train(Trainers.LogisticRegression()).Build().Fit(data);
        double[] batch = model.Score(data);
        for (int row = 0; row < Payments.Length; row++) model.Score(in Payments[row]).ShouldBe(batch[row]);
        model.Score(Payments).ShouldBe(batch);

        AllocatedWarm(Payments, row => model.Score(in row)).ShouldBe(0);
    }

    [Fact]
    public void A_row_that_asks_for_code_and_has_none_is_an_error() =>
        Should.Throw<FraudMlException>(() => FraudRow.Shape<Generic<int>>()).Message.ShouldBe(
            "Generic`1 is a [FraudRow] without generated code. Build it as C# with the analyzers of FraudMl.Core's package, or take the "
            + "attribute away to have it read by reflection.");

    [Fact]
    public void A_shape_of_other_rows_is_an_error() => Should.Throw<FraudMlException>(() => FraudRow.Shape<Misled>()).Message
        .ShouldBe("FraudRowShape is no IRowShape<Misled>, and the RowShape of Misled must be one.");

    // Warm is when the compiler has come round to its best code.
    private static long AllocatedWarm(Payment[] rows, Action<Payment> score)
    {
        long allocated = long.MaxValue;
        for (int round = 0; round < 500 && allocated > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Array.ForEach(rows, score);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static void Same(Dataset one, Dataset other, string? name = null)
    {
        one.Columns.Select(column => (column.Name, column.Kind, column.Roles))
            .ShouldBe(other.Columns.Select(column => (column.Name, column.Kind, column.Roles)));
        one.TimestampUnit.ShouldBe(other.TimestampUnit);
        one.Name.Replace("Payment", name ?? "Payment", StringComparison.Ordinal).ShouldBe(other.Name);
        one.Digest().ShouldBe(other.Digest());
    }

    private static Payment MakePayment(int row) => new(row % 7 == 0, 1_750_000_000_000 + (row * 60_000L), $"{4000 + (row % 9)}",
        (row * 37 % 101) + 0.25f, row % 11 == 0 ? null : $"{5400 + (row % 5)}", (Channel)(row % 3), row % 4 == 0 ? null : row % 13);

    private static Wide MakeWide(int row) => new()
    {
        Case = row % 9 == 0 ? null : $"c{row}", IsFraud = row % 5 == 0, At =
            new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(row),
        Weight = 1 + (row % 2), Terminal = row % 4, Mcc = 5400 + (row % 3), Note = "n", Balance = row % 6 == 0 ? null : row / 3.0,
        Amount = row * 1.1m, Count = row % 8 == 0 ? null : row, Small = (short)-row, Tiny = (byte)row, Signed = (sbyte)-row, Port = 80,
        Unsigned = 7, Large = (ulong)row, Known = row % 3 == 0 ? null : row % 2 == 0, @class = row % 2 == 0
            ? "a" : " ", Letter = (char)('a' + row % 5),
        Memory = "xyz".AsMemory(0, row % 4), Channel = (Channel)(row % 4), Day = row % 5 == 0 ? null : (DayOfWeek)(row % 7),
        Flags = AttributeTargets.Class | (AttributeTargets)(row % 3), Id = new Guid(row, 1, 2, new byte[8]), Address = row % 7 == 0
            ? null : IPAddress.Loopback,
        Big = row, Seen = row % 4 == 0 ? null : DateTimeOffset.UnixEpoch.AddHours(row), Born = new DateOnly(1980, 1, 1 + (row % 28)),
        Since = row % 3 == 0 ? null : TimeSpan.FromSeconds(row * 1.5), Clock = new TimeOnly(row % 24, 0), Half = (Half)row,
    };

    [RowShape(typeof(Wide.FraudRowShape))]
    private sealed record Misled(int Value);
}

// As the compiler of another language leaves it.
#pragma warning disable FRAUD101, FRAUD102, FRAUD103
[FraudRow]
internal sealed record Generic<T>(T Value);
#pragma warning restore FRAUD101, FRAUD102, FRAUD103
