using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace FraudMl.Serving.Tests.Parquet;

public sealed class ParquetBodyTests
{
    private const string Type = "application/vnd.apache.parquet";

    [Theory]
    [InlineData(Type)]
    [InlineData("application/x-parquet")]
    public async Task Rows_of_Parquet_get_the_answer_of_the_same_rows_in_JSON(string type)
    {
        Dataset data = TestModels.Mixed(700, 9);
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage answer = await server.PostAsync(Written(data), type);
        (string json, _) = RequestBodies.Of("split", data);
        using HttpResponseMessage expected = await server.PostAsync(json);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await expected.Content.ReadAsStringAsync());
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Numbers_of_every_type_score_as_JSON_writes_them()
    {
        string[] names = [.. TestModels.CreditCardModel.Inputs.Select(input => input.Name)];
        var random = new Random(3);
        double[][] values = [.. names.Select(_ => Enumerable.Range(0, 40).Select(_ => Math.Round(random.NextDouble() * 3, 7)).ToArray())];
        DataField[] fields = [.. names.Select((name, i) => (i % 3) switch
        {
            0 => new DataField<double>(name), 1 => (DataField)new DecimalDataField(name, 12, 7), _ => new DataField<string>(name),
        })];
        byte[] file = await WrittenAsync(fields, (rows, field) =>
        {
            double[] column = values[Array.IndexOf(names, field.Name)];
            return field switch
            {
                DecimalDataField => rows.WriteAsync<decimal>(field, column.Select(value => (decimal)value).ToArray().AsMemory()),
                DataField<double> => rows.WriteAsync<double>(field, column.AsMemory()),
                _ => rows.WriteAsync(field, column.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture))
                    .ToArray()),
            };
        });
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.CreditCardModel);
        using HttpResponseMessage answer = await server.PostAsync(file, Type);
        string json = JsonSerializer.Serialize(new { inputs = names.Index().ToDictionary(name => name.Item, name => values[name.Index]) });
        using HttpResponseMessage expected = await server.PostAsync(json);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(await expected.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_a_sentence()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumRowCount = 50);
        await ShouldBeAsync(server, "PAR1 no Parquet PAR1"u8.ToArray(), HttpStatusCode.BadRequest, "Failed to parse input as Parquet.");
        await ShouldBeAsync(server, [], HttpStatusCode.BadRequest, "It does not begin and end as Parquet does.");
        await ShouldBeAsync(server, Written(TestModels.Mixed(51, 1)), HttpStatusCode.RequestEntityTooLarge, "MaximumRowCount");
        byte[] without = Written(TestModels.Mixed(5, 1).Drop("V1"));
        await ShouldBeAsync(server, without, HttpStatusCode.BadRequest, "Model is missing inputs ['V1'].");
        byte[] wrong = await WrittenAsync([new DataField<float>("Amount"), new DataField<string>("V1"), new DataField<string>("Category"),
            new DataField<long>("At")], (rows, field) => field.Name switch
            {
                "Amount" => rows.WriteAsync<float>(field, new[] { 1f }.AsMemory()),
                "At" => rows.WriteAsync<long>(field, new[] { 5L }.AsMemory()),
                _ => rows.WriteAsync(field, ["secret"]),
            });
        await ShouldBeAsync(server, wrong, HttpStatusCode.BadRequest, "Column 'V1' must be a number or null. Row 1 has something else.");
        byte[] nested = await WrittenAsync([new DataField<float>("Amount"), new DataField<float>("V1"), new DataField<string>("Category"),
            new DataField<int[]>("At")], (rows, field) => field.Name switch
            {
                "Category" => rows.WriteAsync(field, ["x"]),
                "At" => rows.WriteAsync<int>(field, new[] { 1, 2 }.AsMemory(), new[] { 0, 1 }),
                _ => rows.WriteAsync<float>(field, new[] { 1f }.AsMemory()),
            });
        await ShouldBeAsync(server, nested, HttpStatusCode.BadRequest, "Column 'At' is a list, map or structure");
    }

    [Fact]
    public async Task The_limit_of_a_body_is_that_of_what_its_pages_unpack_to()
    {
        await using ScoringServer server =
            await ScoringServer.StartAsync(TestModels.MixedModel, options => options.MaximumBodyBytes = 9_000);
        Dataset data = TestModels.Mixed(2_000, 1);
        Dataset same = data.Where(row => row["Amount"] > 1).Take([.. Enumerable.Repeat(3, 2_000)]);
        byte[] file = Written(same);
        file.Length.ShouldBeLessThan(9_000);
        await ShouldBeAsync(server, file, HttpStatusCode.RequestEntityTooLarge, "MaximumBodyBytes");
    }

    [Fact]
    public async Task A_packed_Parquet_is_unpacked()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Written(TestModels.Mixed(5, 1)));
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new(Type);
        content.Headers.ContentEncoding.Add("gzip");
        (await server.Client.PostAsync("/invocations", content)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A thousand damaged bodies; fifty times as many with FRAUDML_SOAK=1.</summary>
    [Fact]
    public async Task A_damaged_file_is_a_bad_request()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        byte[] file = Written(TestModels.Mixed(200, 9));
        int footer = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
        int count = Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 50_000 : 1_000;
        var random = new Random(5);
        for (int i = 0; i < count; i++)
        {
            byte[] damaged = [.. file];
            for (int change = random.Next(1, 5); change > 0; change--)
                damaged[random.Next(3) == 0 ? random.Next(file.Length) : random.Next(footer, file.Length)] = (byte)random.Next(256);
            using HttpResponseMessage response = await server.PostAsync(damaged, Type);
            ((int)response.StatusCode).ShouldBeLessThan(500, Convert.ToBase64String(damaged));
        }
    }

    private static async Task ShouldBeAsync(ScoringServer server, byte[] body, HttpStatusCode status, string reason)
    {
        using HttpResponseMessage response = await server.PostAsync(body, Type);
        string answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, answer);
        answer.ShouldContain(reason);
    }

    private static byte[] Written(Dataset data)
    {
        string path = Path.Combine(Path.GetTempPath(), $"fraudml-{Guid.NewGuid():N}.parquet");
        try
        {
            data.WriteParquet(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<byte[]> WrittenAsync(DataField[] fields, Func<ParquetRowGroupWriter, DataField, Task> write)
    {
        using var file = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            foreach (DataField field in fields) await write(rows, field);
            rows.CompleteValidate();
        }

        return file.ToArray();
    }
}
