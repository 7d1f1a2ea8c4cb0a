using System.Text;

namespace FraudMl.Serving.Tests;

/// <summary>The single pass over a body of one transaction against the thorough reading: what the one takes, the other must take, too, and
/// to the same bits. FRAUDML_SOAK=1 tries a hundred times as many.</summary>
public sealed class PlainRowTests
{
    private const string Alphabet = "{}[]:,\"\\ \n0123456789-+.eEtrufalsnNaAmV\u0001é";

    private const string Row = """{"Amount":149.62,"Category":"games","V1":-1.3598071336738172,"At":"2026-01-02T03:04:05"}""";

    private static readonly string[] Rows =
    [
        Row,
        """{ "V1" : 1e-3 , "At" : 1700000000000000, "Amount" : 5, "Category" : null }""" + "\r\n",
        """{"Category":"Z\u00fcrich","Amount":0.1,"further":{"a":[1,{}]},"V1":null,"At":null,"V1":2.5}""",
        """{"At":null,"Amount":true,"Category":7,"V1":12345678901234567890.123}""",
    ];

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 2_000_000 : 20_000;

    [Theory]
    [InlineData(Row, "")]
    [InlineData("{\"dataframe_records\":[" + Row + "]}", "dataframe_records")]
    [InlineData(" { \"dataframe_records\" : [ " + Row + " ] } \n", "dataframe_records")]
    public void One_transaction_is_read_in_one_pass(string body, string list) => Read(body, list).ShouldNotBeNull();

    [Theory]
    [InlineData("{\"dataframe_records\":[" + Row + "," + Row + "]}", "dataframe_records")]
    [InlineData("{\"dataframe_records\":[" + Row + "]},", "dataframe_records")]
    [InlineData("{\"dataframe_records\":[" + Row + "],\"instances\":[]}", "dataframe_records")]
    [InlineData("{\"dataframe_records\":[]}", "dataframe_records")]
    [InlineData("{\"instances\":[" + Row + "]}", "dataframe_records")]
    [InlineData("""{"Amount":01,"Category":"games","V1":1,"At":null}""", "")]
    [InlineData("""{"Amount":1,"Category":"games","V1":1}""", "")]
    [InlineData("""{"Amount":NaN,"Category":"games","V1":1,"At":null}""", "")]
    [InlineData("""{"Amount":[1],"Category":"games","V1":1,"At":null}""", "")]
    [InlineData(Row + Row, "")]
    [InlineData("", "")]
    public void Other_bodies_are_left_to_the_thorough_reading(string body, string list) => Read(body, list).ShouldBeNull();

    [Fact]
    public void What_it_takes_is_what_the_thorough_reading_finds()
    {
        var random = new Random(5);
        byte[] pieces = Encoding.UTF8.GetBytes(Alphabet);
        int taken = 0;
        for (int i = 0; i < Count; i++)
        {
            bool isListed = random.Next(2) == 0;
            string row = Rows[random.Next(Rows.Length)];
            List<byte> json = [.. Encoding.UTF8.GetBytes(isListed ? $"{{\"dataframe_records\": [{row}]}}" : row)];
            for (int change = random.Next(0, 4); change > 0; change--)
            {
                int at = random.Next(json.Count);
                if (random.Next(3) == 0) json.RemoveAt(at);
                else if (random.Next(2) == 0) json[at] = pieces[random.Next(pieces.Length)];
                else json.Insert(at, pieces[random.Next(pieces.Length)]);
            }

            string body = Encoding.UTF8.GetString([.. json]);
            if (Read(body, isListed ? "dataframe_records" : "") is not { } cells) continue;
            cells.ShouldBe(ReadThoroughly(body, isListed), body);
            taken++;
        }

        taken.ShouldBeGreaterThan(Count / 20);
    }

    private static string? Read(string body, string list)
    {
        byte[] json = Encoding.UTF8.GetBytes(body);
        var served = new ServedModel(TestModels.MixedModel, "mixed");
        int at = PlainRow.Find(json, Encoding.UTF8.GetBytes(list));
        if (at < 0) return null;
        using ScoringSession session = served.Model.OpenSession(1);
        var block = new RequestBlock(served.Columns, session, new CarriedValues());
        return PlainRow.TryFill(json, at, list.Length > 0, served.Columns, block, row: 0) ? Cells(served, session) : null;
    }

    private static string ReadThoroughly(string body, bool isListed)
    {
        byte[] json = Encoding.UTF8.GetBytes(body);
        var served = new ServedModel(TestModels.MixedModel, "mixed");
        RowReader reader = JsonRowReader.Of(
            served, json, JsonBody.Scan<JsonLayout>(json, isListed ? JsonScan.Invocations : JsonScan.Transaction));
        reader.RowCount.ShouldBe(1);
        using ScoringSession session = served.Model.OpenSession(1);
        reader.Fill(new RequestBlock(served.Columns, session, new CarriedValues()));
        reader.Finish();
        return Cells(served, session);
    }

    private static string Cells(ServedModel served, ScoringSession session) => string.Join(' ', served.Inputs.Select((input, i) =>
        input.Kind switch
        {
            ColumnKind.Number => $"{BitConverter.SingleToUInt32Bits(session.Numbers(i)[0])}",
            ColumnKind.Text => $"{session.Codes(i)[0]}",
            _ => $"{session.Timestamps(i)[0]}",
        }));
}
