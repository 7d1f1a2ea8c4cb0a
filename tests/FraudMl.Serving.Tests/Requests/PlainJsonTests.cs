using System.Text;
using System.Text.Json;

namespace FraudMl.Serving.Tests;

/// <summary>The quick pass over JSON against the framework's reader: what the one passes, the other must find valid. FRAUDML_SOAK=1 tries
/// a hundred times as many.</summary>
public sealed class PlainJsonTests
{
    private const string Alphabet = "{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn\u0001é";

    private static readonly string[] Documents =
    [
        "{\"a\":1,\"b\":[1,2.5,-3e-7,null,true,false],\"c\":{\"d\":\"text\",\"\":{}}}",
        "[[0.12345678901234567,-1.3598071336738172,\"é\"],[],[ 149.62 , 1E+5 ]]\r\n",
        " {\"dataframe_split\":{\"columns\":[\"V1\",\"V2\"],\"data\":[[1.5,null],[-0,0.0]]}} ",
    ];

    private static int Count => Environment.GetEnvironmentVariable("FRAUDML_SOAK") == "1" ? 10_000_000 : 100_000;

    [Fact]
    public void Whole_documents_are_passed() => Documents.ShouldAllBe(document => PlainJson.IsDocument(Encoding.UTF8.GetBytes(document)));

    [Theory]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1 2]")]
    [InlineData("nul")]
    [InlineData("\"a")]
    [InlineData("\"a\nb\"")]
    [InlineData("[1]]")]
    [InlineData("1\0")]
    public void Mistakes_are_not(string document) => PlainJson.IsDocument(Encoding.UTF8.GetBytes(document)).ShouldBeFalse();

    [Fact]
    public void Nothing_is_passed_that_the_framework_refuses()
    {
        var random = new Random(11);
        byte[] pieces = Encoding.UTF8.GetBytes(Alphabet);
        for (int i = 0; i < Count; i++)
        {
            List<byte> json = [.. Encoding.UTF8.GetBytes(Documents[random.Next(Documents.Length)])];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(json.Count);
                if (random.Next(3) == 0) json.RemoveAt(at);
                else if (random.Next(2) == 0) json[at] = pieces[random.Next(pieces.Length)];
                else json.Insert(at, pieces[random.Next(pieces.Length)]);
            }

            byte[] document = [.. json];
            if (PlainJson.IsDocument(document)) MistakeIn(document).ShouldBeNull(Encoding.UTF8.GetString(document));
        }
    }

    [Theory]
    [InlineData("""{"dataframe_split":{"columns":["V1"],"data":[[1],[2]]},}""")]
    [InlineData("""{"dataframe_records":[{"V1":1}]}]""")]
    [InlineData("""{"dataframe_records":[{"V1":1},{"V1":01}]}""")]
    public async Task A_mistake_behind_rows_is_told_by_its_place(string body)
    {
        long place = MistakeIn(Encoding.UTF8.GetBytes(body))!.BytePositionInLine!.Value + 1;
        await using ScoringServer server = await ScoringServer.StartAsync(TestModels.MixedModel);
        using HttpResponseMessage response = await server.PostAsync(body);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"It is not at line 1, byte {place}.");
    }

    private static JsonException? MistakeIn(byte[] document)
    {
        var reader = new Utf8JsonReader(document);
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException mistake)
        {
            return mistake;
        }
    }
}
